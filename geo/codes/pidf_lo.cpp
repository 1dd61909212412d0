#include "geo/codes/pidf_lo.hpp"

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <utility>
#include <vector>

#include "geo/codes/coordinates.hpp"
#include "geo/codes/sighting_time.hpp"

namespace geo::codes {

namespace {

constexpr int deepest = 32;

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view text_of(const pugi::xml_node& node) {
  std::string_view text = node.child_value();
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// First in document order, under a node.
pugi::xml_node find_named(const pugi::xml_node& under, std::string_view name) {
  return under.find_node([&](const pugi::xml_node& node) { return local_name(node) == name; });
}

// What a parser could be made to do work by: entities, and trees that are only deep.
std::optional<std::string> danger_in(std::string_view xml) {
  int depth = 0;
  for (std::size_t i = 0; i + 1 < xml.size(); ++i) {
    if (xml[i] == '/' && xml[i + 1] == '>') --depth;
    if (xml[i] != '<') continue;
    const char next = xml[i + 1];
    const auto rest = xml.substr(i);
    if (next == '!' && !rest.starts_with("<!--") && !rest.starts_with("<![CDATA["))
      return "a document type is not accepted";
    if (next == '/') --depth;
    if (is_letter(next) || next == '_') ++depth;
    if (depth > deepest) return "the tree is deeper than " + std::to_string(deepest);
  }
  return std::nullopt;
}

struct Shape {
  std::string_view name;
  std::string_view radius;  // the element; empty if it has none
};
constexpr auto shapes = std::to_array<Shape>({{"Point", ""},
                                              {"Circle", "radius"},
                                              {"Sphere", "radius"},
                                              {"Ellipse", "semiMajorAxis"},
                                              {"Ellipsoid", "semiMajorAxis"}});
constexpr auto other_shapes = std::to_array<std::string_view>({"Polygon", "ArcBand", "Prism"});

struct Confidence {
  double held = 0.95;  // RFC 7459: what an uncertainty without one is known with
  bool is_said = false;
};

Confidence confidence_in(const pugi::xml_node& document) {
  const auto percent = to_number(text_of(find_named(document, "confidence")));
  if (!percent || *percent <= 0 || *percent > 100) return {};
  return {.held = *percent / 100, .is_said = true};
}

std::optional<std::string> method_in(const pugi::xml_node& document) {
  const auto named = lowered(text_of(find_named(document, "method")));
  if (named.empty()) return std::nullopt;
  if (named.find("gps") != std::string::npos || named.find("gnss") != std::string::npos) return "gnss";
  if (named.starts_with("802.11") || named.starts_with("wifi") || named.starts_with("wi-fi")) return "wifi";
  return named.starts_with("cell") ? "cell" : "unknown";
}

class PidfReader {
 public:
  PidfReader(Scan& scan, const pugi::xml_node& document) : scan_{scan}, confidence_{confidence_in(document)} {
    sighting_.method = method_in(document);
    sighting_.at = iso_time(text_of(find_named(document, "timestamp")));
    if (confidence_.is_said) sighting_.confidence = confidence_.held;
  }

  // Each shape of the document; says how many there were.
  int read(const pugi::xml_node& document) {
    int count = 0;
    document.find_node([&](const pugi::xml_node& node) {
      const auto name = local_name(node);
      if (const auto* shape = std::ranges::find(shapes, name, &Shape::name); shape != shapes.end()) {
        read_shape(node, *shape);
        ++count;
      } else if (std::ranges::find(other_shapes, name) != other_shapes.end()) {
        scan_.refuse("PIDF-LO: a " + std::string{name} + " is not read, only points, circles and ellipses");
        ++count;
      }
      return scan_.is_full();
    });
    return count;
  }

 private:
  void read_shape(const pugi::xml_node& node, const Shape& shape) {
    const std::string system = node.attribute("srsName").value();
    const bool is_wgs84 = system.empty() || system.ends_with("4326") || system.ends_with("4979");
    if (!is_wgs84) return scan_.refuse("PIDF-LO: the reference system " + system + " is not WGS 84");
    const auto pair = position_in(node);
    if (!pair) return scan_.refuse("PIDF-LO: a " + std::string{shape.name} + " without a position");
    Claim claim{.at = pair->at,
                .uncertainty = pair->uncertainty,
                .kind = "pidf_lo",
                .label = "the network's position, " + spoken(pair->at),
                .why = "PIDF-LO " + std::string{shape.name},
                .trust = 0.98,
                .sighting = sighting_};
    if (shape.radius.empty()) {
      claim.why +=
          "; no radius given, its last digits stand for " + metres(std::max(pair->uncertainty, Metres{10}));
      return scan_.claim(std::move(claim));
    }
    const auto element =
        node.find_child([&](const pugi::xml_node& child) { return local_name(child) == shape.radius; });
    const auto radius = to_number(text_of(element));
    if (!radius || *radius <= 0)
      return scan_.refuse("PIDF-LO: a " + std::string{shape.name} + " without a radius");
    const std::string unit = element.attribute("uom").value();
    if (!unit.empty() && !unit.ends_with("9001"))
      return scan_.refuse("PIDF-LO: the unit " + unit + " is not the metre");
    const auto scaled = nine_of_ten(Metres{*radius}, confidence_.held);
    claim.uncertainty = std::max(scaled, pair->uncertainty);
    claim.why += "; " + std::string{shape.radius == "radius" ? "radius " : "longer axis "} +
                 metres(Metres{*radius}) +
                 (confidence_.is_said ? " at " : ", no confidence given, by RFC 7459 ") +
                 with_decimals(confidence_.held * 100, 0) + " %, scaled to " + metres(scaled) +
                 " at 90 % as of a 2-D Gaussian error";
    scan_.claim(std::move(claim));
  }

  // <pos>-8.3571 114.6205 12</pos>, or the older <coordinates>; latitude first.
  static std::optional<Pair> position_in(const pugi::xml_node& node) {
    for (const auto* name : {"pos", "coordinates"}) {
      const auto element = find_named(node, name);
      if (!element) continue;
      std::string numbers{text_of(element)};
      std::ranges::replace(numbers, ',', ' ');
      const auto first_end = numbers.find(' ');
      if (first_end == std::string::npos) return std::nullopt;
      const auto second = numbers.find_first_not_of(' ', first_end);
      const auto second_end = std::min(numbers.find(' ', second), numbers.size());
      const std::string_view all = numbers;
      return plain_pair(all.substr(0, first_end), all.substr(second, second_end - second));
    }
    return std::nullopt;
  }

  Scan& scan_;
  Sighting sighting_;
  Confidence confidence_;
};

}  // namespace

bool is_xml(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return begin != std::string_view::npos && text[begin] == '<';
}

void read_pidf_lo(Scan& scan) {
  const auto text = scan.text();
  const auto begin = text.find('<');
  if (begin == std::string_view::npos) return;
  const auto end = text.rfind('>');
  if (end == std::string_view::npos || end < begin) return;
  const std::string xml{text.substr(begin, end + 1 - begin)};
  // Of a text that is not all XML, only what says that it is.
  const auto speaks_of = [&](std::string_view word) { return xml.find(word) != std::string::npos; };
  if (!speaks_of("presence") && !speaks_of("geopriv") && !speaks_of("location-info") && !speaks_of("gml"))
    return;
  scan.take(begin, end + 1);
  if (const auto danger = danger_in(xml)) return scan.refuse("PIDF-LO: " + *danger);
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) return scan.refuse(std::string{"PIDF-LO: not well formed: "} + parsed.description());
  if (PidfReader{scan, document}.read(document) == 0) scan.refuse("PIDF-LO: no position in the document");
}

}  // namespace geo::codes
