#include "config/catchments.hpp"

#include <algorithm>
#include <array>

#include "config/tables/csv.hpp"
#include "config/tables/numbers.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using ByVillage = std::map<std::string, std::string>;

constexpr std::string_view puskesmas = "puskesmas";

// What is wrong with a row, or nothing.
std::string fault_of(const Row& row, const Region& region) {
  const auto village = area_code_of(row["village"]);
  const bool is_known = std::ranges::any_of(
      region.places, [&](const NamedPlace& one) { return is_village(one) && one.code == village; });
  if (village.empty() || !is_known) return "there is no village " + village + " in places.csv";
  const auto& id = row["facility"];
  const auto is_meant = [&](const NamedPlace& one) { return !id.empty() && one.code == id; };
  const auto facility = std::ranges::find_if(region.facilities, is_meant);
  if (facility == region.facilities.end()) return "there is no facility " + id + " in facilities.csv";
  if (facility->kind != puskesmas) return id + " is no puskesmas but a " + facility->kind;
  return "";
}

OrFault<ByVillage> read_catchments(const std::filesystem::path& file, const Region& region) {
  constexpr std::array<std::string_view, 2> columns{"village", "facility"};
  const auto rows = read_csv(file, columns);
  if (rows.has_error()) return rows.error();
  ByVillage found;
  for (const auto& row : *rows) {
    auto what = fault_of(row, region);
    const auto village = area_code_of(row["village"]);
    if (what.empty() && !found.try_emplace(village, row["facility"]).second)
      what = "the village " + village + " is there twice";
    if (!what.empty()) return Fault{file.string() + ", line " + std::to_string(row.line) + ": " + what};
  }
  return found;
}

// Also by their digits alone, as regions that were built earlier may have them in places.db.
ByVillage with_bare_codes(const ByVillage& listed) {
  auto all = listed;
  for (const auto& [code, facility] : listed) {
    auto bare = code;
    std::erase(bare, '.');
    all.emplace(bare, facility);
  }
  return all;
}

}  // namespace

OrFault<dispatch::HomeAreas> load_home_areas(const std::filesystem::path& folder, const Region& region,
                                             const UnitsAt& units) {
  std::vector<dispatch::Puskesmas> all;
  for (const auto& facility : region.facilities) {
    if (facility.kind != puskesmas) continue;
    const auto waiting = units.find(facility.code);
    all.push_back({facility.code, facility.name, facility.within,
                   waiting == units.end() ? std::vector<dispatch::UnitId>{} : waiting->second});
  }
  ByVillage by_village;
  if (const auto file = folder / "catchments.csv"; std::filesystem::exists(file)) {
    auto read = read_catchments(file, region);
    if (read.has_error()) return read.error();
    by_village = with_bare_codes(*read);
  }
  return dispatch::HomeAreas{std::move(all), by_village};
}

}  // namespace config
