#include "geo/codes/links.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "geo/codes/coordinates.hpp"
#include "geo/codes/link_parts.hpp"
#include "geo/codes/link_places.hpp"
#include "geo/codes/plus_code.hpp"

namespace geo::codes {

namespace {

struct Service {
  std::string_view host;  // itself, or what is before or after a dot of it
  std::string_view name;
  bool is_short;  // stands for another link
};
constexpr auto services = std::to_array<Service>({
    {"maps.app.goo.gl", "Google Maps", true},
    {"goo.gl", "Google Maps", true},
    {"g.co", "Google Maps", true},
    {"maps.apple", "Apple Maps", true},
    {"maps.apple.com", "Apple Maps", false},
    {"openstreetmap.org", "OpenStreetMap", false},
    {"osm.org", "OpenStreetMap", false},
    {"waze.com", "Waze", false},
});

const Service* service_of(const Link& link) {
  const auto* known = std::ranges::find(services, link.host, &Service::host);
  if (known != services.end()) return known;
  static constexpr Service google{"google", "Google Maps", false};
  static constexpr Service osm{"openstreetmap.org", "OpenStreetMap", false};
  static constexpr Service waze{"waze.com", "Waze", false};
  const auto& host = link.host;
  if (host.starts_with("google.") || host.starts_with("maps.google.")) return &google;
  if (host.ends_with(".openstreetmap.org")) return &osm;
  return host.ends_with(".waze.com") ? &waze : nullptr;
}

class LinkReader {
 public:
  explicit LinkReader(Scan& scan) : scan_{scan} {}

  void read(std::size_t begin, std::size_t end) {
    const std::string url{scan_.text().substr(begin, end - begin)};
    if (lowered(url.substr(0, 4)) == "geo:") return read_geo(begin, end, url);
    const auto link = link_of(url);
    const auto* service = service_of(link);
    const std::string name{service != nullptr ? service->name : std::string_view{link.host}};
    const bool is_short = service != nullptr && (service->is_short || link.path.starts_with("/go/"));
    const bool goes_on = url.back() == ',';  // "?q=-8.3571, 114.6205" with a space in it
    if (!goes_on) scan_.take(begin, end);
    if (is_short)
      return scan_.refuse(name + ": a short link holds no place; open it and send what it leads to");
    auto found = service != nullptr ? pin_in(link) : in_two_parameters(link);
    if (!found && service != nullptr) {
      if (read_words(link, name)) return;
      found = view_in(link);
    }
    if (found) {
      scan_.take(begin, end);
      return claim(*found, name + " link");
    }
    if (!goes_on) scan_.refuse("link to " + name + ": no place in it");
  }

 private:
  void claim(const Found& found, const std::string& name) {
    scan_.claim({.at = found.pair.at,
                 .uncertainty = found.pair.uncertainty,
                 .kind = "link",
                 .label = name + ", " + spoken(found.pair.at),
                 .why = name + ", read from " + found.how + "; taken for " +
                        metres(std::max(found.pair.uncertainty, Metres{10})) + " around",
                 .trust = found.trust});
  }

  // Degrees and minutes, and plus codes, are sent as search words.
  bool read_words(const Link& link, const std::string& name) {
    std::string words;
    for (const auto parameter : place_parameters)
      if (const auto value = link.parameter(parameter)) words += std::string{*value} + " | ";
    for (const auto mark : {"/place/", "/search/"})
      if (const auto at = link.path.find(mark); at != std::string::npos) {
        const auto part = std::string_view{link.path}.substr(at + std::string_view{mark}.size());
        words += std::string{until(part, "/")} + " | ";
      }
    join_plus_codes(words);
    Scan part{std::move(words), scan_.around()};
    read_plus_codes(part);
    read_coordinates(part);
    const bool found = part.has_candidates();
    scan_.adopt(std::move(part), "link", name + " link");
    return found;
  }

  // The plus sign of a code came as a space, if somebody wrote it unencoded.
  static void join_plus_codes(std::string& words) {
    for (std::size_t i = 4; i + 2 < words.size(); ++i) {
      const bool before = words[i] == ' ' && is_alnum(words[i - 1]) && is_alnum(words[i - 4]);
      const auto begin = words.find_last_of(" |", i - 1);
      const auto length = i - (begin == std::string::npos ? 0 : begin + 1);
      if (!before || (length != 4 && length != 8)) continue;
      const auto tail = std::min(words.find_first_of(" |,", i + 1), words.size());
      const auto code = words.substr(i - length, length) + "+" + words.substr(i + 1, tail - i - 1);
      const bool is_code = length == 8 ? plus_area(code).has_value()
                                       : complete_plus_code(code, {.lat = 0, .lon = 0}).has_value();
      if (is_code && tail - i > 2) words[i] = '+';
    }
  }

  // geo:-8.3571,114.6205;u=35 and, as Android has it, geo:0,0?q=-8.3571,114.6205(Home)
  void read_geo(std::size_t begin, std::size_t end, const std::string& url) {
    scan_.take(begin, end);
    const std::string_view all = url;
    const auto address = until(all.substr(4), "?");
    const auto query = form_fields(all.substr(std::min(4 + address.size() + 1, all.size())), "&");
    for (const auto& [name, value] : query)
      if (const auto pair = name == "q" ? pair_in(value) : std::nullopt)
        return claim({*pair, "q=", 0.97}, "geo: link");
    const auto numbers = until(address, ";");
    const auto comma = numbers.find(',');
    const auto pair = comma == std::string_view::npos
                          ? std::nullopt
                          : plain_pair(numbers.substr(0, comma), until(numbers.substr(comma + 1), ","));
    if (!pair) return scan_.refuse("geo: link: no latitude and longitude in it");
    Found found{*pair, "its numbers", 0.97};
    for (const auto& [name, value] : form_fields(address.substr(numbers.size()), ";")) {
      if (name == "crs" && lowered(value) != "wgs84")
        return scan_.refuse("geo: link: the reference system " + value + " is not known");
      const auto said = name == "u" ? to_number(value) : std::nullopt;
      if (!said || *said < 0) continue;
      found.pair.uncertainty = std::max(found.pair.uncertainty, Metres{*said});
      found.how += " and u=";
    }
    claim(found, "geo: link");
  }

  Scan& scan_;
};

// Hosts that people send without http:// before them.
constexpr auto beginnings = std::to_array<std::string_view>(
    {"https://", "http://", "geo:", "maps.app.goo.gl/", "goo.gl/", "maps.google.", "www.google.", "google.",
     "maps.apple.com/", "www.openstreetmap.org/", "openstreetmap.org/", "osm.org/", "waze.com/",
     "ul.waze.com/"});

bool is_link_at(std::string_view text, std::size_t i) {
  if (i > 0 && (is_alnum(text[i - 1]) || text[i - 1] == '.')) return false;
  const auto rest = text.substr(i);
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) {
    return same_letters(rest.substr(0, beginning.size()), beginning);
  });
}

std::size_t end_of_link(std::string_view text, std::size_t begin) {
  constexpr std::size_t least = 4;  // geo:
  auto end = begin + least;
  while (end < text.size() && text[end] != ' ' && text[end] != '<' && text[end] != '>' && text[end] != taken)
    ++end;
  constexpr std::string_view not_last = ".;:!?)]}'\"";
  while (end > begin + least && not_last.find(text[end - 1]) != std::string_view::npos) --end;
  return end;
}

}  // namespace

void read_links(Scan& scan) {
  LinkReader reader{scan};
  for (std::size_t i = 0; i < scan.text().size() && !scan.is_full(); ++i) {
    const char c = lower(scan.text()[i]);
    const bool may_begin = c == 'h' || c == 'g' || c == 'm' || c == 'w' || c == 'o' || c == 'u';
    if (!may_begin || !is_link_at(scan.text(), i)) continue;
    const auto end = end_of_link(scan.text(), i);
    reader.read(i, end);
    i = end;
  }
}

}  // namespace geo::codes
