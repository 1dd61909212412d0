#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <string>

#include "geo/candidate.hpp"
#include "geo/gazetteer.hpp"
#include "geo/locate.hpp"

namespace ws {

// Where a point is, in words.
struct Described {
  std::string text;
  std::optional<double> border_m;  // to the border of the village it is in
};

// Reads places out of texts and says where points are, on a thread of its own: a long text takes some
// milliseconds, in which the network thread serves everybody else.
class Finder {
 public:
  Finder(geo::Gazetteer gazetteer, geo::Surroundings around);
  ~Finder();
  Finder(const Finder&) = delete;
  Finder& operator=(const Finder&) = delete;

  // Ends what is being read, and takes nothing more. To be called when the network thread has stopped and its
  // executor is still there: what is read comes back to it.
  void finish();

  // To be awaited on the network thread, which they come back to.
  boost::asio::awaitable<geo::Reading> locate(std::string text, std::optional<geo::Position> near,
                                              geo::Asking asking);
  boost::asio::awaitable<Described> describe(geo::Position at, geo::Language language);

 private:
  struct Books;
  std::unique_ptr<Books> books_;
};

}  // namespace ws
