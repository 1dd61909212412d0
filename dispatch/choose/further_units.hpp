#pragma once

#include <vector>

#include "dispatch/choose/plan_board.hpp"

// Who must come to a call besides whoever is there first: rows of the plan, each of a slot.
namespace dispatch {

// A row for each slot of a call that must be filled and is not by those who are on it.
[[nodiscard]] std::vector<PlanBoard::Call> open_rows_of(const PlanBoard::Call& call, const View& view);

// Of those who can come to a call, who may fill the slot of this row and is not on the call.
[[nodiscard]] PlanBoard::Ways ways_to_slot(const PlanBoard& board, const PlanBoard::Call& call,
                                           PlanBoard::Ways ways, const View& view);

// Adds a row for each slot that must be filled and is not by those who are on a call, or go there as is said
// here by row. False: none is missing.
bool add_open_slots(PlanBoard& board, const View& view, const Goers& goers);
// By row whether it is of a slot that others on its call, or that go there, fill, or of a call that nobody
// comes to.
[[nodiscard]] std::vector<bool> filled_otherwise(const PlanBoard& board, const View& view,
                                                 const Goers& goers);

}  // namespace dispatch
