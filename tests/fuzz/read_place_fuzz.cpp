#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <vector>

#include "geo/codes/codes.hpp"
#include "geo/words/locate.hpp"

namespace {

// Stops the fuzzer, which then keeps the input.
void must(bool holds, const char* what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << '\n';
  std::abort();
}

void check(const geo::Reading& reading) {
  must(reading.candidates.size() <= 20, "at most 20 candidates");
  must(reading.tried.size() <= 20, "at most 20 reasons");
  double last = 1;
  for (const auto& candidate : reading.candidates) {
    const auto at = geo::Position::from({.lat = candidate.at.lat(), .lon = candidate.at.lon()});
    must(at.has_value(), "positions are on the earth");
    must(candidate.score >= 0 && candidate.score <= last, "scores are 0 to 1, best first");
    must(std::isfinite(candidate.uncertainty.count()) && candidate.uncertainty.count() > 0,
         "uncertainties are lengths");
    must(!candidate.kind.empty() && !candidate.label.empty() && !candidate.why.empty(),
         "a candidate says what it is");
    last = candidate.score;
  }
}

bool are_same(const geo::Reading& a, const geo::Reading& b) {
  if (a.tried != b.tried || a.candidates.size() != b.candidates.size()) return false;
  for (std::size_t i = 0; i < a.candidates.size(); ++i)
    if (!(a.candidates[i].at == b.candidates[i].at) || a.candidates[i].why != b.candidates[i].why)
      return false;
  return true;
}

geo::Surroundings around(double lat, double lon) {
  return {.centre = geo::Position::from({.lat = lat, .lon = lon}).value(),
          .radius = geo::Metres{50'000},
          .near = {}};
}

geo::Place place(geo::PlaceKind kind, const char* name, double lat, double lon, const char* area) {
  geo::Place one;
  one.kind = kind;
  one.name = name;
  one.at = geo::Position::from({.lat = lat, .lon = lon}).value();
  one.area = area;
  one.km = lat < -8.3 ? 90 : 100;
  return one;
}

geo::Gazetteer some_names() {
  using enum geo::PlaceKind;
  const std::vector<geo::Place> places{
      place(kecamatan, "Melaya", -8.25, 114.5, "51.01.04"),
      place(village, "Melaya", -8.26, 114.51, "51.01.04.2002"),
      place(village, "Air Putih", -8.3, 114.6, "51.01.05.2001"),
      place(health, "Puskesmas II Melaya (Gilimanuk)", -8.2, 114.46, "51.01.04.1001"),
      place(worship, "Pura Desa dan Pura Puseh", -8.27, 114.52, ""),
      place(milestone, "Denpasar-Gilimanuk", -8.2, 114.45, ""),
      place(milestone, "Denpasar-Gilimanuk", -8.35, 114.65, "")};
  return geo::Gazetteer::of(places, {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto jembrana = around(-8.33, 114.64);
  static const auto date_line = around(-17, 179.99);
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto reading = geo::read_codes(text, jembrana);
  check(reading);
  must(are_same(reading, geo::read_codes(text, jembrana)), "the same question has the same answer");
  check(geo::read_codes(text, date_line));
  static const auto names = some_names();
  check(geo::locate(text, names, jembrana));
  check(geo::locate(text, names, jembrana, {.typing = true, .language = geo::Language::en}));
  return 0;
}
