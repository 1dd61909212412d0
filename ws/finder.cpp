#include "ws/finder.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "geo/areas.hpp"
#include "geo/describe.hpp"

namespace ws {

namespace asio = boost::asio;

struct Finder::Books {
  Books(geo::Gazetteer names, geo::Surroundings about)
      : gazetteer{std::move(names)}, areas{gazetteer.areas()}, landmarks{gazetteer.places()}, around{about} {}

  geo::Gazetteer gazetteer;
  geo::Areas areas;
  geo::Landmarks landmarks;
  geo::Surroundings around;
  asio::thread_pool thread{1};  // last: it ends before what it reads
};

namespace {

// On the finder's own thread. Arguments by value, but the books: they live as long as the thread.
template <class Books>
asio::awaitable<geo::Reading> read(const Books& books, std::string text, std::optional<geo::Position> near,
                                   geo::Asking asking) {
  auto around = books.around;
  if (near) around.near = near;
  co_return geo::locate(text, books.gazetteer, around, asking);
}

template <class Books>
asio::awaitable<Described> look_up(const Books& books, geo::Position at, geo::Language language) {
  Described found;
  found.text = geo::describe(at, books.areas, books.landmarks, language);
  const auto hits = books.areas.at(at);
  if (!hits.empty() && hits.front().is_inside && !hits.front().is_by_middle)
    found.border_m = hits.front().away.count();
  co_return found;
}

}  // namespace

Finder::Finder(geo::Gazetteer gazetteer, geo::Surroundings around)
    : books_{std::make_unique<Books>(std::move(gazetteer), around)} {}
Finder::~Finder() = default;

void Finder::finish() {
  books_->thread.join();
}

asio::awaitable<geo::Reading> Finder::locate(std::string text, std::optional<geo::Position> near,
                                             geo::Asking asking) {
  auto reading = read(*books_, std::move(text), near, asking);
  co_return co_await asio::co_spawn(books_->thread, std::move(reading), asio::use_awaitable);
}

asio::awaitable<Described> Finder::describe(geo::Position at, geo::Language language) {
  auto looking = look_up(*books_, at, language);
  co_return co_await asio::co_spawn(books_->thread, std::move(looking), asio::use_awaitable);
}

}  // namespace ws
