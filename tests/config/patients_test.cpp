#include "config/patients.hpp"

#include "tests/config/folder.hpp"

using config::PatientFile;
using config::read_patients;
using tests::Folder;

namespace {

const std::string header = "nik,nama,telepon,alamat,lat,lon,catatan,puskesmas\n";
const std::string sudana =
    "5101044107860001,I Ketut Sudana,0812-3456-789,\"Br. Tengah, gang kedua\",-8.357,114.615,"
    "oksigen di rumah,Puskesmas I Negara\n";
const std::string suryani = "5101044107860002,NI LUH SURYANI,,,,,,\n";

std::string file_fault(const std::string& text) {
  const Folder folder;
  const auto all = read_patients(folder.write("pasien.csv", text));
  REQUIRE(all.has_error());
  return all.error().what.substr(folder.path().string().size() + 1);
}

}  // namespace

TEST_CASE("the register is read, with the point where one is known") {
  const Folder folder;
  const auto all = read_patients(folder.write("pasien.csv", header + sudana + suryani));
  if (all.has_error()) FAIL(all.error().what);
  REQUIRE(all->size() == 2);
  const auto& first = all->front();
  REQUIRE(first.nik == "5101044107860001");
  REQUIRE(first.name == "I Ketut Sudana");
  REQUIRE(first.phone == "0812-3456-789");
  REQUIRE(first.address == "Br. Tengah, gang kedua");
  REQUIRE(first.at->lat() == -8.357);
  REQUIRE(first.note == "oksigen di rumah");
  REQUIRE(first.facility == "Puskesmas I Negara");
  REQUIRE(all->back().name == "Ni Luh Suryani");
  REQUIRE_FALSE(all->back().at);
}

TEST_CASE("the register's columns may be called in English and stand in any order") {
  const Folder folder;
  const auto all = read_patients(folder.write(
      "patients.csv",
      "Name,NIK,Facility,Note,Lat,Lon,Address,Phone\nRai,5101044107860001,P1,note,-8.3,114.6,home,0812\n"));
  if (all.has_error()) FAIL(all.error().what);
  REQUIRE(all->front().phone == "0812");
  REQUIRE(all->front().facility == "P1");
}

TEST_CASE("a faulty register is refused with file, line and column, and nothing of what stands there") {
  const auto row = [](const std::string& nik, const std::string& place, const std::string& name = "Rai") {
    return header + sudana + nik + "," + name + ",0812,rumah," + place + ",catatan,P1\n";
  };
  const std::string good = "5101044107860009";
  const std::vector<std::pair<std::string, std::string>> faulty{
      {row("510104410786000", ","),
       "pasien.csv, line 3, column nik: should be 16 digits (a spreadsheet must hold it as text)"},
      {row("5.10104E+15", ","),
       "pasien.csv, line 3, column nik: should be 16 digits (a spreadsheet must hold it as text)"},
      {row("510104410786000a", ","),
       "pasien.csv, line 3, column nik: should be 16 digits (a spreadsheet must hold it as text)"},
      {row("5101044107860001", ","), "pasien.csv, line 3, column nik: stands in line 2 already"},
      {row(good, ",", " "), "pasien.csv, line 3, column nama: is empty"},
      {row(good, ",", std::string(501, 'x')), "pasien.csv, line 3, column nama: should be at most 500 bytes"},
      {row(good, "-8.35,"), "pasien.csv, line 3, column lon: is empty, and the other is not"},
      {row(good, ",114.6"), "pasien.csv, line 3, column lat: is empty, and the other is not"},
      {row(good, "-8.35,rahasia"), "pasien.csv, line 3, column lon: is not a number"},
      {row(good, "-98.35,114.6"), "pasien.csv, line 3, column lat: and lon are not a place on earth"},
      {header + "5101044107860001,Rai\n", "pasien.csv, line 2: 2 cells, but 8 columns"},
      {"nik,nama,telepon,alamat,lat,lon,catatan\n",
       "pasien.csv, line 1: there is no column for the puskesmas (puskesmas, facility)"},
      {sudana, "pasien.csv, line 1: there is no column for the identity number (nik)"},  // no header at all
      {"", "pasien.csv, line 1: the file is empty"},
  };
  for (const auto& [text, fault] : faulty) {
    CAPTURE(text);
    REQUIRE(file_fault(text) == fault);
  }
  REQUIRE_THAT(file_fault(header + "5101044107860001,R\xE9,,,,,,\n"),
               Catch::StartsWith("pasien.csv, line 2, column 19: not UTF-8"));
}

TEST_CASE("a register is read again when it has changed, and a fault is told once") {
  const Folder folder;
  const auto path = folder.write("pasien.csv", header + sudana);
  PatientFile file{path};
  const auto first = file.changed();
  REQUIRE(first);
  REQUIRE(first->value().size() == 1);
  REQUIRE_FALSE(file.changed());

  folder.write("pasien.csv", header + sudana + suryani);
  REQUIRE(file.changed()->value().size() == 2);
  REQUIRE_FALSE(file.changed());

  folder.write("pasien.csv", header + sudana + sudana);
  REQUIRE(file.changed()->has_error());
  REQUIRE_FALSE(file.changed());

  std::filesystem::remove(path);
  REQUIRE(file.changed()->has_error());
  REQUIRE_FALSE(file.changed());

  folder.write("pasien.csv", header + sudana);
  REQUIRE(file.changed()->value().size() == 1);
}

TEST_CASE("a register of the same size with a later time is read again") {
  const Folder folder;
  const auto path = folder.write("pasien.csv", header + sudana);
  PatientFile file{path};
  REQUIRE(file.changed());
  std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + std::chrono::seconds{1});
  REQUIRE(file.changed());
}

TEST_CASE("a register that is not there is said so") {
  PatientFile file{"/nowhere/pasien.csv"};
  REQUIRE(file.changed()->error().what == "cannot read /nowhere/pasien.csv");
}
