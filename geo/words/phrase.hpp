#pragma once

#include <optional>
#include <span>
#include <string>

#include "geo/place.hpp"
#include "geo/words/words.hpp"

namespace geo {

// What is said of a named thing by the words around it.
struct Phrase {
  std::optional<PlaceKind> kind;  // "desa", "kec.", "jl." before it
  std::string kind_word;          // which of these it was
  bool names_regency = false;     // "kabupaten", "kota" before it
  std::optional<double> bearing;  // "south of it"
  std::optional<Metres> far;      // "200 m from it"
  std::optional<Metres> reach;    // "behind it"
  std::string said;               // the words of that, for the reason
  [[nodiscard]] bool is_relation() const { return bearing || far || reach; }
};

// Of the words [first, end) of a text.
[[nodiscard]] Phrase phrase_around(std::span<const Word> words, std::size_t first, std::size_t end);

}  // namespace geo
