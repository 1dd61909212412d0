#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "dispatch/model/time.hpp"
#include "geo/position.hpp"

namespace dispatch {

// Where a unit may wait.
struct Post {
  std::string id;  // of the region's list of stations, or of posts
  std::string name;
  geo::Position where;
  friend bool operator==(const Post&, const Post&) = default;
};
BOOST_DESCRIBE_STRUCT(Post, (), (id, name, where))

// A unit that is to wait elsewhere than at its station. It stays free meanwhile.
struct MoveUp {
  enum class State { told, seen, there, cannot };  // the last two as its crew says
  BOOST_DESCRIBE_NESTED_ENUM(State, told, seen, there, cannot)
  Post post;
  State state = State::told;
  TimePoint at;  // when it was told
  std::string by;
  TimePoint since;  // of the state
  std::optional<std::string> reason = {};
};
BOOST_DESCRIBE_STRUCT(MoveUp, (), (post, state, at, by, since, reason))

}  // namespace dispatch
