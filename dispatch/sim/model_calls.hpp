#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dispatch/sim/model.hpp"

namespace dispatch {

// A call of a world, with what will come of it.
struct WorldCall {
  milliseconds received{0};  // after the start
  PlaceNumber place = 0;
  Priority priority = Priority::P1;
  milliseconds scene{0};
  bool transport = false;
  milliseconds handover{0};
  std::optional<PlaceNumber> hospital = {};      // none: the nearest
  std::optional<milliseconds> to_hospital = {};  // none: as long as the way there takes
  // From clear until it is free, at its base; none: as the model's habits say.
  std::optional<milliseconds> back = {};
};

// A call that was recorded in a model, or made for it; which unit went then, and when it arrived after the
// start, if that is said.
struct RecordedCall {
  WorldCall call;
  std::optional<UnitId> unit = {};
  std::optional<milliseconds> arrived = {};
  // What is not recorded, but drawn.
  bool draws_scene = false;
  bool draws_transport = false;
  bool draws_handover = false;
  [[nodiscard]] bool draws() const { return draws_scene || draws_transport || draws_handover; }
};

// The calls of so long, in the order of their times. The same seed makes the same calls on any machine.
[[nodiscard]] std::vector<WorldCall> model_calls(const Model& model, milliseconds length, std::uint64_t seed);

// Calls as they were recorded, and the rest drawn: for a seed the same, whatever is known of other calls.
[[nodiscard]] std::vector<WorldCall> recorded_calls(const std::vector<RecordedCall>& recorded,
                                                    const ModelHabits& habits, std::uint64_t seed);

}  // namespace dispatch
