#include <algorithm>
#include <array>
#include <map>

#include "tests/bench/benches.hpp"
#include "tests/bench/support.hpp"
#include "tests/labelled/labelled.hpp"

// How well and how fast places are read out of what callers say, over the labelled texts of five districts.
namespace bench {
namespace {

constexpr std::array regions{"bangka_tengah", "bengkalis", "jembrana", "kab_bogor", "kota_bekasi"};

std::string percent(std::size_t part, std::size_t of) {
  return text_of(100.0 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(of, 1)), " %");
}

void print_marks(const std::string& group, tests::Marks marks) {
  auto& errors = marks.errors_m;
  std::ranges::sort(errors);
  say(group + ": " + std::to_string(marks.texts) + " texts, first " + percent(marks.first, marks.texts) +
      ", first three " + percent(marks.first_three, marks.texts) + ", truth inside " +
      percent(marks.inside, marks.texts) + ", median error " +
      (errors.empty() ? "-" : text_of(errors[errors.size() / 2], " m")));
}

void print_aim(const std::string& what, std::size_t part, std::size_t of, double aim) {
  print({what, percent(part, of), "", 100.0 * static_cast<double>(part) / static_cast<double>(of),
         Line::Target::at_least, aim, " %"});
}

using Regions = std::map<std::string, tests::LabelledRegion>;

void measure_quality(const std::vector<tests::Labelled>& labels, const Regions& built) {
  std::map<std::string, tests::Marks> groups;
  tests::Marks all;
  for (const auto& label : labels) {
    const auto& region = built.at(label.region);
    const auto reading = geo::locate(label.text, region.gazetteer, region.around);
    groups[label.group].add(label, reading);
    all.add(label, reading);
  }
  for (const auto& [group, marks] : groups) print_marks(group, marks);
  print_marks("all", all);
  print_aim("right place (500 m) first", all.first, all.texts, 85);
  print_aim("among the first three", all.first_three, all.texts, 95);
  print_aim("inside the stated circle", all.inside, all.texts, 90);
}

// Every text against the region with the most names, whatever district it was written for.
void measure_speed(const std::vector<tests::Labelled>& labels, const Regions& built) {
  const auto largest = std::ranges::max_element(
      built, {}, [](const auto& one) { return one.second.gazetteer.places().size(); });
  say("largest region: " + largest->first + ", " + std::to_string(largest->second.gazetteer.places().size()) +
      " names");
  Times texts;
  Times codes;
  for (int round = 0; round < unless_quick(20, 2); ++round)
    for (const auto& label : labels) {
      const auto begin = Clock::now();
      const auto reading = geo::locate(label.text, largest->second.gazetteer, largest->second.around);
      (label.group == "code" ? codes : texts).add(Clock::now() - begin);
    }
  say("text p50 " + text_of(texts.percentile(50), " us") + ", code p50 " +
      text_of(codes.percentile(50), " us"));
  print({"text, p99", text_of(texts.percentile(99) / 1000, " ms"), "", texts.percentile(99) / 1000,
         Line::Target::at_most, 5, " ms"});
  print({"code, p99", text_of(codes.percentile(99), " us"), "", codes.percentile(99), Line::Target::at_most,
         50, " us"});
}

}  // namespace

void locate() {
  print_head("locate: what callers say, as places");
  const auto data = tests::shared_data();
  if (!data) return say("needs ../shared/data beside the checkout: not measured");
  Regions built;
  double seconds = 0;
  for (const auto* name : regions) {
    const auto begin = Clock::now();
    built.emplace(name, tests::labelled_region(*data, name));
    const auto took = micros(Clock::now() - begin) / 1e6;
    seconds += took;
    say(std::string{name} + " built in " + text_of(took, " s"));
  }
  print({"the five districts built", text_of(seconds, " s"), "", seconds, Line::Target::at_most, 60, " s"});
  const auto labels = tests::labelled_texts();
  measure_quality(labels, built);
  measure_speed(labels, built);
}

}  // namespace bench
