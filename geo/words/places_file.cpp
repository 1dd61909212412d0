#include "geo/words/places_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "geo/sqlite.hpp"
#include "geo/words/spelling.hpp"

namespace geo {
namespace {

using sqlite::run;
using sqlite::Statement;
using std::string;
using std::string_view;

constexpr int application = 0x53494147;  // "SIAG"
constexpr int version = 1;
constexpr char schema[] =
    "PRAGMA journal_mode = OFF; PRAGMA page_size = 4096;"
    "CREATE TABLE place (name TEXT, also TEXT, kind INT, lat REAL, lon REAL, extent REAL, area TEXT,"
    " approximate INT, km REAL, source TEXT);"
    "CREATE TABLE area (code TEXT, name TEXT, parent TEXT, parent_name TEXT, lat REAL, lon REAL, shape BLOB);"
    "CREATE TABLE word (text TEXT);"
    "CREATE VIRTUAL TABLE sound USING fts5 (text, tokenize = 'trigram', content = '', detail = none, "
    "columnsize = 0);";

// Polygons as counts and degrees, one number after the other.
string shape_bytes(const Area& area) {
  string bytes;
  const auto add = [&](double number) {
    bytes.append(reinterpret_cast<const char*>(&number),
                 sizeof number);  // NOLINT: this machine's own doubles
  };
  const auto add_ring = [&](const Ring& ring) {
    add(static_cast<double>(ring.size()));
    for (const auto& point : ring) {
      add(point.lat());
      add(point.lon());
    }
  };
  for (const auto& polygon : area.polygons) {
    add(static_cast<double>(1 + polygon.holes.size()));
    add_ring(polygon.outer);
    for (const auto& hole : polygon.holes) add_ring(hole);
  }
  return bytes;
}

class ShapeReader {
 public:
  explicit ShapeReader(const string& bytes) : bytes_{bytes} {}

  std::vector<Polygon> polygons() {
    std::vector<Polygon> all;
    while (at_ < bytes_.size()) {
      auto rings = count();
      if (rings == 0) throw std::runtime_error{"a polygon without a ring"};
      Polygon polygon{.outer = ring(), .holes = {}};
      while (--rings > 0) polygon.holes.push_back(ring());
      all.push_back(std::move(polygon));
    }
    return all;
  }

 private:
  double next() {
    double number = 0;
    if (at_ + sizeof number > bytes_.size()) throw std::runtime_error{"a shape is cut short"};
    std::memcpy(&number, bytes_.data() + at_, sizeof number);
    at_ += sizeof number;
    return number;
  }
  std::size_t count() {
    const auto number = next();
    if (!(number >= 0 && number <= static_cast<double>(bytes_.size())))
      throw std::runtime_error{"a shape is damaged"};
    return static_cast<std::size_t>(number);
  }
  Ring ring() {
    Ring points;
    for (auto left = count(); left > 0; --left) {
      const auto lat = next();
      const auto point = Position::from({.lat = lat, .lon = next()});
      if (point.has_error()) throw std::runtime_error{"a shape is off the earth"};
      points.push_back(*point);
    }
    return points;
  }

  const string& bytes_;
  std::size_t at_ = 0;
};

string lines_of(const std::vector<string>& all) {
  string lines;
  for (const auto& one : all) lines += one + '\n';
  return lines;
}
std::vector<string> of_lines(string_view lines) {
  std::vector<string> all;
  for (std::size_t end = lines.find('\n'); end != string_view::npos; end = lines.find('\n')) {
    all.emplace_back(lines.substr(0, end));
    lines.remove_prefix(end + 1);
  }
  return all;
}

void add_words(sqlite3* database, const std::vector<string>& words) {
  Statement sound{database, "INSERT INTO sound (rowid, text) VALUES (?, ?)"};
  for (std::size_t i = 0; i < words.size(); ++i)
    sound.with_whole(static_cast<std::int64_t>(i) + 1).with(" " + sound_of(words[i]) + " ").step();
}

void add_content(sqlite3* database, const PlacesFile::Content& content) {
  Statement place{database, "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  for (const auto& one : content.places)
    place.with(one.name)
        .with(lines_of(one.also))
        .with_whole(static_cast<int>(one.kind))
        .with(one.at.lat())
        .with(one.at.lon())
        .with(one.extent.count())
        .with(one.area)
        .with_whole(one.is_approximate ? 1 : 0)
        .with(one.km)
        .with(one.source)
        .step();
  Statement area{database, "INSERT INTO area VALUES (?, ?, ?, ?, ?, ?, ?)"};
  for (const auto& one : content.areas)
    area.with(one.code)
        .with(one.name)
        .with(one.parent)
        .with(one.parent_name)
        .with(one.middle.lat())
        .with(one.middle.lon())
        .with_bytes(shape_bytes(one))
        .step();
  Statement word{database, "INSERT INTO word VALUES (?)"};
  for (const auto& one : content.words) word.with(one).step();
}

Position position_in(const Statement& row, int lat) {
  const auto at = Position::from({.lat = row.number(lat), .lon = row.number(lat + 1)});
  if (at.has_error()) throw std::runtime_error{"a place is off the earth"};
  return *at;
}

void read_content(sqlite3* database, PlacesFile::Content& content) {
  for (Statement row{database, "SELECT * FROM place ORDER BY rowid"}; row.step();) {
    const auto kind = row.whole(2);
    if (kind < 0 || kind > static_cast<int>(PlaceKind::landmark))
      throw std::runtime_error{"a place of no known kind"};
    const bool is_measured = row.number(5) >= 0 && row.number(5) < 1e7 && std::abs(row.number(8)) < 1e5;
    if (!is_measured) throw std::runtime_error{"a place with an extent or a kilometre that cannot be"};
    content.places.push_back({.name = row.text(0),
                              .also = of_lines(row.text(1)),
                              .kind = static_cast<PlaceKind>(kind),
                              .at = position_in(row, 3),
                              .extent = Metres{row.number(5)},
                              .area = row.text(6),
                              .is_approximate = row.whole(7) != 0,
                              .km = row.number(8),
                              .source = row.text(9)});
  }
  for (Statement row{database, "SELECT * FROM area ORDER BY rowid"}; row.step();)
    content.areas.push_back({row.text(0), row.text(1), row.text(2), row.text(3), position_in(row, 4),
                             ShapeReader{row.text(6)}.polygons()});
  for (Statement row{database, "SELECT text FROM word ORDER BY rowid"}; row.step();)
    content.words.push_back(row.text(0));
}

void check_header(sqlite3* database) {
  Statement header{
      database,
      "SELECT a.application_id, v.user_version FROM pragma_application_id a, pragma_user_version v"};
  if (!header.step() || header.whole(0) != application) throw std::runtime_error{"it is not a places file"};
  if (header.whole(1) != version)
    throw std::runtime_error{"it is a places file of version " + std::to_string(header.whole(1)) + ", not " +
                             std::to_string(version) + ": build the region again"};
}

}  // namespace

void PlacesFile::CloseDatabase::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}
void PlacesFile::CloseStatement::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void PlacesFile::prepare() {
  sqlite3_stmt* statement = nullptr;
  constexpr string_view sql = "SELECT rowid FROM sound WHERE sound MATCH ?";
  if (sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) !=
      SQLITE_OK)
    throw std::runtime_error{sqlite3_errmsg(database_.get())};
  like_.reset(statement);
}

PlacesFile PlacesFile::in_memory(const std::vector<string>& words) {
  PlacesFile file;
  sqlite3* database = nullptr;
  const int status = sqlite3_open(":memory:", &database);
  file.database_.reset(database);
  if (status != SQLITE_OK) throw std::runtime_error{sqlite3_errstr(status)};
  run(database, schema);
  add_words(database, words);
  file.prepare();
  return file;
}

OrFault<> PlacesFile::write(const std::filesystem::path& path, const Content& content) {
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  try {
    sqlite3* database = nullptr;
    const int status = sqlite3_open(path.c_str(), &database);
    const std::unique_ptr<sqlite3, CloseDatabase> closes{database};
    if (status != SQLITE_OK) throw std::runtime_error{sqlite3_errmsg(database)};
    run(database, schema);
    run(database, "PRAGMA application_id = " + std::to_string(application) +
                      "; PRAGMA user_version = " + std::to_string(version) + "; BEGIN;");
    add_content(database, content);
    add_words(database, content.words);
    run(database, "COMMIT");
  } catch (const std::exception& wrong) {
    std::filesystem::remove(path, ignored);
    return Fault{"cannot write " + path.string() + ": " + wrong.what()};
  }
  return {};
}

OrFault<PlacesFile> PlacesFile::open(const std::filesystem::path& path, Content& content) {
  PlacesFile file;
  try {
    sqlite3* database = nullptr;
    const int status = sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
    file.database_.reset(database);
    if (status != SQLITE_OK) throw std::runtime_error{sqlite3_errmsg(database)};
    check_header(database);
    read_content(database, content);
    file.prepare();
  } catch (const std::exception& wrong) {
    return Fault{"cannot read " + path.string() + ": " + wrong.what()};
  }
  return file;
}

// Counts by hand what `ORDER BY rank` would weigh: FTS5 reads every row's text again to do so, which took
// nine tenths of the time.
std::vector<std::uint32_t> PlacesFile::words_like(string_view sound) const {
  constexpr std::size_t most_trigrams = 20;
  constexpr std::size_t most_words = 60;
  const auto padded = " " + string{sound} + " ";
  std::set<string> trigrams;
  for (std::size_t i = 0; i + 3 <= padded.size() && trigrams.size() < most_trigrams; ++i)
    trigrams.insert("\"" + padded.substr(i, 3) + "\"");
  std::unordered_map<std::uint32_t, std::size_t> shared;
  for (const auto& one : trigrams) {
    sqlite3_bind_text(like_.get(), 1, one.data(), static_cast<int>(one.size()), SQLITE_STATIC);
    while (sqlite3_step(like_.get()) == SQLITE_ROW)
      ++shared[static_cast<std::uint32_t>(sqlite3_column_int64(like_.get(), 0) - 1)];
    sqlite3_reset(like_.get());
  }
  std::vector<std::pair<std::size_t, std::uint32_t>> ranked;
  for (const auto& [row, count] : shared)
    if (2 * count >= trigrams.size() / 2) ranked.emplace_back(count, row);
  const auto most_alike = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  std::ranges::sort(ranked, most_alike);
  if (ranked.size() > most_words) ranked.resize(most_words);
  std::vector<std::uint32_t> rows;
  for (const auto& [count, row] : ranked) rows.push_back(row);
  return rows;
}

}  // namespace geo
