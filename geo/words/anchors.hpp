#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/words/gazetteer.hpp"
#include "geo/words/phrase.hpp"

namespace geo {

[[nodiscard]] bool is_area(PlaceKind kind);

// One way to understand a stretch of a text: as this place.
struct Anchor {
  Gazetteer::Mention mention;
  const Place* place = nullptr;
  Phrase phrase;
  double likelihood = 0;     // by its letters and the words before it
  bool is_part = false;      // of the stretch of a longer name
  bool is_everyday = false;  // all its words are: "Air Putih" may be white water

  // "behind the market of Pekutatan", when only Pekutatan is known.
  [[nodiscard]] bool means_something_in_it() const;
};

// What else is said of areas, for one anchor.
struct Company {
  double score = 0;                 // 1 for each stretch that goes with it, -1 for each that does not
  std::vector<const Anchor*> with;  // those that do
};

// A text as anchors, likeliest first, and how they support one another.
class Anchors {
 public:
  Anchors(std::string_view text, const Gazetteer& gazetteer, bool typing);

  [[nodiscard]] const std::vector<Word>& words() const { return words_; }
  [[nodiscard]] const std::vector<Anchor>& all() const { return anchors_; }
  [[nodiscard]] Company company_of(const Anchor& anchor) const;
  // Which part of the words that tell something is explained by this anchor and its company, 0 to 1.
  [[nodiscard]] double explained(const Anchor& anchor, const Company& company) const;
  // The words of a stretch.
  [[nodiscard]] std::string said(const Anchor& anchor) const;

 private:
  void consider(const Gazetteer::Mention& mention, const Place& place);
  [[nodiscard]] bool leaves_out_kind(const Anchor& anchor) const;
  [[nodiscard]] bool is_part_of_longer(const Anchor& anchor) const;

  std::vector<Word> words_;
  std::vector<Anchor> anchors_;
  std::size_t telling_ = 0;
};

}  // namespace geo
