#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/people/home_areas.hpp"
#include "dispatch/people/patients.hpp"
#include "dispatch/people/telling_words.hpp"
#include "geo/candidate.hpp"
#include "geo/fault.hpp"
#include "geo/words/gazetteer.hpp"
#include "geo/words/locate.hpp"
#include "ws/wire/places.hpp"

namespace ws {

// Logs what is wrong with a register; returns it in one line, empty: nothing.
[[nodiscard]] std::string told_of(const std::vector<geo::Fault>& faults);

// The register of home-care patients, if it has changed since it was last asked for. Called on the finder's
// thread.
using ReadPatients = std::function<std::optional<geo::OrFault<dispatch::Register>>()>;

// Reads places out of texts, says where points are and finds patients, on a thread of its own: a long text
// takes some milliseconds, in which the network thread serves everybody else.
class Finder {
 public:
  struct Knowledge {
    geo::Gazetteer gazetteer;
    geo::Surroundings around;
    dispatch::HomeAreas home_areas = {};
    std::optional<dispatch::Patients> patients = {};  // nothing: no register is kept
    std::string patients_fault = {};                  // what is wrong with them; empty: nothing
    ReadPatients patients_anew = {};
  };
  // Told on the network thread what is wrong with the register, or nothing: at once, and when it was read
  // anew.
  using OnRegister = std::function<void(const std::string& fault)>;
  explicit Finder(Knowledge knowledge);
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
  boost::asio::awaitable<std::optional<dispatch::Locality>> locality_of(geo::Position at);
  // Their borders: without those nobody knows which one a point is in.
  [[nodiscard]] bool knows_villages() const { return knows_villages_; }
  [[nodiscard]] bool knows_places() const { return knows_places_; }
  // How many of the region's places each word names; never changed, so that any thread may look.
  [[nodiscard]] std::shared_ptr<const dispatch::WordCounts> place_names() const { return place_names_; }
  void on_register(OnRegister told);
  [[nodiscard]] bool keeps_patients() const { return keeps_patients_; }
  boost::asio::awaitable<std::vector<dispatch::FoundPatient>> find_patients(std::string phone,
                                                                            std::string name_or_nik);

 private:
  struct Books;
  std::unique_ptr<Books> books_;
  bool knows_places_;
  bool knows_villages_;
  std::shared_ptr<const dispatch::WordCounts> place_names_;
  bool keeps_patients_;
  OnRegister told_;
};

}  // namespace ws
