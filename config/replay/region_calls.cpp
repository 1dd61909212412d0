#include "config/replay/region_calls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "config/replay/list.hpp"
#include "config/tables/numbers.hpp"
#include "config/tables/text.hpp"

namespace config {
namespace {

using dispatch::OrFault;
using dispatch::PlaceNumber;
using dispatch::RecordedCall;

constexpr geo::Metres next_door{100'000};  // a region's ambulances are called that far at most

// The places of a region by their codes and names.
class Gazette {
 public:
  explicit Gazette(const std::vector<NamedPlace>& places) : places_{places} {}

  // A village before the kecamatan of its name; nothing where there is none, or several.
  [[nodiscard]] const NamedPlace* find(const std::string& text) const {
    const auto code = area_code_of(text);
    for (const auto& place : places_)
      if (!place.code.empty() && place.code == code) return &place;
    const auto* village = called(text, false);
    return village != nullptr ? village : called(text, true);
  }

 private:
  [[nodiscard]] const NamedPlace* called(const std::string& text, bool is_kecamatan) const {
    const NamedPlace* found = nullptr;
    for (const auto& place : places_) {
      if ((place.kind == "kecamatan") != is_kecamatan || folded(place.name) != folded(text)) continue;
      if (found != nullptr) return nullptr;
      found = &place;
    }
    return found;
  }
  const std::vector<NamedPlace>& places_;
};

class RegionCalls {
 public:
  RegionCalls(List list, const Region& region, dispatch::seconds starts, Scenario& into)
      : list_{std::move(list)},
        places_{region.places},
        facilities_{region.facilities},
        ground_{ground_of(region)},
        starts_{starts},
        into_{into} {}

  OrFault<bool> read() {
    for (const auto& row : list_.rows()) {
      const auto call = read(row);
      if (list_.fault()) return *list_.fault();
      if (call) into_.calls.push_back(*call);
    }
    if (visits_ > 0)
      into_.notes.push_back(std::to_string(visits_) +
                            " calls for home care are left out: only ambulances are replayed");
    return true;
  }

 private:
  std::optional<RecordedCall> read(const Row& row) {
    RecordedCall one;
    const auto received = list_.time(row, "received_s", List::longest_record);
    if (received < last_) list_.wrong(row, "received_s goes back in time");
    last_ = received;
    one.call.received = received + starts_;
    one.call.priority = list_.priority(row, into_.model.habits);
    const auto where = position(row);
    if (!row["needs"].empty() &&
        list_.one_of(row, "needs", {"ambulance", "home_care", "either"}) == "home_care") {
      ++visits_;
      return std::nullopt;
    }
    job(row, one);
    if (const auto on_scene = list_.time_if_known(row, "recorded_onscene_s", List::longest_job))
      one.arrived = one.call.received + *on_scene;
    if (!row["unit"].empty()) unit(row, one);
    if (!list_.fault()) one.call.place = placed(where);
    return one;
  }

  geo::Position position(const Row& row) {
    if (row["lat"].empty() && row["lon"].empty()) {
      if (row["place"].empty()) list_.wrong(row, "neither place nor lat and lon say where it is");
      const auto* place = places_.find(row["place"]);
      if (place != nullptr) return place->where;
      list_.wrong(row, "places.csv has no one place " + row["place"] + ": say its code, or lat and lon");
      return {};
    }
    const auto where = list_.position(row);
    if (const auto beyond = ground_.beyond(where); !list_.fault() && beyond > next_door)
      list_.wrong(row, "lat and lon are " + std::to_string(std::lround(beyond.count() / 1000)) +
                           " km outside the region: is this a call of another one?");
    return where;
  }

  // What came of it, as far as it is recorded.
  void job(const Row& row, RecordedCall& one) {
    auto& call = one.call;
    const auto scene = list_.time_if_known(row, "scene_s", List::longest_job);
    const auto handover = list_.time_if_known(row, "handover_s", List::longest_job);
    call.to_hospital = list_.time_if_known(row, "transport_s", List::longest_job);
    call.back = list_.time_if_known(row, "back_s", List::longest_job);
    if (!row["hospital"].empty()) hospital(row, call);
    const bool says_transport = !row["transport"].empty();
    call.transport = says_transport ? list_.one_of(row, "transport", {"yes", "no"}) == "yes"
                                    : handover || call.to_hospital || call.hospital;
    if (says_transport && !call.transport && (handover || call.to_hospital || call.hospital))
      list_.wrong(row, "transport is no, but transport_s, hospital or handover_s is there");
    one.draws_scene = !scene;
    one.draws_transport = !says_transport && !call.transport;
    one.draws_handover = !handover;
    call.scene = scene.value_or(dispatch::milliseconds{0});
    call.handover = handover.value_or(dispatch::milliseconds{0});
  }

  void hospital(const Row& row, dispatch::WorldCall& call) {
    const auto* facility = facilities_.find(row["hospital"]);
    if (facility == nullptr)
      list_.wrong(row, "facilities.csv has no one facility " + row["hospital"] + ": say its id");
    else
      call.hospital = placed(facility->where);
  }

  void unit(const Row& row, RecordedCall& one) {
    one.unit = dispatch::UnitId::from(row["unit"]);
    const auto is_it = [&](const auto& known) { return known.id == one.unit; };
    if (std::ranges::none_of(into_.model.units, is_it))
      list_.wrong(row, "there is no ambulance " + row["unit"] + " in the list of units");
  }

  // A number for each place, and one for many calls from it.
  PlaceNumber placed(geo::Position where) {
    const auto [known, is_new] = numbers_.try_emplace(std::pair{where.lat(), where.lon()},
                                                      static_cast<PlaceNumber>(into_.model.places.size()));
    if (is_new) into_.model.places.push_back(where);
    return known->second;
  }

  List list_;
  Gazette places_;
  Gazette facilities_;
  dispatch::Ground ground_;
  dispatch::seconds starts_;
  Scenario& into_;
  std::map<std::pair<double, double>, PlaceNumber> numbers_;
  dispatch::milliseconds last_{0};
  std::size_t visits_ = 0;
};

}  // namespace

OrFault<bool> load_region_calls(const std::filesystem::path& file, const Region& region,
                                dispatch::seconds starts, Scenario& into) {
  constexpr std::array<std::string_view, 2> columns{"received_s", "priority"};
  auto list = List::open(file, columns);
  if (list.has_error()) return list.error();
  return RegionCalls{std::move(*list), region, starts, into}.read();
}

}  // namespace config
