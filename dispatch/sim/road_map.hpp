#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "dispatch/sim/ways.hpp"
#include "geo/units.hpp"

namespace dispatch {

using RoadTimes = std::array<std::uint32_t, 2>;  // milliseconds, by pace

struct RoadMap {
  struct Node {
    geo::Position where;
    bool is_access = true;  // one may leave the road here
  };
  struct Arc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    RoadTimes times{};  // never 0
  };
  std::vector<Node> nodes;
  std::vector<Arc> arcs;
};

// A road map by its junctions: what lies between two of them, where one can but go on, is a stretch.
class Stretches {
 public:
  struct Between {
    std::uint32_t node = 0;
    RoadTimes times{};  // from the stretch's beginning
  };
  struct Stretch {
    std::uint32_t from = 0;  // junctions
    std::uint32_t to = 0;
    RoadTimes times{};
    std::vector<Between> between;
  };
  // Where a node lies that is no junction: on one stretch, or on one in each direction.
  struct Seat {
    std::uint32_t stretch = 0;
    std::uint32_t index = 0;
  };

  // `also`: nodes that are to be junctions, whatever meets there.
  Stretches(const RoadMap& map, const std::vector<std::uint32_t>& also);

  static constexpr std::uint32_t none = ~0U;
  [[nodiscard]] std::uint32_t junction(std::uint32_t node) const { return junctions_[node]; }
  [[nodiscard]] std::uint32_t node(std::uint32_t junction) const { return nodes_[junction]; }
  [[nodiscard]] std::size_t junctions() const { return nodes_.size(); }
  [[nodiscard]] const std::vector<Seat>& seats(std::uint32_t node) const { return seats_[node]; }
  [[nodiscard]] const Stretch& stretch(std::uint32_t number) const { return stretches_[number]; }
  // Numbers of the stretches that begin, or end, at a junction.
  [[nodiscard]] const std::vector<std::uint32_t>& out_of(std::uint32_t junction) const {
    return out_of_[junction];
  }
  // Least times from all junctions to this one; `none` where no road leads.
  [[nodiscard]] std::vector<std::uint32_t> times_to(std::uint32_t junction, Pace pace) const;

 private:
  using Arcs = std::vector<std::vector<RoadMap::Arc>>;
  void name_junctions(const RoadMap& map, const std::vector<std::uint32_t>& also);
  void follow(const Arcs& leaving, const RoadMap::Arc& first);

  std::vector<std::uint32_t> junctions_;  // by node
  std::vector<std::uint32_t> nodes_;      // by junction
  std::vector<std::vector<Seat>> seats_;  // by node
  std::vector<Stretch> stretches_;
  std::vector<std::vector<std::uint32_t>> out_of_;
  std::vector<std::vector<std::uint32_t>> into_;
};

}  // namespace dispatch
