#include "ws/wire/notes.hpp"

#include "dispatch/model/json.hpp"

namespace ws {

std::string encode_notes(const AskNotes& asked, const std::vector<dispatch::Note>& notes) {
  std::string out;
  dispatch::json::Object{out}
      .field("type", "notes")
      .field("query", asked.query)
      .field("incident", asked.incident)
      .field("notes", notes);
  return out;
}

}  // namespace ws
