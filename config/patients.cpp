#include "config/patients.hpp"

#include <unordered_map>

#include "config/tables/columns.hpp"
#include "config/tables/text.hpp"
#include "dispatch/people/spreadsheet.hpp"

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

  // Without the nik.
  OrFault<Patient> read() const {
    for (const auto* column : {&columns_.nik, &columns_.name, &columns_.phone, &columns_.address,
                               &columns_.note, &columns_.facility})
      if (row_[*column].size() > longest_cell) return fault(*column, "should be at most 500 bytes");
    Patient one;
    one.name = as_name(row_[columns_.name]);
    if (one.name.empty()) return fault(columns_.name, "is empty");
    one.phone = phone().phone;
    one.address = tidied(row_[columns_.address]);
    one.note = tidied(row_[columns_.note]);
    one.facility = tidied(row_[columns_.facility]);
    return with_position(std::move(one));
  }
  [[nodiscard]] dispatch::ReadPhone phone() const {
    return dispatch::read_phone(tidied(row_[columns_.phone]));
  }
  [[nodiscard]] std::size_t line() const { return row_.line; }
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

// Takes one row after the other.
class Reading {
 public:
  Reading(const PatientColumns& columns, const std::vector<dispatch::ReadNik>& niks,
          std::vector<Fault> faults)
      : columns_{columns} {
    list_.faults = std::move(faults);
    for (const auto& one : niks) {
      if (one.ends_in_0) ++ending_in_0_;
      if (!one.nik.empty() || !one.fault.empty()) ++niks_;
    }
    are_rounded_ = dispatch::are_rounded(ending_in_0_, niks_);
  }

  void take(const PatientRow& row, dispatch::ReadNik nik) {
    auto one = row.read();
    if (one.has_error()) return list_.faults.push_back(one.error());
    if (const auto& wrong = row.phone().fault; !wrong.empty())
      list_.faults.push_back(row.fault(columns_.phone, wrong + "; found by name and identity number only"));
    if (nik.fault.empty() && nik.ends_in_0 && are_rounded_)
      nik.fault = "ends in 0, as " + std::to_string(ending_in_0_) + " of " + std::to_string(niks_) +
                  " here do: a spreadsheet has rounded them, and must hold them as text";
    if (!nik.fault.empty())
      list_.faults.push_back(row.fault(columns_.nik, nik.fault + "; found by name and telephone only"));
    else if (nik.nik.empty() || is_new(row, nik.nik))
      one->nik = std::move(nik.nik);
    else if (!nik.ends_in_0)  // else two people may have been rounded into one number
      return;
    list_.all.push_back(std::move(*one));
  }
  [[nodiscard]] PatientList list() && { return std::move(list_); }

 private:
  bool is_new(const PatientRow& row, const std::string& nik) {
    const auto [first, is_new] = lines_.try_emplace(nik, row.line());
    if (!is_new)
      list_.faults.push_back(
          row.fault(columns_.nik, "stands in line " + std::to_string(first->second) + " already"));
    return is_new;
  }

  const PatientColumns& columns_;
  std::size_t ending_in_0_ = 0;
  std::size_t niks_ = 0;
  bool are_rounded_ = false;
  PatientList list_;
  std::unordered_map<std::string, std::size_t> lines_;
};

}  // namespace

OrFault<PatientList> read_patients(const std::filesystem::path& file) {
  std::vector<Fault> wrong_rows;
  const auto table = read_table(file, &wrong_rows);
  if (table.has_error()) return table.error();
  const auto columns = columns_of(*table, file);
  if (columns.has_error()) return columns.error();
  std::vector<dispatch::ReadNik> niks;
  for (const auto& row : table->rows) niks.push_back(dispatch::read_nik(row[columns->nik]));
  Reading reading{*columns, niks, std::move(wrong_rows)};
  for (std::size_t i = 0; i < niks.size(); ++i)
    reading.take({table->rows[i], *columns, file}, std::move(niks[i]));
  auto list = std::move(reading).list();
  if (list.all.empty() && !list.faults.empty()) return list.faults.front();
  return list;
}

std::optional<PatientFile::Stamp> PatientFile::stamp() const {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(file_, error);
  if (error) return std::nullopt;
  const auto size = std::filesystem::file_size(file_, error);
  return error ? std::nullopt : std::optional{Stamp{time, size}};
}

std::optional<OrFault<dispatch::Register>> PatientFile::changed() {
  auto now = stamp();  // before it is read: what is written meanwhile is a change after it
  if (is_known_ && now == last_) return std::nullopt;
  is_known_ = true;
  last_ = std::move(now);
  auto read = read_patients(file_);
  if (read.has_error()) return OrFault<dispatch::Register>{read.error()};
  return OrFault<dispatch::Register>{
      dispatch::Register{dispatch::Patients{std::move(read->all)}, std::move(read->faults)}};
}

}  // namespace config
