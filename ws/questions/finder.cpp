#include "ws/questions/finder.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <spdlog/spdlog.h>

#include "geo/areas.hpp"
#include "geo/words/describe.hpp"

namespace ws {

namespace asio = boost::asio;

struct Finder::Books {
  explicit Books(Knowledge knowledge)
      : known{std::move(knowledge)}, areas{known.gazetteer.areas()}, landmarks{known.gazetteer.places()} {}

  Knowledge known;
  geo::Areas areas;
  geo::Landmarks landmarks;
  asio::thread_pool thread{1};  // last: it ends before what it reads
};

namespace {

// On the finder's own thread. Arguments by value, but the books: they live as long as the thread.
template <class Books>
asio::awaitable<geo::Reading> read(const Books& books, std::string text, std::optional<geo::Position> near,
                                   geo::Asking asking) {
  auto around = books.known.around;
  if (near) around.near = near;
  co_return geo::locate(text, books.known.gazetteer, around, asking);
}

template <class Books>
asio::awaitable<Described> look_up(const Books& books, geo::Position at, geo::Language language) {
  Described found;
  found.text = geo::describe(at, books.areas, books.landmarks, language);
  const auto hits = books.areas.at(at);
  if (!hits.empty() && hits.front().is_inside && !hits.front().is_by_middle)
    found.border_m = hits.front().away.count();
  if (const auto* serves = books.known.home_areas.of(hits)) {
    found.catchment = Catchment{serves->id, serves->name};
    found.home_units = serves->units;
  }
  co_return found;
}

// `read_anew`: how many, or what is wrong; for the log, which is the network thread's.
struct Search {
  std::vector<dispatch::FoundPatient> found;
  std::optional<geo::OrFault<std::size_t>> read_anew;
};

// A register that was changed for the worse is told of once, and the one before goes on being used.
template <class Books>
asio::awaitable<Search> look_for(Books& books, std::string phone, std::string name_or_nik) {
  auto& known = books.known;
  Search search;
  if (auto changed = known.patients_anew ? known.patients_anew() : std::nullopt) {
    if (changed->has_error()) {
      search.read_anew.emplace(changed->error());
    } else {
      known.patients = std::move(**changed);
      search.read_anew.emplace(known.patients->size());
    }
  }
  search.found = known.patients->find(phone, name_or_nik);
  co_return search;
}

}  // namespace

Finder::Finder(Knowledge knowledge)
    : books_{std::make_unique<Books>(std::move(knowledge))},
      keeps_patients_{books_->known.patients.has_value()} {}
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

asio::awaitable<std::vector<dispatch::FoundPatient>> Finder::find_patients(std::string phone,
                                                                           std::string name_or_nik) {
  if (!keeps_patients_) co_return std::vector<dispatch::FoundPatient>{};
  auto looking = look_for(*books_, std::move(phone), std::move(name_or_nik));
  auto search = co_await asio::co_spawn(books_->thread, std::move(looking), asio::use_awaitable);
  if (search.read_anew && search.read_anew->has_error())
    spdlog::error("patients.not_read what=\"{}\"", search.read_anew->error().what);
  else if (search.read_anew)
    spdlog::info("patients.read count={}", **search.read_anew);
  co_return std::move(search.found);
}

}  // namespace ws
