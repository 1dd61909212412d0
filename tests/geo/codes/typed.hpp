#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "geo/codes/codes.hpp"

// What was typed, and what must come out.
namespace typed {

inline geo::Position at(double lat, double lon) {
  return geo::Position::from({.lat = lat, .lon = lon}).value();
}

inline geo::Surroundings jembrana() {
  return {.centre = at(-8.33, 114.64), .radius = geo::Metres{50'000}, .near = std::nullopt};
}
inline geo::Surroundings vienna() {
  return {.centre = at(48.2, 16.4), .radius = geo::Metres{50'000}, .near = std::nullopt};
}

struct Row {
  std::string text;
  double lat;
  double lon;
};

inline std::string all_of(const std::vector<std::string>& sentences) {
  std::string all;
  for (const auto& sentence : sentences) all += sentence + "\n";
  return all;
}

inline bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Reads exactly one place, of this kind, within a metre; returns it.
inline geo::Candidate only_place(const Row& row, const std::string& kind,
                                 const geo::Surroundings& around = jembrana()) {
  const auto reading = geo::read_codes(row.text, around);
  CAPTURE(row.text, all_of(reading.tried));
  REQUIRE(reading.candidates.size() == 1);
  const auto& first = reading.candidates.front();
  CAPTURE(first.at.lat(), first.at.lon(), first.why);
  REQUIRE(first.kind == kind);
  REQUIRE(geo::distance(first.at, at(row.lat, row.lon)).count() < 1);
  REQUIRE(first.uncertainty.count() >= 10);
  REQUIRE(first.score > 0);
  REQUIRE(first.score <= 1);
  REQUIRE_FALSE(first.label.empty());
  return first;
}

// Reads no place, and says so in these words; with no words, it says nothing at all.
inline void require_none(const std::string& text, const std::string& reason = "",
                         const geo::Surroundings& around = jembrana()) {
  const auto reading = geo::read_codes(text, around);
  const auto read = reading.candidates.empty() ? std::string{} : reading.candidates.front().why;
  CAPTURE(text, reason, read, all_of(reading.tried));
  REQUIRE(reading.candidates.empty());
  if (reason.empty())
    REQUIRE(reading.tried.empty());
  else
    REQUIRE(says(all_of(reading.tried), reason));
}

}  // namespace typed
