#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

namespace dispatch {

// An identifier of one kind of thing: 1 to 36 letters, digits, '-' or '_' (a uuid, or AMB-01). UnitId and
// IncidentId are different types: swapping two arguments is a compile error, not a wrong ambulance.
template <class Tag>
class Id {
 public:
  static constexpr std::size_t longest = 36;

  constexpr Id() = default;  // no thing at all; lets decoders make room before they fill it
  static constexpr std::optional<Id> from(std::string_view text) {
    if (text.empty() || text.size() > longest || !std::ranges::all_of(text, is_allowed)) return std::nullopt;
    Id id;
    std::ranges::copy(text, id.text_.begin());
    id.size_ = static_cast<unsigned char>(text.size());
    return id;
  }
  // The id of a thing that is made by another, such as the assignment that a command opens.
  template <class Other>
  static constexpr Id same_as(const Id<Other>& other) {
    return from(other.view()).value_or(Id{});
  }

  [[nodiscard]] constexpr std::string_view view() const { return {text_.data(), size_}; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  friend constexpr bool operator==(const Id& a, const Id& b) { return a.view() == b.view(); }
  friend constexpr auto operator<=>(const Id& a, const Id& b) { return a.view() <=> b.view(); }

 private:
  static constexpr bool is_allowed(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  std::array<char, longest> text_{};
  unsigned char size_ = 0;
};

using CommandId = Id<struct CommandTag>;
using IncidentId = Id<struct IncidentTag>;
using AssignmentId = Id<struct AssignmentTag>;
using UnitId = Id<struct UnitTag>;
using ClosureId = Id<struct ClosureTag>;
using FacilityId = Id<struct FacilityTag>;
using SetupId = Id<struct SetupTag>;
using DeviceId = Id<struct DeviceTag>;
// Of a caller's link: 128 random bits as base64url without padding (RFC 4648, section 5).
using LinkToken = Id<struct LinkTag>;
inline constexpr std::size_t link_token_length = 22;

}  // namespace dispatch

template <class Tag>
struct std::hash<dispatch::Id<Tag>> {
  std::size_t operator()(const dispatch::Id<Tag>& id) const noexcept {
    return std::hash<std::string_view>{}(id.view());
  }
};
