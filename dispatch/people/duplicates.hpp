#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/log/view.hpp"
#include "dispatch/people/telling_words.hpp"

// Several people call for one accident, and the same people call again. Nothing is merged here: a person is
// shown what the call may belong to.
namespace dispatch {

enum class HintReason { same_number, near, same_words, compatible_complaint, same_number_before };
BOOST_DESCRIBE_ENUM(HintReason, same_number, near, same_words, compatible_complaint, same_number_before)

struct Hint {
  IncidentId incident;
  std::string number;
  IncidentState state = IncidentState::received;
  TimePoint received_at;
  double score = 0;     // 0 to 1
  bool likely = false;  // the same; else it may be, or is the same number's call before
  std::optional<geo::Metres> away_m;
  std::vector<HintReason> reasons;
};
BOOST_DESCRIBE_STRUCT(Hint, (), (incident, number, state, received_at, score, likely, away_m, reasons))

// What is known of a call that comes in.
struct Calling {
  std::optional<IncidentId> incident;  // what it is already, so that it is not its own duplicate
  Place place;
  Caller caller;
  std::string complaint;
};

// Best first, at most five. What is open may be the same when it has the same number; or came within half an
// hour and lies within 250 m of what both circles allow, or is described by the same words, which count as
// far as they are rare among all that is on the boards and among the names of the region. Farther apart than
// that no words help, and the same number makes nothing likely. Likely the same it is where the number is the
// same, where 500 m hold both whatever the circles hide, or where nearness and words are worth as much
// together.
[[nodiscard]] std::vector<Hint> hints_for(const View& view, const Calling& call, TimePoint now,
                                          const WordCounts& place_names = {});

}  // namespace dispatch
