#include "tests/fuzz/messages/mutations.hpp"

#include <array>
#include <string_view>
#include <vector>

#include "tests/fuzz/messages/texts.hpp"

namespace tests::fuzz {
namespace {

namespace json = boost::json;
using namespace std::string_view_literals;
using wire::Message;

std::string times(std::size_t count, std::string_view part) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += part;
  return all;
}

// Of every object and array in it.
void gather(Message& message, std::vector<Message*>& found) {
  if (message.is_structured()) found.push_back(&message);
  if (auto* object = message.if_object())
    for (auto& [name, value] : *object) gather(value, found);
  if (auto* list = message.if_array())
    for (auto& value : *list) gather(value, found);
}

Message deep(std::size_t depth, Random& random) {
  Message inside = nullptr;
  for (std::size_t i = 0; i < depth; ++i)
    inside = random.one_in(2) ? Message(json::array{inside}) : Message(json::object{{"a", inside}});
  return inside;
}

Message anything(Random& random) {
  switch (random.below(12)) {
    case 0: return nullptr;
    case 1: return random.one_in(2);
    case 2: return -1;
    case 3: return 1e308;
    case 4: return static_cast<std::int64_t>(random.bits());
    case 5: return random.bits();
    case 6: return json::array{};
    case 7: return json::object{};
    case 8: return json::string(random.below(5000), 'x');
    case 9: return deep(random.below(40), random);
    case 10: return json::array(random.below(600), Message(json::object{}));
    default: return json::string{odd_text(60, random)};
  }
}

// A field or item somewhere in it is lost, replaced or new.
void change_somewhere(Message& message, Random& random) {
  std::vector<Message*> found;
  gather(message, found);
  auto& place = *random.one_of(found);
  if (auto* list = place.if_array()) {
    if (list->empty() || random.one_in(3)) return list->push_back(anything(random));
    auto& item = (*list)[random.below(list->size())];
    item = anything(random);
    return;
  }
  auto& fields = place.as_object();
  if (fields.empty() || random.one_in(4)) {
    fields[random.one_in(2) ? odd_text(80, random) : "wings"] = anything(random);
    return;
  }
  const std::string name{random.one_of(fields).key()};
  if (random.one_in(3))
    fields.erase(name);
  else
    fields[name] = anything(random);
}

// Where something can stand between two fields, if anywhere.
std::size_t some_place(const std::string& text, Random& random) {
  const auto from = random.below(text.size() + 1);
  const auto found = text.find_first_of(",{", from);
  return found == std::string::npos ? 1 : found + 1;
}

void insert_escape(std::string& text, Random& random) {
  static constexpr std::array escapes{"\\ud800"sv, "\\udc00\\ud800"sv, "\\u0000"sv, "\\u202e"sv,
                                      "\\x00"sv,   "\\ud83d\\ude91"sv, "\\u00"sv,   "\\"sv};
  const auto quote = text.find('"', random.below(text.size() + 1));
  text.insert(quote == std::string::npos ? 0 : quote + 1, random.one_of(escapes));
}

void change_bytes(std::string& text, Random& random) {
  for (auto changes = 1 + random.below(8); changes > 0; --changes)
    text[random.below(text.size())] = static_cast<char>(random.bits());
}

std::string bytes_of(const Message& message, Random& random) {
  auto text = json::serialize(message);
  switch (random.below(12)) {
    case 0: return text.substr(0, random.below(text.size()));
    case 1: return text + text;
    case 2: return text.substr(0, random.below(text.size())) + text.substr(random.below(text.size()));
    case 3: text.insert(some_place(text, random), R"("type":"ping",)"); return text;
    case 4: text.insert(some_place(text, random), R"("id":"twice","incident":7,)"); return text;
    case 5: insert_escape(text, random); return text;
    case 6: change_bytes(text, random); return text;
    case 7: text.insert(random.below(text.size() + 1), odd_bytes(random)); return text;
    case 8: text.insert(random.below(text.size() + 1), 1, '\0'); return text;
    case 9: return times(1 + random.below(5000), random.one_in(2) ? "[" : R"({"a":)") + text;
    case 10:
      return text + std::string(longest_message - text.size() % longest_message + random.below(3) - 1, ' ');
    default: return odd_text(3000, random);
  }
}

}  // namespace

Utterance spoilt(Message message, Random& random) {
  const bool by_fields = !random.one_in(3);
  if (by_fields)
    for (auto changes = 1 + random.below(3); changes > 0; --changes) change_somewhere(message, random);
  Utterance said{.bytes = by_fields ? json::serialize(message) : bytes_of(message, random)};
  if (random.one_in(8)) said.as = Utterance::As::parts;
  if (random.one_in(100)) said.as = Utterance::As::binary;
  return said;
}

}  // namespace tests::fuzz
