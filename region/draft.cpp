#include "region/draft.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "config/tables/text.hpp"
#include "region/ground.hpp"
#include "region/names.hpp"
#include "region/villages.hpp"

namespace region {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using geo::Metres;
using geo::Place;
using geo::PlaceKind;
using geo::Position;

constexpr Metres still_inside{100};  // borders and positions are no better

Metres extent_of(const geo::Area& area, Position from) {
  double farthest = 0;
  for (const auto& polygon : area.polygons)
    for (const auto& corner : polygon.outer) farthest = std::max(farthest, distance(from, corner).count());
  return Metres{std::ceil(farthest)};
}

class Drafting {
 public:
  Drafting(const RegionInputs& inputs, const Progress& progress) : inputs_{inputs}, progress_{progress} {
    draft_.name = inputs.name;
  }

  OrFault<RegionDraft> run() {
    if (auto done = add_villages(); done.has_error()) return done.error();
    for (const auto& file : inputs_.facilities)
      if (auto done = add_facilities(file); done.has_error()) return done.error();
    tell_facilities_of_one_name();
    if (!inputs_.osm.empty())
      if (auto done = add_osm(inputs_.osm, *ground_, draft_, progress_); done.has_error())
        return done.error();
    if (draft_.places.empty() && draft_.roads.ways.empty())
      return Fault{"nothing in these files can be taken: there would be no place to find and no road"};
    finish();
    return std::move(draft_);
  }

 private:
  OrFault<bool> add_villages() {
    progress_("reading areas and places");
    auto villages = villages_of(inputs_, draft_.report);
    if (villages.has_error()) return villages.error();
    draft_.areas = std::move(villages->areas);
    ground_.emplace(draft_.areas);
    std::map<std::string, std::vector<const geo::Area*>> kecamatan;
    for (const auto& area : draft_.areas) {
      Place place;
      place.name = area.name.empty() ? area.code : area.name;
      place.also = villages->also[area.code];
      place.kind = PlaceKind::village;
      place.at = area.middle;
      place.extent = extent_of(area, area.middle);
      place.area = area.code;
      place.source = source_of_villages();
      draft_.places.push_back(std::move(place));
      if (!area.parent.empty()) kecamatan[area.parent].push_back(&area);
    }
    for (const auto& [code, members] : kecamatan) add_kecamatan(code, members);
    tell_villages_without_kecamatan();
    tell_villages_of_one_name();
    return true;
  }

  // At the middle of that village which is nearest to the middle of all.
  void add_kecamatan(const std::string& code, const std::vector<const geo::Area*>& villages) {
    double lat = 0;
    double lon = 0;
    for (const auto* village : villages) lat += village->middle.lat(), lon += village->middle.lon();
    const auto count = static_cast<double>(villages.size());
    const auto middle = Position::from({.lat = lat / count, .lon = lon / count}).value();
    const auto away = [&](const geo::Area* village) { return distance(middle, village->middle); };
    Place place;
    place.name = villages.front()->parent_name;
    place.kind = PlaceKind::kecamatan;
    place.at = (*std::ranges::min_element(villages, {}, away))->middle;
    for (const auto* village : villages)
      place.extent =
          std::max({place.extent, extent_of(*village, place.at), distance(place.at, village->middle)});
    place.extent = Metres{std::ceil(place.extent.count())};
    place.area = code;
    place.source = source_of_villages();
    draft_.places.push_back(std::move(place));
  }

  void tell_villages_without_kecamatan() {
    const auto is_alone = [](const geo::Area& area) { return area.parent.empty(); };
    const auto first = std::ranges::find_if(draft_.areas, is_alone);
    if (first == draft_.areas.end()) return;
    const auto count = static_cast<std::size_t>(std::ranges::count_if(draft_.areas, is_alone));
    draft_.report.to_check.push_back(
        source_of_villages() + ": " + counted(count, "village", "villages") +
        " without a kecamatan: a code should be like 51.01.02.2008 or 5101022008, "
        "not " +
        first->code);
  }

  void tell_villages_of_one_name() {
    std::map<std::string, std::vector<const geo::Area*>> by_name;
    for (const auto& area : draft_.areas)
      if (!area.name.empty()) by_name[config::folded(area.name)].push_back(&area);
    for (const auto& [name, villages] : by_name) {
      if (villages.size() < 2) continue;
      std::string text;
      for (const auto* village : villages)
        text += (text.empty() ? "" : ", ") + village->code + " in " + village->parent_name;
      draft_.report.to_check.push_back(std::to_string(villages.size()) + " villages are called " +
                                       villages.front()->name + ": " + text);
    }
  }

  OrFault<bool> add_facilities(const std::filesystem::path& file) {
    const auto name = file.filename().string();
    progress_(name + ": reading");
    auto list = read_facilities(file);
    if (list.has_error()) return list.error();
    tell_of_rows(*list, name);
    std::map<std::string, std::size_t> elsewhere;
    std::size_t taken = 0;
    for (auto& facility : list->facilities) {
      if (!facility.regency.empty() && !is_same_name(facility.regency, inputs_.name)) {
        ++elsewhere[facility.regency];
        continue;
      }
      ++taken;
      place_facility(facility);
      draft_.places.push_back(facility.place);
      draft_.facilities.push_back(std::move(facility));
    }
    std::string others;
    std::size_t count = 0;
    for (const auto& [regency, rows] : elsewhere) {
      if (!others.empty()) others += ", ";
      others += regency;
      others += " " + std::to_string(rows);
      count += rows;
    }
    if (taken == 0 && count > 0)
      return Fault{file.string() + ": no row is of " + inputs_.name + "; the list has " + others};
    draft_.report.taken.push_back(name + ": " + counted(taken, "facility", "facilities"));
    if (count > 0)
      draft_.report.left_out.push_back(name + ": " + counted(count, "row", "rows") + " of other regencies (" +
                                       others + ")");
    return true;
  }

  void tell_of_rows(const FacilityList& list, const std::string& name) {
    const auto rows = [&](const std::vector<std::size_t>& lines, const std::string& why) {
      if (!lines.empty())
        draft_.report.left_out.push_back(name + ": " + counted(lines.size(), "row", "rows") + " without a " +
                                         why + " (line " + lines_in_short(lines) + ")");
    };
    rows(list.without_name, "name");
    rows(list.without_position, "position");
    if (!list.at_null_island.empty())
      draft_.report.to_check.push_back(name + ": " + counted(list.at_null_island.size(), "row", "rows") +
                                       " at 0, 0, which is no place (line " +
                                       lines_in_short(list.at_null_island) + "): left out");
    for (const auto& kind : list.unknown_kinds)
      draft_.report.to_check.push_back(std::string{name}
                                           .append(": the kind \"")
                                           .append(kind)
                                           .append("\" is not known: taken as landmarks"));
  }

  // Lists are wrong by kilometres now and then, so what lies outside is kept and told.
  void place_facility(Facility& facility) {
    auto& place = facility.place;
    const auto hits = ground_->areas.at(place.at);
    if (hits.empty() || hits.front().is_by_middle) return;
    const auto& hit = hits.front();
    if (hit.is_inside || hit.away <= still_inside) {
      place.area = hit.village->code;
      return;
    }
    place.is_approximate = true;
    const auto lies = "lies " + kilometres(hit.away.count()) + " outside " + inputs_.name;
    draft_.report.to_check.push_back(facility.where + ": " + place.name + " " + lies +
                                     " (nearest: " + hit.village->name + "): taken, marked approximate");
    facility.address += (facility.address.empty() ? "" : "; ") + lies;
  }

  void tell_facilities_of_one_name() {
    std::map<std::string, const Facility*> first;
    for (const auto& facility : draft_.facilities) {
      const auto [found, is_new] = first.try_emplace(config::folded(facility.place.name), &facility);
      if (is_new) continue;
      const auto apart = distance(found->second->place.at, facility.place.at);
      draft_.report.to_check.push_back(facility.where + ": " + facility.place.name +
                                       " is there twice, also " + found->second->where + ", " +
                                       kilometres(apart.count()) + " away: both are kept");
    }
  }

  void finish() {
    std::ranges::stable_sort(draft_.places, {}, [](const Place& place) {
      return std::tuple{place.kind, std::string_view{place.name}, place.at.lat(), place.at.lon()};
    });
    std::ranges::stable_sort(draft_.facilities, {}, [](const Facility& one) {
      return std::tuple{std::string_view{one.kind}, std::string_view{one.place.name}, one.place.at.lat(),
                        one.place.at.lon()};
    });
    auto box = ground_->box;
    if (draft_.areas.empty())
      for (const auto& place : draft_.places) box.add(place.at);
    if (draft_.places.empty())
      for (const auto& node : draft_.roads.nodes) box.add(node);
    draft_.centre =
        Position::from({.lat = (box.south + box.north) / 2, .lon = (box.west + box.east) / 2}).value();
    constexpr double span_at_0 = 720;  // degrees that a screen of two tiles of 512 pixels shows
    const double span = std::max({box.east - box.west, box.north - box.south, 0.01});
    draft_.zoom = std::clamp(static_cast<int>(std::floor(std::log2(span_at_0 / span))), 1, 16);
    const std::string code = draft_.areas.empty() ? "" : draft_.areas.front().code;
    draft_.title = title_of_region(inputs_.name, code);
    draft_.prefix = prefix_of_region(inputs_.name);
    draft_.utc_offset_minutes = utc_offset_of(code, draft_.centre);
  }

  [[nodiscard]] std::string source_of_villages() const {
    return (inputs_.areas.empty() ? inputs_.places : inputs_.areas).filename().string();
  }

  const RegionInputs& inputs_;
  const Progress& progress_;
  RegionDraft draft_;
  std::optional<Ground> ground_;
};

}  // namespace

OrFault<RegionDraft> draft_region(const RegionInputs& inputs, const Progress& progress) {
  return Drafting{inputs, progress}.run();
}

}  // namespace region
