#pragma once

#include <optional>
#include <string_view>

#include "geo/place.hpp"
#include "geo/units.hpp"

// What words mean beside a name. Words as `words_of` writes them: Indonesian, with what Balinese, Sundanese
// and English callers say.
namespace geo::lexicon {

// What an abbreviation or an English word stands for; any other word is itself.
[[nodiscard]] std::string_view written_out(std::string_view word);
// "rumah sakit" is one word here.
[[nodiscard]] std::optional<std::string_view> joined(std::string_view first, std::string_view second);
// "dua", "II".
[[nodiscard]] std::optional<double> number_named(std::string_view word);

// Says which kind of thing the name after it is: desa, kecamatan, jalan, puskesmas.
[[nodiscard]] std::optional<PlaceKind> kind_named_by(std::string_view word);
// Names a regency or a province, which this region is or is not: of no use to find a place in it.
[[nodiscard]] bool names_regency(std::string_view word);

// Degrees clockwise from north.
[[nodiscard]] std::optional<double> bearing_of(std::string_view word);
// Metres in one of it, for "meter" and "km".
[[nodiscard]] std::optional<Metres> length_of(std::string_view word);
// "behind", "in front of", "near": how far away that may be.
[[nodiscard]] std::optional<Metres> reach_of(std::string_view word);

// Little words that may stand between a name and what is said of it: "di", "ke arah", "sekitar".
[[nodiscard]] bool is_filler(std::string_view word);
// Everyday words of a call that name no place, unless they are spelled exactly like one.
[[nodiscard]] bool is_common(std::string_view word);

}  // namespace geo::lexicon
