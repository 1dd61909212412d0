#include "tests/labelled/labelled.hpp"

#include <catch2/catch.hpp>
#include <map>

// The aims of the reader over all labelled texts; `scripts/bench locate` prints the figures by group.
TEST_CASE("what callers of five districts say is found where they mean it") {
  const auto data = tests::shared_data();
  if (!data) {
    WARN("skipped: needs ../shared/data beside the checkout");
    return;
  }
  std::map<std::string, tests::LabelledRegion> regions;
  tests::Marks marks;
  for (const auto& label : tests::labelled_texts()) {
    auto region = regions.find(label.region);
    if (region == regions.end())
      region = regions.emplace(label.region, tests::labelled_region(*data, label.region)).first;
    marks.add(label, geo::locate(label.text, region->second.gazetteer, region->second.around));
  }
  REQUIRE(marks.texts >= 300);
  CHECK(marks.first * 100 >= marks.texts * 85);
  CHECK(marks.first_three * 100 >= marks.texts * 95);
  CHECK(marks.inside * 100 >= marks.texts * 90);
}
