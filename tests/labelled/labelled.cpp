#include "tests/labelled/labelled.hpp"

#include <array>
#include <stdexcept>

#include "config/tables/csv.hpp"
#include "region/draft.hpp"

namespace tests {
namespace fs = std::filesystem;

std::vector<Labelled> labelled_texts() {
  const fs::path file = SIAGA_REPOSITORY "/tests/labelled/places.csv";
  constexpr std::array<std::string_view, 6> columns{"region", "text", "lat", "lon", "group", "basis"};
  const auto rows = config::read_csv(file, columns);
  if (rows.has_error()) throw std::runtime_error{rows.error().what};
  std::vector<Labelled> all;
  for (const auto& row : *rows) {
    Labelled one{row["region"], row["text"], {}, row["group"]};
    if (!row["lat"].empty()) one.truth = config::position_in(row, file).value();
    all.push_back(std::move(one));
  }
  return all;
}

std::optional<fs::path> shared_data() {
  const fs::path data = SIAGA_REPOSITORY "/../shared/data";
  return fs::exists(data / "areas") ? std::optional{data} : std::nullopt;
}

LabelledRegion labelled_region(const fs::path& data, const std::string& name) {
  region::RegionInputs inputs;
  inputs.name = name;
  inputs.areas = data / "areas" / (name + "_desa.geojson");
  inputs.places = data / "gazetteer/desa_5regencies.csv";
  inputs.facilities = {data / "facilities/faskes_2019_5regencies.csv"};
  if (name == "jembrana") inputs.facilities.push_back(data / "gazetteer/osm_worship_jembrana.csv");
  if (name == "kota_bekasi") inputs.osm = data / "roads/bekasi_grandwisata.osm.pbf";
  const auto draft = region::draft_region(inputs, [](const std::string&) {});
  if (draft.has_error()) throw std::runtime_error{draft.error().what};
  geo::Surroundings around;
  around.centre = draft->centre;
  return {geo::Gazetteer::of(draft->places, draft->areas), around};
}

void Marks::add(const Labelled& label, const geo::Reading& reading) {
  constexpr geo::Metres near_enough{500};
  const auto& found = reading.candidates;
  ++texts;
  if (!label.truth) {
    const std::size_t right = found.empty() ? 1 : 0;
    first += right;
    first_three += right;
    inside += right;
    return;
  }
  for (std::size_t i = 0; i < found.size() && i < 3; ++i) {
    const auto off = geo::distance(*label.truth, found[i].at);
    if (i == 0) {
      errors_m.push_back(off.count());
      if (off <= near_enough) ++first;
      if (off <= found[i].uncertainty) ++inside;
    }
    if (off > near_enough) continue;
    ++first_three;
    break;
  }
}

}  // namespace tests
