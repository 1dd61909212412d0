#include "config/tables/place_kinds.hpp"

#include <algorithm>
#include <array>

#include "config/tables/text.hpp"
#include "dispatch/model/json.hpp"

namespace config {
namespace {

using geo::PlaceKind;

constexpr std::array kinds{
    ListedKind{"rumah sakit", "hospital", PlaceKind::health, ""},
    ListedKind{"rs", "hospital", PlaceKind::health, ""},
    ListedKind{"hospital", "hospital", PlaceKind::health, ""},
    ListedKind{"puskesmas", "puskesmas", PlaceKind::health, "Puskesmas"},
    ListedKind{"klinik", "clinic", PlaceKind::health, "Klinik"},
    ListedKind{"clinic", "clinic", PlaceKind::health, ""},
    ListedKind{"apotek", "pharmacy", PlaceKind::health, "Apotek"},
    ListedKind{"pharmacy", "pharmacy", PlaceKind::health, ""},
    ListedKind{"sekolah", "school", PlaceKind::school, ""},
    ListedKind{"pasar", "market", PlaceKind::market, "Pasar"},
    ListedKind{"kantor", "office", PlaceKind::office, "Kantor"},
};

}  // namespace

const ListedKind* listed_kind(std::string_view written) {
  const auto* const known = std::ranges::find(kinds, folded(written), &ListedKind::written);
  return known == kinds.end() ? nullptr : known;
}

PlaceKind place_kind_of(std::string_view written) {
  if (const auto* known = listed_kind(written)) return known->place;
  return dispatch::json::enum_from<PlaceKind>(folded(written)).value_or(PlaceKind::landmark);
}

}  // namespace config
