#include "ws/questions/finder.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <spdlog/spdlog.h>

#include <algorithm>

#include "geo/areas.hpp"
#include "geo/words/describe.hpp"
#include "geo/words/lexicon.hpp"

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

template <class Books>
asio::awaitable<std::optional<dispatch::Locality>> find_locality(const Books& books, geo::Position at) {
  co_return books.known.home_areas.locality_of(books.areas.at(at));
}

dispatch::WordCounts words_in(const std::vector<geo::Place>& places) {
  std::vector<std::string> names;
  for (const auto& place : places) {
    names.push_back(place.name);
    names.insert(names.end(), place.also.begin(), place.also.end());
  }
  return dispatch::counted(names, geo::lexicon::is_common);
}

// `read_anew`: how many, and what is wrong with it; for the log, which is the network thread's.
struct ReadAnew {
  std::size_t count = 0;
  std::vector<geo::Fault> faults;
};
struct Search {
  std::vector<dispatch::FoundPatient> found;
  std::optional<ReadAnew> read_anew;
};

// Of a register that cannot be read at all the one before goes on being used.
template <class Books>
asio::awaitable<Search> look_for(Books& books, std::string phone, std::string name_or_nik) {
  auto& known = books.known;
  Search search;
  if (auto changed = known.patients_anew ? known.patients_anew() : std::nullopt) {
    search.read_anew.emplace();
    if (changed->has_error()) {
      search.read_anew->faults.push_back(changed->error());
    } else {
      known.patients = std::move((*changed)->patients);
      search.read_anew->faults = std::move((*changed)->faults);
    }
    search.read_anew->count = known.patients->size();
  }
  search.found = known.patients->find(phone, name_or_nik);
  co_return search;
}

}  // namespace

Finder::Finder(Knowledge knowledge)
    : books_{std::make_unique<Books>(std::move(knowledge))},
      knows_places_{!books_->known.gazetteer.places().empty()},
      knows_villages_{std::ranges::any_of(books_->areas.all(),
                                          [](const geo::Area& area) { return !area.polygons.empty(); })},
      place_names_{std::make_shared<dispatch::WordCounts>(words_in(books_->known.gazetteer.places()))},
      keeps_patients_{books_->known.patients.has_value()} {}
Finder::~Finder() = default;

std::string told_of(const std::vector<geo::Fault>& faults) {
  constexpr std::size_t most = 50;  // of a list of thousands
  for (std::size_t i = 0; i < faults.size() && i < most; ++i)
    spdlog::error("patients.faulty what=\"{}\"", faults[i].what);
  if (faults.size() > most) spdlog::error("patients.faulty more={}", faults.size() - most);
  if (faults.empty()) return {};
  const auto others = faults.size() - 1;
  return faults.front().what + (others == 0 ? "" : ", and " + std::to_string(others) + " more");
}

void Finder::on_register(OnRegister told) {
  told_ = std::move(told);
  told_(books_->known.patients_fault);
}

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

asio::awaitable<std::optional<dispatch::Locality>> Finder::locality_of(geo::Position at) {
  auto finding = find_locality(*books_, at);
  co_return co_await asio::co_spawn(books_->thread, std::move(finding), asio::use_awaitable);
}

asio::awaitable<std::vector<dispatch::FoundPatient>> Finder::find_patients(std::string phone,
                                                                           std::string name_or_nik) {
  if (!keeps_patients_) co_return std::vector<dispatch::FoundPatient>{};
  auto looking = look_for(*books_, std::move(phone), std::move(name_or_nik));
  auto search = co_await asio::co_spawn(books_->thread, std::move(looking), asio::use_awaitable);
  if (search.read_anew) {
    spdlog::info("patients.read count={}", search.read_anew->count);
    const auto fault = told_of(search.read_anew->faults);
    if (told_) told_(fault);
  }
  co_return std::move(search.found);
}

}  // namespace ws
