#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/fault.hpp"
#include "geo/position.hpp"

namespace ws {

enum class EngineKind { osrm, valhalla };

// Where a road engine is: osrm:http://host:5000 or valhalla:http://host:8002, a path after that if a proxy
// gives it one. Without a port: 80. Plain HTTP, so beside Siaga or through a tunnel.
struct EngineAddress {
  EngineKind kind = EngineKind::osrm;
  std::string host;  // a name or an IP address; IPv6 without its brackets
  std::string port = "80";
  std::string path;  // before the service's own; empty, or begins with / and does not end so

  static geo::OrFault<EngineAddress> from(std::string_view url);
  [[nodiscard]] std::string host_and_port() const;
};

// By road, as the engine has it: without what is driven or walked beside the roads.
struct EngineTravel {
  double seconds = 0;
  double metres = 0;
};
// In the order of the starts; nothing where the engine found no way, or one that cannot be true.
using EngineTravels = std::vector<std::optional<EngineTravel>>;

// As many starts as one request may have: OSRM allows 100 points a table unless told otherwise, Valhalla
// more.
inline constexpr std::size_t most_starts = 99;

struct EngineRequest {
  bool is_post = false;
  std::string target;
  std::string body;  // JSON; of a post
};
EngineRequest request_for(const EngineAddress& engine, std::span<const geo::Position> starts,
                          geo::Position end);

// Reads what a server answered that may be any server: OSRM's table service (docs/http.md there, from 5.18
// on) or Valhalla's matrix (sources_to_targets, verbose). A question that the engine understood and has no
// way for is answered with nothing for each start; all that is not such an answer is a fault, for the log.
geo::OrFault<EngineTravels> travels_in(EngineKind kind, unsigned status, std::string_view body,
                                       std::span<const geo::Position> starts, geo::Position end);

}  // namespace ws
