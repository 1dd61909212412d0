#include "ws/questions/engine_talk.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <boost/url/parse.hpp>
#include <cmath>

namespace ws {
namespace {

namespace json = boost::json;
using geo::Fault;
using geo::OrFault;

constexpr unsigned http_ok = 200;
constexpr unsigned http_bad_request = 400;
constexpr double longest_s = 7 * 24 * 3600;
constexpr double longest_m = 40'000'000;
// A road is not shorter than the line, but both ends may lie beside it.
constexpr double off_road_m = 2'000;
constexpr double fastest_m_s = 70;

bool is_of_host(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
         c == '_';
}

// Without its brackets; nothing where it cannot be one.
std::string host_in(const boost::urls::url_view& url) {
  if (url.host_type() == boost::urls::host_type::ipv6) return url.host_ipv6_address().to_string();
  auto host = url.host();
  return std::ranges::all_of(host, is_of_host) ? host : std::string{};
}

std::string osrm_target(std::span<const geo::Position> starts, geo::Position end) {
  std::string points;
  std::string sources;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    points += fmt::format("{:.6f},{:.6f};", starts[i].lon(), starts[i].lat());
    sources += fmt::format("{}{}", i == 0 ? "" : ";", i);
  }
  points += fmt::format("{:.6f},{:.6f}", end.lon(), end.lat());
  return fmt::format(
      "/table/v1/driving/{}?sources={}&destinations={}&annotations=duration,distance&generate_hints=false",
      points, sources, starts.size());
}

std::string valhalla_body(std::span<const geo::Position> starts, geo::Position end) {
  std::string sources;
  for (const auto& start : starts)
    sources += fmt::format(R"({}{{"lat":{:.6f},"lon":{:.6f}}})", sources.empty() ? "" : ",", start.lat(),
                           start.lon());
  return fmt::format(
      R"({{"sources":[{}],"targets":[{{"lat":{:.6f},"lon":{:.6f}}}],"costing":"auto","units":"kilometers","verbose":true}})",
      sources, end.lat(), end.lon());
}

// One cell of an answer: a number, nothing where there is no way, or a fault.
OrFault<std::optional<double>> number_in(const json::value* cell, double most) {
  if (cell == nullptr) return Fault{"a cell is missing"};
  if (cell->is_null()) return std::optional<double>{};
  if (!cell->is_number()) return Fault{"a cell is no number"};
  const auto number = cell->to_number<double>();
  if (!(number >= 0 && number <= most)) return Fault{"a cell is out of bounds"};  // so that nan is too
  return std::optional{number};
}

OrFault<std::optional<EngineTravel>> travel_of(const json::value* time, const json::value* length,
                                               double metres_each) {
  const auto seconds = number_in(time, longest_s);
  if (seconds.has_error()) return seconds.error();
  const auto units = number_in(length, longest_m / metres_each);
  if (units.has_error()) return units.error();
  if (!*seconds || !*units) return std::optional<EngineTravel>{};
  return std::optional{EngineTravel{**seconds, **units * metres_each}};
}

const json::array* list_in(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found == nullptr ? nullptr : found->if_array();
}

// The only cell of each of `rows` rows of a matrix.
OrFault<std::vector<const json::value*>> column(const json::object& answer, std::string_view name,
                                                std::size_t rows) {
  const auto* matrix = list_in(answer, name);
  if (matrix == nullptr) return Fault{"it has no " + std::string{name}};
  if (matrix->size() != rows) return Fault{"it is not as long as the question"};
  std::vector<const json::value*> cells;
  for (const auto& row : *matrix) {
    const auto* only = row.if_array();
    if (only == nullptr || only->size() != 1) return Fault{"it is not as wide as the question"};
    cells.push_back(&only->front());
  }
  return cells;
}

OrFault<EngineTravels> osrm_travels(const json::object& answer, std::size_t starts) {
  const auto* code = answer.if_contains("code");
  if (code == nullptr || *code != "Ok") return Fault{"its code is not Ok"};
  const auto durations = column(answer, "durations", starts);
  if (durations.has_error()) return durations.error();
  const auto distances = column(answer, "distances", starts);
  if (distances.has_error()) return distances.error();
  EngineTravels travels;
  for (std::size_t i = 0; i < starts; ++i) {
    const auto travel = travel_of((*durations)[i], (*distances)[i], 1);
    if (travel.has_error()) return travel.error();
    travels.push_back(*travel);
  }
  return travels;
}

OrFault<EngineTravels> valhalla_travels(const json::object& answer, std::size_t starts) {
  constexpr double metres_a_km = 1000;
  if (const auto* units = answer.if_contains("units"); units == nullptr || *units != "kilometers")
    return Fault{"its units are not kilometers"};
  const auto cells = column(answer, "sources_to_targets", starts);
  if (cells.has_error()) return cells.error();
  EngineTravels travels;
  for (std::size_t i = 0; i < starts; ++i) {
    const auto* cell = (*cells)[i]->if_object();
    if (cell == nullptr) return Fault{"a cell is no object"};
    const auto* from = cell->if_contains("from_index");
    if (from == nullptr || !from->is_number() || from->to_number<double>() != static_cast<double>(i))
      return Fault{"it is not in the order of the question"};
    const auto travel = travel_of(cell->if_contains("time"), cell->if_contains("distance"), metres_a_km);
    if (travel.has_error()) return travel.error();
    travels.push_back(*travel);
  }
  return travels;
}

// What both say when they have understood and there is no way, or no road near one of the points.
bool says_no_way(EngineKind kind, const json::object& answer) {
  if (kind == EngineKind::osrm) {
    const auto* code = answer.if_contains("code");
    return code != nullptr && (*code == "NoSegment" || *code == "NoTable");
  }
  constexpr std::array<std::int64_t, 4> no_way{154, 170, 171,
                                               442};  // too far, not connected, no road, no path
  const auto* code = answer.if_contains("error_code");
  return code != nullptr && code->is_int64() && std::ranges::find(no_way, code->get_int64()) != no_way.end();
}

// An engine that has another country's map puts every point on the same road at its edge, and all times are
// 0.
bool can_be_true(const EngineTravel& travel, geo::Position start, geo::Position end) {
  return travel.metres + off_road_m >= geo::distance(start, end).count() &&
         travel.metres <= (travel.seconds + 1) * fastest_m_s;
}

}  // namespace

OrFault<EngineAddress> EngineAddress::from(std::string_view url) {
  const Fault wrong{"a road engine is written osrm:http://host:port or valhalla:http://host:port, not " +
                    std::string{url}};
  if (url.find('@') != std::string_view::npos)
    return Fault{"the address of a road engine has no user and no password in it"};
  EngineAddress address;
  if (url.starts_with("valhalla:"))
    address.kind = EngineKind::valhalla;
  else if (!url.starts_with("osrm:"))
    return wrong;
  const auto rest = url.substr(url.find(':') + 1);
  if (rest.starts_with("https://"))
    return Fault{
        "a road engine is asked over http://, not https://: run it beside Siaga, or reach it through a "
        "tunnel (" +
        std::string{url} + ")"};
  const auto parsed = boost::urls::parse_uri(rest);
  if (parsed.has_error() || parsed->scheme() != "http" || parsed->has_query() || parsed->has_fragment())
    return wrong;
  address.host = host_in(*parsed);
  if (address.host.empty()) return wrong;
  // Boost 1.81 takes what follows a port for a path.
  if (!parsed->encoded_path().empty() && !parsed->encoded_path().starts_with('/')) return wrong;
  if (parsed->has_port()) {
    if (parsed->port_number() == 0) return wrong;
    address.port = std::to_string(parsed->port_number());
  }
  address.path = std::string{parsed->encoded_path().data(), parsed->encoded_path().size()};
  while (address.path.ends_with('/')) address.path.pop_back();
  return address;
}

std::string EngineAddress::host_and_port() const {
  const bool is_v6 = host.find(':') != std::string::npos;
  return (is_v6 ? "[" + host + "]" : host) + ":" + port;
}

EngineRequest request_for(const EngineAddress& engine, std::span<const geo::Position> starts,
                          geo::Position end) {
  if (engine.kind == EngineKind::osrm) return {false, engine.path + osrm_target(starts, end), {}};
  return {true, engine.path + "/sources_to_targets", valhalla_body(starts, end)};
}

OrFault<EngineTravels> travels_in(EngineKind kind, unsigned status, std::string_view body,
                                  std::span<const geo::Position> starts, geo::Position end) {
  const auto http = "http " + std::to_string(status);
  if (status != http_ok && status != http_bad_request) return Fault{http};
  boost::system::error_code error;
  const auto value = json::parse({body.data(), body.size()}, error);
  const auto* answer = error ? nullptr : value.if_object();
  if (answer == nullptr) return Fault{http + ", the answer is no JSON object"};
  if (status == http_bad_request) {
    if (says_no_way(kind, *answer)) return EngineTravels(starts.size());
    return Fault{http + ", the question was refused"};
  }
  auto travels = kind == EngineKind::osrm ? osrm_travels(*answer, starts.size())
                                          : valhalla_travels(*answer, starts.size());
  if (travels.has_error()) return Fault{"the answer is wrong: " + travels.error().what};
  for (std::size_t i = 0; i < starts.size(); ++i)
    if (auto& travel = (*travels)[i]; travel && !can_be_true(*travel, starts[i], end)) travel.reset();
  return travels;
}

}  // namespace ws
