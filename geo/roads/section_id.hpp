#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "geo/roads/tables.hpp"

namespace geo::roads {

// A section by where it lies, alike in every graph that has it: what is known of a road outlives a newer map.
// Two sections with the same points have the same.
enum class SectionId : std::uint64_t {};

// Either way round a section is the same.
SectionId id_of_section(const TablesView& tables, std::uint32_t section);

// Sections by their ids. Made once for a graph: some 100 ms and 16 bytes a section.
class SectionIds {
 public:
  using Entry = std::pair<SectionId, std::uint32_t>;
  explicit SectionIds(const TablesView& tables);
  // Those that this graph has under the id: mostly one, or none.
  [[nodiscard]] std::span<const Entry> find(SectionId id) const;

 private:
  std::vector<Entry> entries_;  // in order
};

}  // namespace geo::roads
