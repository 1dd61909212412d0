#include "dispatch/sim/model_calls.hpp"

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

double mean_scene_s(const ModelHabits& habits) {
  RecordedCall unknown;
  unknown.draws_scene = true;
  double sum = 0;
  const std::vector<RecordedCall> many(20'000, unknown);
  for (const auto& call : recorded_calls(many, habits, 1))
    sum += std::chrono::duration<double>{call.scene}.count();
  return sum / static_cast<double>(many.size());
}

}  // namespace

TEST_CASE("what is recorded of a call is used, and only the rest is drawn") {
  ModelHabits habits;
  habits.transport_share = 1;
  RecordedCall known;
  known.call.scene = 9min;
  known.call.handover = 20min;
  RecordedCall unknown = known;
  unknown.draws_scene = unknown.draws_transport = unknown.draws_handover = true;
  const auto calls = recorded_calls({known, unknown}, habits, 1);
  REQUIRE(calls[0].scene == 9min);
  REQUIRE_FALSE(calls[0].transport);
  REQUIRE(calls[0].handover == 20min);
  REQUIRE(calls[1].scene != 9min);
  REQUIRE(calls[1].transport);
  REQUIRE(calls[1].handover != 20min);
}

TEST_CASE("what is drawn for a call is the same, whatever is recorded of those before it") {
  ModelHabits habits;
  RecordedCall unknown;
  unknown.draws_scene = unknown.draws_transport = unknown.draws_handover = true;
  const auto after_known = recorded_calls({RecordedCall{}, unknown}, habits, 7).back();
  const auto after_unknown = recorded_calls({unknown, unknown}, habits, 7).back();
  REQUIRE(after_known.scene == after_unknown.scene);
  REQUIRE(after_known.handover == after_unknown.handover);
  REQUIRE(recorded_calls({unknown}, habits, 8).back().scene !=
          recorded_calls({unknown}, habits, 7).back().scene);
}

TEST_CASE("times at the scene have the mean that is said, however they differ") {
  ModelHabits habits;
  habits.scene_mean = 960s;
  REQUIRE(mean_scene_s(habits) == Approx(960).epsilon(0.03));
  habits.scene = Varies::lognormal;
  REQUIRE(mean_scene_s(habits) == Approx(960).epsilon(0.01));
  habits.scene = Varies::not_at_all;
  REQUIRE(mean_scene_s(habits) == 960);
}
