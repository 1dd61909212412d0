#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geo/fault.hpp"
#include "geo/place.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace geo {

// A region's places, areas and words in one SQLite file. The only file that knows SQLite.
class PlacesFile {
 public:
  struct Content {
    std::vector<Place> places;
    std::vector<Area> areas;
    std::vector<std::string> words;  // every word of the names, by sound in the index; row n is word n
  };

  PlacesFile() = default;
  static PlacesFile in_memory(const std::vector<std::string>& words);
  static OrFault<> write(const std::filesystem::path& file, const Content& content);
  // For reading only; fills `content`.
  static OrFault<PlacesFile> open(const std::filesystem::path& file, Content& content);

  // The words that share most trigrams with this sound, at most 60, likeliest first.
  [[nodiscard]] std::vector<std::uint32_t> words_like(std::string_view sound) const;

 private:
  struct CloseDatabase {
    void operator()(sqlite3* database) const;
  };
  struct CloseStatement {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3, CloseDatabase> database_;
  std::unique_ptr<sqlite3_stmt, CloseStatement> like_;

  void prepare();
};

}  // namespace geo
