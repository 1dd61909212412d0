#include "dispatch/sim/model_ways.hpp"

namespace dispatch {

std::unique_ptr<Ways> ways_of(const Model& model) {
  if (model.table) return std::make_unique<TableWays>(*model.table, model.places);
  if (model.straight) return std::make_unique<StraightWays>(model.places, *model.straight);
  return std::make_unique<RoadWays>(model.roads, model.places, model.habits.off_road);
}

}  // namespace dispatch
