#include "dispatch/people/home_areas.hpp"

#include <algorithm>

#include "geo/words/words.hpp"

namespace dispatch {
namespace {

// "Puskesmas II Mendoyo": there is a first, too.
bool is_numbered(const std::string& name) {
  return std::ranges::any_of(geo::words_of(name), [](const geo::Word& word) { return word.number >= 0; });
}

}  // namespace

HomeAreas::HomeAreas(std::vector<Puskesmas> all, const std::map<std::string, std::string>& by_village)
    : all_{std::move(all)} {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const auto [known, is_first] = by_kecamatan_.try_emplace(all_[i].kecamatan, i);
    if (!is_first || is_numbered(all_[i].name)) known->second.reset();
  }
  by_kecamatan_.erase("");
  for (const auto& [village, id] : by_village) {
    const auto found = std::ranges::find(all_, id, &Puskesmas::id);
    if (found != all_.end()) by_village_[village] = static_cast<std::size_t>(found - all_.begin());
  }
}

const Puskesmas* HomeAreas::of(std::string_view village, std::string_view kecamatan) const {
  if (const auto listed = by_village_.find(village); listed != by_village_.end())
    return &all_[listed->second];
  const auto whole = by_kecamatan_.find(kecamatan);
  if (whole == by_kecamatan_.end() || !whole->second) return nullptr;
  const auto& only = all_[*whole->second];
  return only.id.empty() ? nullptr : &only;
}

const Puskesmas* HomeAreas::of(std::span<const geo::Areas::Hit> hits) const {
  const Puskesmas* found = nullptr;
  for (const auto& hit : hits) {
    if (!hit.is_inside || hit.is_by_middle) continue;
    const auto* one = of(hit.village->code, hit.village->parent);
    if (one == nullptr || (found != nullptr && found != one)) return nullptr;
    found = one;
  }
  return found;
}

std::optional<Locality> HomeAreas::locality_of(std::span<const geo::Areas::Hit> hits) const {
  const auto is_in = [](const geo::Areas::Hit& hit) { return hit.is_inside && !hit.is_by_middle; };
  Locality found;
  if (std::ranges::count_if(hits, is_in) == 1) {
    const auto& village = *std::ranges::find_if(hits, is_in)->village;
    found.village = Listed{village.code, village.name};
  }
  if (const auto* serves = of(hits)) found.puskesmas = Listed{serves->id, serves->name};
  return found == Locality{} ? std::nullopt : std::optional{std::move(found)};
}

}  // namespace dispatch
