#include "region/ground.hpp"

#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "config/tables/text.hpp"
#include "dispatch/model/json.hpp"

namespace region {
namespace {

using dispatch::OrFault;
using geo::Metres;
using geo::Place;
using geo::PlaceKind;
using geo::Position;

constexpr Metres neighbourhood{5000};          // what lies farther outside is not ours
constexpr double neighbourhood_degrees = 0.2;  // so far outside of the box nothing needs to be measured
constexpr Metres same_spot{50};                // two objects of one kind and name: one thing drawn twice
constexpr Metres same_town{5000};              // two facilities of one name: one facility

class Intake {
 public:
  Intake(const std::filesystem::path& file, const Ground& ground, RegionDraft& draft,
         const Progress& progress)
      : file_{file}, ground_{ground}, draft_{draft}, progress_{progress} {}

  OrFault<bool> run() {
    auto extract = read_osm(file_, progress_);
    if (extract.has_error()) return extract.error();
    const auto name = file_.filename().string();
    std::multimap<std::string, const Facility*> listed;
    const auto count = draft_.facilities.size();
    for (const auto& facility : draft_.facilities)
      listed.emplace(config::folded(facility.place.name), &facility);
    std::vector<Facility> more;
    std::map<PlaceKind, std::size_t> taken;
    std::size_t far = 0;
    std::size_t twice = 0;
    progress_(name + ": " + counted(extract->places.size(), "place", "places") + ", finding their villages");
    for (auto& [place, facility] : extract->places) {
      if (!find_village(place)) {
        ++far;
      } else if (is_drawn_twice(place)) {
        ++twice;
      } else {
        ++taken[place.kind];
        if (!facility.empty()) add_facility_of_osm(place, facility, listed, more);
        draft_.places.push_back(std::move(place));
      }
    }
    draft_.facilities.reserve(count + more.size());
    std::ranges::move(more, std::back_inserter(draft_.facilities));
    tell_of_osm(*extract, name, taken, far, twice);
    tell_of_roads(*extract, name);
    draft_.roads = std::move(extract->roads);
    return true;
  }

 private:
  // False: too far outside.
  bool find_village(Place& place) {
    if (!ground_.has_polygons) return true;
    if (!ground_.box.has(place.at, neighbourhood_degrees)) return false;
    const auto hit = ground_.areas.at(place.at).front();
    if (hit.is_inside) place.area = hit.village->code;
    return hit.is_inside || hit.away <= std::max(neighbourhood, place.extent);
  }

  // A school as a point and as a building.
  bool is_drawn_twice(const Place& place) {
    if (place.kind == PlaceKind::street) return false;
    auto& spots = drawn_[{place.kind, config::folded(place.name)}];
    const auto is_here = [&](Position where) {
      return std::abs(where.lat() - place.at.lat()) < 0.001 && distance(where, place.at) <= same_spot;
    };
    if (std::ranges::any_of(spots, is_here)) return true;
    spots.push_back(place.at);
    return false;
  }

  void add_facility_of_osm(const Place& place, const std::string& kind,
                           const std::multimap<std::string, const Facility*>& listed,
                           std::vector<Facility>& more) {
    const auto [begin, end] = listed.equal_range(config::folded(place.name));
    for (auto one = begin; one != end; ++one) {
      const auto apart = distance(one->second->place.at, place.at);
      if (apart > same_town) continue;
      draft_.report.to_check.push_back(one->second->where + ": " + place.name + " is " +
                                       kilometres(apart.count()) + " away in " + place.source +
                                       ": both can be found, the list's is a facility");
      return;
    }
    Facility facility;
    facility.place = place;
    facility.kind = kind;
    facility.where = place.source;
    more.push_back(std::move(facility));
  }

  void tell_of_osm(const OsmExtract& extract, const std::string& name,
                   const std::map<PlaceKind, std::size_t>& taken, std::size_t far, std::size_t twice) {
    auto& report = draft_.report;
    std::string kinds;
    std::size_t all = 0;
    for (const auto& [kind, count] : taken) {
      kinds += (kinds.empty() ? "" : ", ") + std::string{dispatch::json::name_of(kind)} + " " +
               std::to_string(count);
      all += count;
    }
    report.taken.push_back(name + ": " + counted(all, "place", "places") + " of " +
                           counted(extract.objects, "object", "objects") +
                           (all > 0 ? " (" + kinds + ")" : "") + "; streets out of " +
                           counted(extract.street_ways, "way", "ways"));
    const auto left_out = [&](std::size_t count, const std::string& why) {
      if (count > 0) report.left_out.push_back(name + ": " + counted(count, "object ", "objects ") + why);
    };
    left_out(extract.without_name, "of our kinds without a name");
    left_out(far, "more than 5 km outside " + draft_.name);
    left_out(twice, "drawn twice: same kind, name and spot");
    left_out(extract.named_relations, "with a name that are relations: their shape is not read");
    left_out(extract.without_position, "with a name whose nodes are not in the file");
    if (extract.cut_ways > 0)
      report.to_check.push_back(name + ": " + counted(extract.cut_ways, "way is", "ways are") +
                                " cut off at the edge of the file: taken as far as they go");
  }

  void tell_of_roads(const OsmExtract& extract, const std::string& name) {
    const auto& counts = extract.road_counts;
    const auto left_out = [&](std::size_t count, const std::string& why) {
      if (count > 0) draft_.report.left_out.push_back(name + ": " + std::to_string(count) + " " + why);
    };
    left_out(counts.not_drivable, "ways that no vehicle of ours may drive");
    left_out(counts.turns_by_ways, "forbidden turns over a whole road in between");
    left_out(counts.turns_outside, "forbidden turns whose roads are not in the file, or not drivable");
  }

  const std::filesystem::path& file_;
  const Ground& ground_;
  RegionDraft& draft_;
  const Progress& progress_;
  std::map<std::pair<PlaceKind, std::string>, std::vector<Position>> drawn_;
};

}  // namespace

Ground::Ground(const std::vector<geo::Area>& villages) : areas{villages} {
  for (const auto& area : villages) {
    has_polygons = has_polygons || !area.polygons.empty();
    box.add(area.middle);
    for (const auto& polygon : area.polygons)
      for (const auto& corner : polygon.outer) box.add(corner);
  }
}

OrFault<bool> add_osm(const std::filesystem::path& file, const Ground& ground, RegionDraft& draft,
                      const Progress& progress) {
  return Intake{file, ground, draft, progress}.run();
}

}  // namespace region
