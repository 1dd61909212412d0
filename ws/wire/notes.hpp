#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/model_json.hpp"

namespace ws {

// All notes of an incident, of which pictures hold the latest; answered by `notes`.
struct AskNotes {
  static constexpr std::string_view type = "ask_notes";
  dispatch::CommandId query;
  dispatch::IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(AskNotes, (), (query, incident))

std::string encode_notes(const AskNotes& asked, const std::vector<dispatch::Note>& notes);

}  // namespace ws
