#include "geo/sqlite.hpp"

#include <stdexcept>

namespace geo::sqlite {

void Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

Database open(const std::filesystem::path& file, int flags) {
  sqlite3* opened = nullptr;
  const int status = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
  Database database{opened};
  if (status != SQLITE_OK) throw std::runtime_error{sqlite3_errmsg(opened)};
  return database;
}

void run(sqlite3* database, const std::string& sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error{sqlite3_errmsg(database)};
}

Statement::Statement(sqlite3* database, std::string_view sql) : database_{database} {
  check(sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr));
}
Statement::~Statement() {
  sqlite3_finalize(statement_);
}

Statement& Statement::with(std::string_view text) {
  check(
      sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT));
  return *this;
}
Statement& Statement::with(double number) {
  check(sqlite3_bind_double(statement_, ++bound_, number));
  return *this;
}
Statement& Statement::with_whole(std::int64_t number) {
  check(sqlite3_bind_int64(statement_, ++bound_, number));
  return *this;
}
Statement& Statement::with_bytes(const std::string& bytes) {
  check(sqlite3_bind_blob(statement_, ++bound_, bytes.data(), static_cast<int>(bytes.size()),
                          SQLITE_TRANSIENT));
  return *this;
}

bool Statement::step() {
  const int status = sqlite3_step(statement_);
  if (status == SQLITE_ROW) return true;
  rewind();
  if (status != SQLITE_DONE) check(status);
  return false;
}
void Statement::rewind() {
  sqlite3_reset(statement_);
  bound_ = 0;
}

std::string Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes == nullptr
             ? std::string{}
             : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}
double Statement::number(int column) const {
  return sqlite3_column_double(statement_, column);
}
std::int64_t Statement::whole(int column) const {
  return sqlite3_column_int64(statement_, column);
}

void Statement::check(int status) const {
  if (status != SQLITE_OK) throw std::runtime_error{sqlite3_errmsg(database_)};
}

}  // namespace geo::sqlite
