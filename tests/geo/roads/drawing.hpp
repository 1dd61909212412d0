#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/roads/build.hpp"
#include "geo/roads/searcher.hpp"
#include "geo/roads/survey.hpp"

namespace test {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// A small map drawn with letters, one for each node, a hundred metres apart unless said otherwise:
//   Drawing{{"a b c",
//            "d   f"}}
class Drawing {
 public:
  explicit Drawing(const std::vector<std::string>& rows, double metres = 100);

  // A way through these nodes, called by their letters.
  Drawing& way(const std::string& nodes, Pairs tags = {{"highway", "residential"}});
  Drawing& node(char letter, const Pairs& tags);
  // A relation: no_left_turn from a way over a node to a way.
  Drawing& turn(const std::string& what, const std::string& from, char via, const std::string& to,
                Pairs more = {});

  [[nodiscard]] geo::Position at(char letter) const;
  [[nodiscard]] const std::map<char, geo::Position>& places() const { return places_; }
  [[nodiscard]] const geo::roads::Survey& survey() const { return survey_; }
  [[nodiscard]] geo::roads::Built build() const { return geo::roads::build(survey_); }

 private:
  std::uint32_t number(char letter);

  std::map<char, geo::Position> places_;
  std::map<char, std::uint32_t> numbers_;
  std::map<char, Pairs> tags_;
  std::map<std::string, std::int64_t> ways_;
  geo::roads::Survey survey_;
};

// The drawing as a network that answers.
class Town {
 public:
  explicit Town(const Drawing& drawing, const geo::roads::Conditions& conditions = {})
      : drawing_{drawing},
        built_{drawing.build()},
        network_{geo::roads::view_of(built_.tables), conditions},
        scratch_{network_.tables()} {}

  // From node to node on the roads that meet there. The nodes that the way passes, by their letters; "-"
  // where no road leads.
  [[nodiscard]] std::string way(char from, char to,
                                geo::roads::Vehicle vehicle = geo::roads::Vehicle::ambulance) const;
  [[nodiscard]] double seconds(char from, char to,
                               geo::roads::Vehicle vehicle = geo::roads::Vehicle::ambulance) const;
  [[nodiscard]] const geo::roads::Network& network() const { return network_; }
  [[nodiscard]] geo::roads::Searcher searcher() const { return {network_, scratch_}; }
  [[nodiscard]] const geo::roads::BuildReport& report() const { return built_.report; }

 private:
  [[nodiscard]] std::optional<geo::roads::Route> route(char from, char to, geo::roads::Vehicle vehicle) const;

  Drawing drawing_;
  geo::roads::Built built_;
  geo::roads::Network network_;
  mutable geo::roads::Scratch scratch_;
};

}  // namespace test
