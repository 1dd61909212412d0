#pragma once

#include <boost/describe.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/error.hpp"
#include "dispatch/people/nik.hpp"
#include "geo/position.hpp"

namespace dispatch {

// A patient of home care, as the health service keeps them.
struct Patient {
  std::string nik;  // the number of the identity card; empty: none. It never leaves this process
  std::string name;
  std::string phone;  // one or several, with / , or ; between
  std::string address;
  std::optional<geo::Position> at;
  std::string note;
  std::string facility;
};

enum class PatientMatch { nik, number, name };
BOOST_DESCRIBE_ENUM(PatientMatch, nik, number, name)

// What a desk is shown of one; of the NIK only its end.
struct FoundPatient {
  std::string name;
  std::string nik_last4;
  std::string phone;
  std::string address;
  std::optional<geo::Position> at;
  std::string note;
  std::string facility;
  std::vector<PatientMatch> why;
};
BOOST_DESCRIBE_STRUCT(FoundPatient, (), (name, nik_last4, phone, address, at, note, facility, why))

// The register, made to be found in: 20,000 patients take some milliseconds at most, however long the text.
class Patients {
 public:
  explicit Patients(std::vector<Patient> all = {});
  Patients(Patients&&) noexcept;
  Patients& operator=(Patients&&) noexcept;
  ~Patients();

  // At most five, best first. By the telephone number, however it is written; by the NIK, whole or at least
  // its last six digits; by the name, its words in any order and with slips. A word that half the district is
  // called by finds nobody alone.
  [[nodiscard]] std::vector<FoundPatient> find(std::string_view phone, std::string_view name_or_nik) const;
  [[nodiscard]] std::size_t size() const;

 private:
  struct Index;
  std::unique_ptr<Index> index_;
};

// As it was read. What a line says that cannot be right is left out, and told by file, line and column.
struct Register {
  Patients patients;
  std::vector<Fault> faults;
};

}  // namespace dispatch
