#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/fault.hpp"
#include "geo/place.hpp"
#include "geo/words/words.hpp"

namespace geo {

// The names of a region and where they are. Forgives spelling: words are found by their trigrams (SQLite
// FTS5) and then compared letter by letter. One file, places.db; it holds the areas too.
class Gazetteer {
 public:
  // A stretch of words that is (nearly) a place's name.
  struct Mention {
    std::size_t place = 0;  // number in places()
    std::size_t first = 0;  // the words it stands in
    std::size_t end = 0;
    double match = 0;  // 0 to 1: how much of the name is there, and how well it is spelled
  };

  // Held in memory.
  static Gazetteer of(std::span<const Place> places, std::span<const Area> areas);
  // To a new file; the same input gives the same bytes.
  static OrFault<> write(const std::filesystem::path& file, std::span<const Place> places,
                         std::span<const Area> areas);
  // What is not such a file, or one of another version, is refused by name.
  static OrFault<Gazetteer> open(const std::filesystem::path& file);

  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;
  ~Gazetteer();

  // Every place that these words may name, and where among them; the best match first. `typing`: the last
  // word may be unfinished. One thread at a time: open it once for each thread.
  [[nodiscard]] std::vector<Mention> mentions(std::span<const Word> words, bool typing = false) const;
  [[nodiscard]] const std::vector<Place>& places() const;
  [[nodiscard]] const std::vector<Area>& areas() const;

 private:
  struct Store;
  explicit Gazetteer(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

}  // namespace geo
