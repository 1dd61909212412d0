#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// Which words of what is said tell one place or complaint from another, and how much: "simpang pabrik" is
// said of many a place, "Pohsanten" of one.
namespace dispatch {

// A name, or a number that is no count: of a house, a block, a milestone.
struct TellingWord {
  std::string text;
  std::string sound;  // by which it is known again: as it sounds; of a number its digits
  bool is_number = false;
};
using IsDull = bool (*)(std::string_view word);
// Each once, at most 24.
[[nodiscard]] std::vector<TellingWord> telling_words(std::string_view text, IsDull is_dull);

// The same but for slips of the tongue or the keys.
[[nodiscard]] bool are_alike(const TellingWord& a, const TellingWord& b);

// In how many texts each word stands.
class WordCounts {
 public:
  void add(std::span<const TellingWord> text);
  [[nodiscard]] std::size_t texts() const { return texts_; }
  [[nodiscard]] std::size_t with(const TellingWord& word) const;

 private:
  std::size_t texts_ = 0;
  std::unordered_map<std::string, std::size_t> with_;
};
// Of the names of the region's places.
[[nodiscard]] WordCounts counted(std::span<const std::string> names, IsDull is_dull);

// What two texts have in common: in bits, one for each halving of the chance that a text of the region has
// it, too.
struct InCommon {
  double bits = 0;
  double part = 0;  // of all that the poorer text says, 0 to 1
};
// `b` is one of the texts that are counted in `said`, `a` is none.
[[nodiscard]] InCommon in_common(std::span<const TellingWord> a, std::span<const TellingWord> b,
                                 const WordCounts& said, const WordCounts& names);

}  // namespace dispatch
