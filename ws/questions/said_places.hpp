#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dispatch/log/view.hpp"
#include "dispatch/rules/command.hpp"
#include "ws/questions/finder.hpp"

namespace ws {

// Where a phone is, as far as it may become the incident's pin: nowhere, where a person stands for that.
[[nodiscard]] std::optional<geo::Position> may_be_pin(const dispatch::Incident& incident, geo::Position fix);

// Where the words of incidents may be, for who decides whether a phone is near them, and which village a pin
// is in. A phone speaks each second and the words stay, so what was read is kept.
class SaidPlaces {
 public:
  explicit SaidPlaces(Finder& finder) : finder_{finder} {}
  // Those that are as likely meant as the first; none where the words name no place.
  boost::asio::awaitable<std::vector<dispatch::SaidPlace>> in(std::string words);
  // Nothing where the region's lists do not say.
  boost::asio::awaitable<std::optional<dispatch::Locality>> locality_of(std::optional<geo::Position> pin);
  // Fills in what a command rests on: of a phone's place where the incident's words may be, of other words
  // where they may be, of a pin its village.
  boost::asio::awaitable<void> read_for(const dispatch::View& view, dispatch::CommandBody& body);

 private:
  Finder& finder_;
  std::unordered_map<std::string, std::vector<dispatch::SaidPlace>> read_;
};

}  // namespace ws
