#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

// A little of SQLite for the files of this folder. What goes wrong is an exception with SQLite's words, which
// ends in the file that asked.
namespace geo::sqlite {

struct Close {
  void operator()(sqlite3* database) const;
};
using Database = std::unique_ptr<sqlite3, Close>;

// `flags` are SQLite's: SQLITE_OPEN_READONLY ...
Database open(const std::filesystem::path& file, int flags);
void run(sqlite3* database, const std::string& sql);

// One statement, run row by row.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Values for the question marks, from the left.
  Statement& with(std::string_view text);
  Statement& with(double number);
  Statement& with_whole(std::int64_t number);
  Statement& with_bytes(const std::string& bytes);
  // Whether there is a row; made ready for the next values when there is none.
  bool step();
  // Ready for the next values, whatever rows there may be left.
  void rewind();
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] double number(int column) const;
  [[nodiscard]] std::int64_t whole(int column) const;

 private:
  void check(int status) const;

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

}  // namespace geo::sqlite
