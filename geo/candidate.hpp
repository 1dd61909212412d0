#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "geo/position.hpp"

// What can be made of a text that says where somebody is.
namespace geo {

// What a device said of its own fix.
struct Sighting {
  std::optional<double> confidence;   // 0 to 1: how often the true place is within the uncertainty
  std::optional<std::string> method;  // gnss, wifi, cell, unknown
  std::optional<std::chrono::sys_seconds> at;
};

struct Candidate {
  Position at;
  Metres uncertainty;  // the true place should be within this, nine times of ten
  std::string kind;    // coordinates, utm, mgrs, geohash, plus_code, link, aml, pidf_lo, or a PlaceKind
  std::string label;   // as one would say it aloud
  double score = 0;    // 0 to 1, comparable within one reading
  std::string why;     // how it was read, and what speaks for or against it
  std::optional<Sighting> sighting;
};

struct Reading {
  std::vector<Candidate> candidates;  // best first; empty where nothing can be read: never a made-up point
  std::vector<std::string> tried;     // what it was tried as, and why that failed
};
BOOST_DESCRIBE_STRUCT(Reading, (), (candidates, tried))

// What is known of the region and the call, to complete short codes and to prefer the near.
struct Surroundings {
  Position centre;               // of the operator's map view, the cell, or the region
  Metres radius{50'000};         // of the region around `centre`, roughly
  std::optional<Position> near;  // where the call is thought to be already: cell, village, map view
};

}  // namespace geo
