#include "geo/roads/section_id.hpp"

#include <algorithm>
#include <tuple>

namespace geo::roads {
namespace {

// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv).
class Hash {
 public:
  void add(std::int32_t number) {
    auto bits = static_cast<std::uint32_t>(number);
    for (int byte = 0; byte < 4; ++byte, bits >>= 8U) {
      value_ ^= bits & 0xffU;
      value_ *= 1'099'511'628'211ULL;
    }
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 14'695'981'039'346'656'037ULL;
};

bool is_less(Point a, Point b) {
  return std::tie(a.lat, a.lon) < std::tie(b.lat, b.lon);
}

}  // namespace

SectionId id_of_section(const TablesView& tables, std::uint32_t section) {
  const auto first = tables.sections[section].first_point;
  const auto points = tables.points.subspan(first, tables.sections[section + 1].first_point - first);
  const bool is_turned =
      std::lexicographical_compare(points.rbegin(), points.rend(), points.begin(), points.end(), is_less);
  Hash hash;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& point = is_turned ? points[points.size() - 1 - i] : points[i];
    hash.add(point.lat);
    hash.add(point.lon);
  }
  return SectionId{hash.value()};
}

SectionIds::SectionIds(const TablesView& tables) {
  if (tables.sections.empty()) return;
  const auto count = static_cast<std::uint32_t>(tables.sections.size() - 1);
  entries_.reserve(count);
  for (std::uint32_t section = 0; section < count; ++section)
    entries_.emplace_back(id_of_section(tables, section), section);
  std::ranges::sort(entries_);
}

std::span<const SectionIds::Entry> SectionIds::find(SectionId id) const {
  const auto first = std::ranges::lower_bound(entries_, id, {}, &Entry::first);
  const auto last = std::ranges::upper_bound(entries_, id, {}, &Entry::first);
  return {first, last};
}

}  // namespace geo::roads
