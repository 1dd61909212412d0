#include "ws/questions/said_places.hpp"

#include <spdlog/spdlog.h>

#include "dispatch/rules/locating.hpp"

namespace ws {
namespace {

constexpr std::size_t most_read = 1000;
constexpr double as_likely = 0.8;  // of the first one's score

}  // namespace

std::optional<geo::Position> may_be_pin(const dispatch::Incident& incident, geo::Position fix) {
  return incident.place.confirmed_by ? std::nullopt : std::optional{fix};
}

boost::asio::awaitable<std::vector<dispatch::SaidPlace>> SaidPlaces::in(std::string words) {
  const bool says_nothing = words.find_first_not_of(" \t\r\n") == std::string::npos;
  if (says_nothing || !finder_.knows_places()) co_return std::vector<dispatch::SaidPlace>{};
  if (const auto known = read_.find(words); known != read_.end()) co_return known->second;
  geo::Reading reading;
  auto text = words;
  const std::optional<geo::Position> near;
  const geo::Asking asking;
  try {
    reading = co_await finder_.locate(std::move(text), near, asking);
  } catch (const std::exception& bug) {
    spdlog::error("words.not_read what=\"{}\"", bug.what());  // a fault of the reader holds nobody up
  }
  std::vector<dispatch::SaidPlace> places;
  for (const auto& one : reading.candidates)
    if (one.score >= as_likely * reading.candidates.front().score)
      places.push_back({one.at, one.uncertainty});
  if (read_.size() >= most_read) read_.clear();
  read_.insert_or_assign(std::move(words), places);
  co_return places;
}

boost::asio::awaitable<std::optional<dispatch::Locality>> SaidPlaces::locality_of(
    std::optional<geo::Position> pin) {
  std::optional<dispatch::Locality> found;
  if (!pin || !finder_.knows_villages()) co_return found;
  try {
    found = co_await finder_.locality_of(*pin);
  } catch (const std::exception& bug) {
    spdlog::error("pin.not_looked_up what=\"{}\"", bug.what());  // as above
  }
  co_return found;
}

boost::asio::awaitable<void> SaidPlaces::read_for(const dispatch::View& view, dispatch::CommandBody& body) {
  if (auto* received = std::get_if<dispatch::ReceiveIncident>(&body); received != nullptr && received->place)
    received->locality = co_await locality_of(received->place->pin);
  if (auto* proposed = std::get_if<dispatch::ProposePlace>(&body)) {
    const auto* incident = view.incident(proposed->incident);
    if (incident == nullptr || !dispatch::is_from_device(proposed->proposal.source)) co_return;
    auto words = incident->place.text;
    proposed->said_in = words;
    proposed->locality = co_await locality_of(may_be_pin(*incident, proposed->proposal.pin));
    proposed->said = co_await in(std::move(words));
  }
  if (auto* located = std::get_if<dispatch::LocateIncident>(&body)) {
    located->locality = co_await locality_of(located->place.pin);
    const auto* incident = view.incident(located->incident);
    if (incident == nullptr || incident->place.text == located->place.text) co_return;
    auto words = located->place.text;
    located->said = co_await in(std::move(words));
  }
}

}  // namespace ws
