#include "config/replay/model.hpp"

#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "config/replay/habits.hpp"
#include "config/replay/list.hpp"
#include "dispatch/model/json.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::Model;
using dispatch::OrFault;
using dispatch::PlaceNumber;
using Numbers = List::Numbers;

constexpr double longest_arc = 86400;

// Reads one list after another into the model; ends with the first fault.
class Folder {
 public:
  explicit Folder(std::filesystem::path path) : path_{std::move(path)} {}

  OrFault<Model> read() {
    nodes();
    arcs();
    demand();
    places("stations", model_.stations, stations_);
    Numbers hospitals;
    places("hospitals", model_.hospitals, hospitals);
    ambulances();
    if (fault_) return *fault_;
    return std::move(model_);
  }

 private:
  template <class Each>
  void each_row(const std::string& name, std::span<const std::string_view> columns, Each each) {
    if (fault_) return;
    auto list = List::open(path_, name, columns);
    if (list.has_error()) {
      fault_ = list.error();
      return;
    }
    for (const auto& row : list->rows()) {
      each(*list, row);
      if ((fault_ = list->fault())) return;
    }
  }

  void nodes() {
    constexpr std::array<std::string_view, 4> columns{"id", "lon", "lat", "offroad"};
    bool has_access = false;
    each_row("nodes", columns, [&](List& list, const Row& row) {
      list.name(row, nodes_);
      const auto& access = list.one_of(row, "offroad", {"0", "1"});
      has_access = has_access || access == "1";
      model_.roads.nodes.push_back({list.position(row), access == "1"});
    });
    if (!fault_ && !has_access)
      fault_ = Fault{(path_ / "nodes.csv").string() + ": no node has offroad 1, so nobody gets to the roads"};
  }
  void arcs() {
    constexpr std::array<std::string_view, 4> columns{"from", "to", "seconds_lights", "seconds_normal"};
    const auto time = [](List& list, const Row& row, std::string_view column) {
      const auto value = list.number(row, column, 0, longest_arc);
      return std::max(1U, static_cast<std::uint32_t>(std::llround(value * 1000)));
    };
    each_row("arcs", columns, [&](List& list, const Row& row) {
      const auto from = list.named(row, "from", nodes_, "node");
      const auto to = list.named(row, "to", nodes_, "node");
      model_.roads.arcs.push_back(
          {from, to, {time(list, row, "seconds_lights"), time(list, row, "seconds_normal")}});
    });
  }
  void demand() {
    constexpr std::array<std::string_view, 4> columns{"id", "lon", "lat", "weight"};
    double all = 0;
    each_row("demand", columns, [&](List& list, const Row& row) {
      list.name(row, model_.demand);
      model_.places.push_back(list.position(row));
      model_.weights.push_back(list.number(row, "weight", 0, 1e9));
      all += model_.weights.back();
    });
    if (!fault_ && all <= 0) fault_ = Fault{(path_ / "demand.csv").string() + ": all weights are 0"};
  }
  void places(const std::string& name, std::vector<PlaceNumber>& into, Numbers& names) {
    constexpr std::array<std::string_view, 3> columns{"id", "lon", "lat"};
    each_row(name, columns, [&](List& list, const Row& row) {
      list.name(row, names);
      into.push_back(static_cast<PlaceNumber>(model_.places.size()));
      model_.places.push_back(list.position(row));
    });
  }
  void ambulances() {
    constexpr std::array<std::string_view, 2> columns{"id", "station"};
    Numbers names;
    each_row("ambulances", columns, [&](List& list, const Row& row) {
      list.name(row, names);
      const auto id = dispatch::UnitId::from(row["id"]);
      if (!id) list.wrong(row, "id should be 1 to 36 letters, digits, - or _, not " + row["id"]);
      const auto station = list.named(row, "station", stations_, "station");
      if (id && station < model_.stations.size()) model_.units.push_back({*id, model_.stations[station]});
    });
  }

  std::filesystem::path path_;
  Model model_;
  Numbers nodes_;
  Numbers stations_;
  std::optional<Fault> fault_;
};

}  // namespace

OrFault<Model> load_model(const std::filesystem::path& folder, const std::filesystem::path& habits) {
  if (!is_directory(folder)) return Fault{"there is no folder " + folder.string()};
  auto model = Folder{folder}.read();
  if (model.has_error()) return model;
  auto read = habits_in(folder, habits);
  if (read.has_error()) return read.error();
  model->habits = std::move(*read);
  return model;
}

OrFault<std::vector<dispatch::RecordedCall>> load_recorded_calls(const std::filesystem::path& file,
                                                                 const Model& model) {
  constexpr std::array<std::string_view, 6> columns{"seconds", "demand",    "priority",
                                                    "scene_s", "transport", "handover_s"};
  auto list = List::open(file, columns);
  if (list.has_error()) return list.error();
  std::vector<dispatch::RecordedCall> calls;
  for (const auto& row : list->rows()) {
    dispatch::RecordedCall one;
    one.call.received = list->time(row, "seconds", List::longest_record);
    if (!calls.empty() && one.call.received < calls.back().call.received)
      list->wrong(row, "seconds goes back in time");
    one.call.place = list->named(row, "demand", model.demand, "demand point");
    one.call.priority = list->priority(row, model.habits);
    one.call.scene = list->time(row, "scene_s", List::longest_job);
    one.call.transport = list->one_of(row, "transport", {"0", "1"}) == "1";
    one.call.handover = list->time(row, "handover_s", List::longest_job);
    if (!row["arrived_s"].empty()) one.arrived = list->time(row, "arrived_s", List::longest_record);
    if (!row["unit"].empty()) one.unit = dispatch::UnitId::from(row["unit"]);
    if (list->fault()) return *list->fault();
    calls.push_back(one);
  }
  return calls;
}

}  // namespace config
