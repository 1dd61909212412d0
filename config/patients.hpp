#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dispatch/model/error.hpp"
#include "dispatch/people/patients.hpp"

namespace config {

// The register of home-care patients, a CSV that the health service keeps. Columns, all of them: nik (16
// digits, each once), nama (name), telepon (phone), alamat (address), lat, lon (both or neither may be
// empty), catatan (note), puskesmas (facility). A fault names file, line and column and says nothing of what
// stands there: it goes into the log.
dispatch::OrFault<std::vector<dispatch::Patient>> read_patients(const std::filesystem::path& file);

// Reads the register anew when it has changed. One thread at a time.
class PatientFile {
 public:
  explicit PatientFile(std::filesystem::path file) : file_{std::move(file)} {}

  // Nothing: it is as it was (by its time and size). A fault is told once.
  std::optional<dispatch::OrFault<dispatch::Patients>> changed();

 private:
  using Stamp = std::pair<std::filesystem::file_time_type, std::uintmax_t>;
  [[nodiscard]] std::optional<Stamp> stamp() const;  // nothing: it cannot be looked at

  std::filesystem::path file_;
  bool is_known_ = false;
  std::optional<Stamp> last_;
};

}  // namespace config
