#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/model_json.hpp"
#include "geo/words/locate.hpp"

namespace ws {

// Read a place out of a text; answered by `candidates`.
struct Locate {
  static constexpr std::string_view type = "locate";
  dispatch::CommandId query;  // the answer says which it answers
  std::string text;
  std::optional<geo::Position> near;
  std::optional<bool> typing;
  std::optional<geo::Language> language;
};
BOOST_DESCRIBE_STRUCT(Locate, (), (query, text, near, typing, language))

// Say where a point is; answered by `described`.
struct Describe {
  static constexpr std::string_view type = "describe";
  dispatch::CommandId query;  // the answer says which it answers
  geo::Position at;
  std::optional<geo::Language> language;
};
BOOST_DESCRIBE_STRUCT(Describe, (), (query, at, language))

struct Catchment {
  std::string id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Catchment, (), (id, name))

// Where a point is, in words, and who serves it.
struct Described {
  std::string text;
  std::optional<double> border_m;  // to the border of the village it is in
  std::optional<Catchment> catchment;
  std::optional<std::vector<dispatch::UnitId>> home_units;  // those whose home area that is
};

std::string encode_candidates(const dispatch::CommandId& query, const geo::Reading& reading);
std::string encode_described(const dispatch::CommandId& query, const Described& described);

}  // namespace ws
