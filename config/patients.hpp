#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dispatch/model/error.hpp"
#include "dispatch/people/patients.hpp"

namespace config {

// The register of home-care patients, a CSV that the health service keeps. Columns, all of them: nik (each
// once), nama (name), telepon (phone), alamat (address), lat, lon (both or neither may be empty), catatan
// (note), puskesmas (facility). A line with a fault is left out; whose nik is none that may be relied on is
// in it without. A file that cannot be read, lacks a column or has no line that is as it should be is a fault
// itself. Faults name file, line and column and say nothing of what stands there: they go into the log.
struct PatientList {
  std::vector<dispatch::Patient> all;
  std::vector<dispatch::Fault> faults;
};
dispatch::OrFault<PatientList> read_patients(const std::filesystem::path& file);

// Reads the register anew when it has changed. One thread at a time.
class PatientFile {
 public:
  explicit PatientFile(std::filesystem::path file) : file_{std::move(file)} {}

  // Nothing: it is as it was (by its time and size). A fault is told once.
  std::optional<dispatch::OrFault<dispatch::Register>> changed();

 private:
  using Stamp = std::pair<std::filesystem::file_time_type, std::uintmax_t>;
  [[nodiscard]] std::optional<Stamp> stamp() const;  // nothing: it cannot be looked at

  std::filesystem::path file_;
  bool is_known_ = false;
  std::optional<Stamp> last_;
};

}  // namespace config
