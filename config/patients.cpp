#include "config/patients.hpp"

#include <algorithm>
#include <unordered_map>

#include "config/tables/columns.hpp"
#include "config/tables/text.hpp"
#include "geo/digits.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using dispatch::Patient;

constexpr std::size_t longest_cell = 500;  // bytes: it is shown on one line beside a call

struct PatientColumns {
  std::string nik, name, phone, address, lat, lon, note, facility;
};

OrFault<PatientColumns> columns_of(const Table& table, const std::filesystem::path& file) {
  Columns columns{table, file, Columns::Tells::what_is_missing};
  PatientColumns found;
  found.nik = columns.required("the identity number", {"nik"});
  found.name = columns.required("the name", {"nama", "name"});
  found.phone = columns.required("the telephone", {"telepon", "phone"});
  found.address = columns.required("the address", {"alamat", "address"});
  found.lat = columns.required("the latitude", {"lat"});
  found.lon = columns.required("the longitude", {"lon"});
  found.note = columns.required("the note", {"catatan", "note"});
  found.facility = columns.required("the puskesmas", {"puskesmas", "facility"});
  if (columns.fault()) return *columns.fault();
  return found;
}

// One row; says where it is wrong, never what stands there.
class PatientRow {
 public:
  PatientRow(const Row& row, const PatientColumns& columns, const std::filesystem::path& file)
      : row_{row}, columns_{columns}, file_{file} {}

  OrFault<Patient> read() const {
    for (const auto* column : {&columns_.nik, &columns_.name, &columns_.phone, &columns_.address,
                               &columns_.note, &columns_.facility})
      if (row_[*column].size() > longest_cell) return fault(*column, "should be at most 500 bytes");
    Patient one;
    one.nik = tidied(row_[columns_.nik]);
    if (one.nik.size() != dispatch::nik_digits || !std::ranges::all_of(one.nik, geo::is_digit))
      return fault(columns_.nik, "should be 16 digits (a spreadsheet must hold it as text)");
    one.name = as_name(row_[columns_.name]);
    if (one.name.empty()) return fault(columns_.name, "is empty");
    one.phone = tidied(row_[columns_.phone]);
    one.address = tidied(row_[columns_.address]);
    one.note = tidied(row_[columns_.note]);
    one.facility = tidied(row_[columns_.facility]);
    return with_position(std::move(one));
  }
  [[nodiscard]] Fault fault(const std::string& column, const std::string& what) const {
    return {file_.string() + ", line " + std::to_string(row_.line) + ", column " + column + ": " + what};
  }

 private:
  [[nodiscard]] OrFault<Patient> with_position(Patient one) const {
    const bool has_lat = !row_[columns_.lat].empty();
    const bool has_lon = !row_[columns_.lon].empty();
    if (!has_lat && !has_lon) return one;
    if (!has_lat || !has_lon)
      return fault(has_lat ? columns_.lon : columns_.lat, "is empty, and the other is not");
    for (const auto* column : {&columns_.lat, &columns_.lon})
      if (number_in(row_, *column, file_).has_error()) return fault(*column, "is not a number");
    const auto at = position_in(row_, file_, columns_.lat, columns_.lon);
    if (at.has_error()) return fault(columns_.lat, "and " + columns_.lon + " are not a place on earth");
    one.at = *at;
    return one;
  }

  const Row& row_;
  const PatientColumns& columns_;
  const std::filesystem::path& file_;
};

}  // namespace

OrFault<std::vector<Patient>> read_patients(const std::filesystem::path& file) {
  const auto table = read_table(file);
  if (table.has_error()) return table.error();
  const auto columns = columns_of(*table, file);
  if (columns.has_error()) return columns.error();
  std::vector<Patient> all;
  std::unordered_map<std::string, std::size_t> lines;
  for (const auto& row : table->rows) {
    const PatientRow reading{row, *columns, file};
    auto one = reading.read();
    if (one.has_error()) return one.error();
    const auto [first, is_new] = lines.try_emplace(one->nik, row.line);
    if (!is_new)
      return reading.fault(columns->nik, "stands in line " + std::to_string(first->second) + " already");
    all.push_back(std::move(*one));
  }
  return all;
}

std::optional<PatientFile::Stamp> PatientFile::stamp() const {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(file_, error);
  if (error) return std::nullopt;
  const auto size = std::filesystem::file_size(file_, error);
  return error ? std::nullopt : std::optional{Stamp{time, size}};
}

std::optional<OrFault<dispatch::Patients>> PatientFile::changed() {
  auto now = stamp();  // before it is read: what is written meanwhile is a change after it
  if (is_known_ && now == last_) return std::nullopt;
  is_known_ = true;
  last_ = std::move(now);
  auto read = read_patients(file_);
  if (read.has_error()) return OrFault<dispatch::Patients>{read.error()};
  return OrFault<dispatch::Patients>{boost::system::in_place_value, std::move(*read)};
}

}  // namespace config
