#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/messages/random.hpp"
#include "tests/support/wire.hpp"

namespace tests::fuzz {

// What there is, as somebody at the board sees it: so that what is said is about something, and gets as deep
// as people do.
class World {
 public:
  explicit World(std::vector<std::string> tokens) : tokens_{std::move(tokens)} {}

  // A message to who watches the board.
  void hear(const wire::Message& message);

  // For a field of this name something that there is, or nearly; null where nothing fits.
  [[nodiscard]] wire::Message something_for(std::string_view field, Random& random) const;
  // Makes of a message one that goes on from where its subject is: its version, the next step of its life.
  void lead_on(wire::Message& said, Random& random) const;

  // What a desk says so that at most so many incidents, and as many closures, stay open.
  [[nodiscard]] std::vector<wire::Message> clearing_up(std::size_t most) const;
  [[nodiscard]] bool has_nothing_open() const;

 private:
  using Entities = std::map<std::string, wire::Message>;
  void take(const wire::Message& picture);
  [[nodiscard]] wire::Message id_of(const std::string& kind, Random& random) const;

  std::vector<std::string> tokens_;
  std::map<std::string, Entities> known_{
      {"incidents", {}}, {"assignments", {}}, {"units", {}}, {"closures", {}}, {"facilities", {}}};
  std::vector<std::string> gone_;  // of late
  wire::Message position_;
};

}  // namespace tests::fuzz
