#include "region/villages.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <set>
#include <utility>

#include "config/tables/csv.hpp"
#include "geo/areas.hpp"
#include "region/geojson.hpp"
#include "region/names.hpp"

namespace region {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

std::string at_text(geo::Position where) {
  char text[64];
  std::snprintf(text, sizeof text, " at %.6f, %.6f", where.lat(), where.lon());
  return text;
}

// The first few flaws of all polygons, in one sentence; none: nothing.
std::optional<Fault> flaws_of(const std::vector<ReadArea>& areas, const std::filesystem::path& file) {
  constexpr int shown = 5;
  std::string text;
  int count = 0;
  for (const auto& read : areas)
    for (const auto& flaw : flaws_in(read.area)) {
      if (++count > shown) continue;
      const auto place = read.where.substr(file.filename().string().size());  // ", line 1, column ..."
      text += (text.empty() ? "" : "\n") + file.string() + place + ": " + read.area.name + ": " + flaw.what +
              (flaw.at ? at_text(*flaw.at) : "");
    }
  if (count == 0) return std::nullopt;
  if (count > shown) text += "\nand " + std::to_string(count - shown) + " more";
  return Fault{text};
}

// Two features of one code are one village in two pieces.
std::vector<geo::Area> one_of_each_code(std::vector<ReadArea> read, RegionReport& report) {
  std::map<std::string, std::size_t> by_code;
  std::vector<geo::Area> areas;
  for (auto& one : read) {
    const auto [found, is_new] = by_code.try_emplace(one.area.code, areas.size());
    if (one.was_open)
      report.to_check.push_back(one.where + ": " + one.area.name + ": a ring was open; closed");
    if (one.area.polygons.empty())
      report.to_check.push_back(one.where + ": " + one.area.name +
                                " has no polygon, only its middle is known");
    if (one.area.name.empty())
      report.to_check.push_back(one.where + ": the name of " + one.area.code + " is empty");
    if (is_new) {
      areas.push_back(std::move(one.area));
      continue;
    }
    report.to_check.push_back(one.where + ": the code " + one.area.code +
                              " is there twice: taken as one village in pieces");
    auto& pieces = areas[found->second].polygons;
    std::ranges::move(one.area.polygons, std::back_inserter(pieces));
  }
  return areas;
}

bool holds(const geo::Area& area, geo::Position point) {
  if (area.polygons.empty()) return true;
  const geo::Areas alone{{area}};
  return alone.at(point).front().is_inside;
}

// Gives the villages their kecamatan's name and the list's point, and tells of rows that are none of theirs.
void add_listed(Villages& villages, const std::vector<ListedVillage>& listed, const std::string& file,
                RegionReport& report) {
  std::map<std::string, geo::Area*> by_code;
  for (auto& area : villages.areas) by_code.emplace(area.code, &area);
  std::map<std::string, std::string> kecamatan;
  std::size_t elsewhere = 0;
  for (const auto& row : listed) {
    const auto found = by_code.find(row.code);
    if (found == by_code.end()) {
      ++elsewhere;
      continue;
    }
    if (!row.kecamatan.empty()) kecamatan.emplace(parent_of(row.code), row.kecamatan);
    auto& area = *found->second;
    if (area.name.empty()) area.name = row.name;
    if (!config::is_null_island(row.at) && holds(area, row.at))
      area.middle = row.at;  // the polygons' is only their middle
    if (!row.name.empty() && row.name != area.name) villages.also[row.code].push_back(row.name);
  }
  for (auto& area : villages.areas)
    if (const auto found = kecamatan.find(area.parent); found != kecamatan.end())
      area.parent_name = found->second;
  report.taken.push_back(file + ": " + counted(listed.size() - elsewhere, "row", "rows") + ", which name " +
                         std::to_string(kecamatan.size()) + " kecamatan");
  if (elsewhere > 0)
    report.left_out.push_back(file + ": " + counted(elsewhere, "row", "rows") +
                              " of villages outside the areas");
}

OrFault<Villages> listed_alone(const std::vector<ListedVillage>& listed, const RegionInputs& inputs,
                               RegionReport& report) {
  Villages villages;
  std::set<std::string> seen;
  std::set<std::string> regencies;
  std::size_t elsewhere = 0;
  for (const auto& row : listed) {
    regencies.insert(row.regency);
    if (!row.regency.empty() && !is_same_name(row.regency, inputs.name)) {
      ++elsewhere;
    } else if (config::is_null_island(row.at)) {
      report.to_check.push_back(row.where + ": " + row.name + " is at 0, 0, which is no place: left out");
    } else if (!seen.insert(row.code).second) {
      report.left_out.push_back(row.where + ": the code " + row.code + " is there twice");
    } else {
      if (row.name.empty()) report.to_check.push_back(row.where + ": the name of " + row.code + " is empty");
      const auto parent = parent_of(row.code);
      villages.areas.push_back(
          {row.code, row.name, parent, row.kecamatan.empty() ? parent : row.kecamatan, row.at, {}});
    }
  }
  if (villages.areas.empty()) {
    std::string known;
    for (const auto& one : regencies) known += (known.empty() ? "" : ", ") + one;
    return Fault{inputs.places.string() + ": no row is of " + inputs.name + "; the list has " + known};
  }
  const auto file = inputs.places.filename().string();
  report.taken.push_back(file + ": " + counted(villages.areas.size(), "village", "villages") +
                         ", by their middles only");
  if (elsewhere > 0)
    report.left_out.push_back(file + ": " + counted(elsewhere, "row", "rows") + " of other regencies");
  return villages;
}

}  // namespace

OrFault<Villages> villages_of(const RegionInputs& inputs, RegionReport& report) {
  Villages villages;
  std::vector<ListedVillage> listed;
  if (!inputs.places.empty()) {
    auto read = read_villages(inputs.places);
    if (read.has_error()) return read.error();
    listed = std::move(*read);
  }
  if (!inputs.areas.empty()) {
    auto read = read_areas(inputs.areas);
    if (read.has_error()) return read.error();
    if (auto fault = flaws_of(*read, inputs.areas)) return *fault;
    villages.areas = one_of_each_code(std::move(*read), report);
    report.taken.push_back(inputs.areas.filename().string() + ": " +
                           counted(villages.areas.size(), "village", "villages"));
    if (!inputs.places.empty()) add_listed(villages, listed, inputs.places.filename().string(), report);
  } else if (!inputs.places.empty()) {
    auto alone = listed_alone(listed, inputs, report);
    if (alone.has_error()) return alone.error();
    villages = std::move(*alone);
  }
  std::ranges::stable_sort(villages.areas, {}, &geo::Area::code);
  return villages;
}

}  // namespace region
