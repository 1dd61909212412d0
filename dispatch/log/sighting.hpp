#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dispatch/model/model.hpp"
#include "dispatch/model/model_json.hpp"

namespace dispatch {

// What a node tells the others of a unit: where it takes it to be, and, where devices contradict each other,
// what each of them said, so that every node judges by the same words. Of a node of before it there is the
// first only.
struct Sighting {
  Sighting() = default;
  Sighting(Fix where) : shown{std::move(where)} {}  // a position that nobody contradicts is one

  Fix shown;
  std::vector<Fix> said;           // none: what is shown was said
  std::optional<TimePoint> since;  // that the place which is shown leads
};

// That of a position, with what an older node leaves aside.
void write(std::string& out, const Sighting& sighting);
bool read(const boost::json::value& from, Sighting& into, json::FieldError& why);

}  // namespace dispatch
