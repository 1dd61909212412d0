#include "geo/codes/aml.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "geo/codes/coordinates.hpp"
#include "geo/codes/link_parts.hpp"
#include "geo/codes/sighting_time.hpp"

namespace geo::codes {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string_view value_of(const Fields& fields, std::string_view name) {
  const auto found =
      std::ranges::find(fields, name, [](const auto& field) { return std::string_view{field.first}; });
  if (found == fields.end()) return {};
  std::string_view value = found->second;
  while (!value.empty() && value.front() == ' ') value.remove_prefix(1);  // a plus sign in a form
  while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
  return value;
}

std::optional<double> positive(std::string_view text) {
  const auto number = to_number(text);
  return number && *number > 0 ? number : std::nullopt;
}

// What both ways of sending say.
struct Message {
  std::string_view lat;
  std::string_view lon;
  std::optional<double> radius;
  Sighting sighting;
};

// Phones that say no confidence mean the 68 % of Android's and Apple's radius.
constexpr double usual_confidence = 0.68;

// Without a radius: as far as such fixes are off on a bad day.
double radius_without_word(const std::string& method) {
  if (method == "gnss") return 50;
  if (method == "wifi") return 150;
  return method == "cell" ? 5'000 : 1'000;
}

void claim_message(Scan& scan, const Message& message) {
  const auto& method = *message.sighting.method;
  if (method == "none") return scan.refuse("AML: the phone says that it found no position");
  const auto pair = plain_pair(message.lat, message.lon);
  if (message.lat.empty() || message.lon.empty())
    return scan.refuse("AML: no latitude and longitude in the message");
  if (!pair) return scan.refuse("AML: latitude or longitude is not a number");
  const double held = message.sighting.confidence.value_or(usual_confidence);
  std::string why = "AML, " + method;
  Metres radius{message.radius.value_or(radius_without_word(method))};
  if (!message.radius) {
    why += "; no radius given, taken for " + metres(radius);
  } else {
    why += "; radius " + metres(radius) +
           (message.sighting.confidence ? " at " : ", no confidence given, taken for ") +
           with_decimals(held * 100, 0) + " %";
    const auto scaled = nine_of_ten(radius, held);
    if (std::abs(held - 0.9) > 0.001)
      why += ", scaled to " + metres(scaled) + " at 90 % as of a 2-D Gaussian error";
    radius = scaled;
  }
  scan.claim({.at = pair->at,
              .uncertainty = std::max(radius, pair->uncertainty),
              .kind = "aml",
              .label = "the phone's own position, " + spoken(pair->at),
              .why = std::move(why),
              .trust = 0.99,
              .sighting = message.sighting});
}

// 0 is what phones say that do not know.
std::optional<double> confidence_of(std::string_view text) {
  const auto number = positive(text);
  if (!number || *number > 100) return std::nullopt;
  return *number > 1 ? *number / 100 : *number;
}

std::string sms_method(std::string_view pm) {
  if (same_letters(pm, "G")) return "gnss";
  if (same_letters(pm, "W")) return "wifi";
  if (same_letters(pm, "C")) return "cell";
  return same_letters(pm, "N") ? "none" : "unknown";
}

// Reads key=value; until what follows is neither; says where that is.
std::size_t read_sms_fields(std::string_view text, std::size_t at, Fields& fields) {
  constexpr std::string_view no_value = "; <>";
  for (;;) {
    Cursor cursor{text, at};
    cursor.skip_spaces();
    const auto key = cursor.letters();
    if (key.empty() || key.size() > 3 || cursor.peek() != '=') return at;
    cursor.step();
    const auto end = std::min(text.find_first_of(no_value, cursor.at()), text.size());
    fields.emplace_back(lowered(key), std::string{text.substr(cursor.at(), end - cursor.at())});
    at = end;
    if (at >= text.size() || text[at] != ';') return at;
    ++at;
  }
}

void read_sms(Scan& scan, std::size_t begin, std::size_t fields_begin) {
  Fields fields;
  const auto end = read_sms_fields(scan.text(), fields_begin, fields);
  scan.take(begin, end);
  const auto version = value_of(fields, "ml");
  if (version != "1")
    return scan.refuse("AML: version " + std::string{version} + " of the message is not known");
  Message message{.lat = value_of(fields, "lt"),
                  .lon = value_of(fields, "lg"),
                  .radius = positive(value_of(fields, "rd")),
                  .sighting = {}};
  message.sighting.confidence = confidence_of(value_of(fields, "lc"));
  message.sighting.method = sms_method(value_of(fields, "pm"));
  message.sighting.at = compact_time(value_of(fields, "top"));
  claim_message(scan, message);
}

std::string form_method(std::string_view source) {
  const auto named = lowered(source);
  if (named == "gps" || named == "gnss") return "gnss";
  if (named == "wifi" || named == "wi-fi" || named == "wlan") return "wifi";
  return named == "cell" || named == "none" ? named : "unknown";
}

void read_form(Scan& scan, std::size_t field) {
  // The form is all that hangs together around the field.
  constexpr std::string_view ends = " <>?";
  const auto text = scan.text();
  const auto before = text.find_last_of(ends, field);
  const auto begin = before == std::string_view::npos ? 0 : before + 1;
  const auto end = std::min(text.find_first_of(ends, field), text.size());
  const auto fields = form_fields(text.substr(begin, end - begin), "&");
  scan.take(begin, end);
  const auto first_of = [&](std::string_view a, std::string_view b) {
    const auto value = value_of(fields, a);
    return value.empty() ? value_of(fields, b) : value;
  };
  Message message{.lat = value_of(fields, "location_latitude"),
                  .lon = value_of(fields, "location_longitude"),
                  .radius = positive(value_of(fields, "location_accuracy")),
                  .sighting = {}};
  message.sighting.confidence = confidence_of(first_of("location_confidence", "location_certainty"));
  message.sighting.method = form_method(value_of(fields, "location_source"));
  message.sighting.at = unix_milliseconds(value_of(fields, "location_time"));
  claim_message(scan, message);
}

}  // namespace

void read_aml(Scan& scan) {
  const auto small = lowered(scan.text());
  for (auto at = small.find("ml="); at != std::string::npos && !scan.is_full();
       at = small.find("ml=", at + 1)) {
    // A"ML=1, and A ML=1 from gateways that drop the quote; the ml= at the end is the length.
    const auto begin = at - (at >= 2 && small[at - 2] == 'a' ? 2 : at >= 1 && small[at - 1] == 'a' ? 1 : 0);
    if (begin < at && scan.text()[at] != taken) read_sms(scan, begin, at);
  }
  for (const auto* name : {"location_latitude=", "location_longitude="}) {
    auto at = small.find(name);
    for (; at != std::string::npos && !scan.is_full(); at = small.find(name, at + 1))
      if (scan.text()[at] != taken) read_form(scan, at);
  }
}

}  // namespace geo::codes
