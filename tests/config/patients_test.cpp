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

config::PatientList list_of(const std::string& text) {
  const Folder folder;
  auto list = read_patients(folder.write("pasien.csv", text));
  if (list.has_error()) FAIL(list.error().what);
  for (auto& fault : list->faults) fault.what.erase(0, folder.path().string().size() + 1);
  return std::move(*list);
}

std::string file_fault(const std::string& text) {
  const Folder folder;
  const auto list = read_patients(folder.write("pasien.csv", text));
  REQUIRE(list.has_error());
  return list.error().what.substr(folder.path().string().size() + 1);
}

std::string row(const std::string& nik, const std::string& place = ",", const std::string& name = "Rai") {
  return nik + "," + name + ",0812,rumah," + place + ",catatan,P1\n";
}

std::vector<std::string> niks_of(const config::PatientList& list) {
  std::vector<std::string> niks;
  for (const auto& one : list.all) niks.push_back(one.nik);
  return niks;
}

}  // namespace

TEST_CASE("the register is read, with the point where one is known") {
  const auto list = list_of(header + sudana + suryani);
  REQUIRE(list.faults.empty());
  REQUIRE(list.all.size() == 2);
  const auto& first = list.all.front();
  REQUIRE(first.nik == "5101044107860001");
  REQUIRE(first.name == "I Ketut Sudana");
  REQUIRE(first.phone == "0812-3456-789");
  REQUIRE(first.address == "Br. Tengah, gang kedua");
  REQUIRE(first.at->lat() == -8.357);
  REQUIRE(first.note == "oksigen di rumah");
  REQUIRE(first.facility == "Puskesmas I Negara");
  REQUIRE(list.all.back().name == "Ni Luh Suryani");
  REQUIRE_FALSE(list.all.back().at);
}

TEST_CASE("the register's columns may be called in English and stand in any order") {
  const auto list = list_of(
      "Name,NIK,Facility,Note,Lat,Lon,Address,Phone\nRai,5101044107860001,P1,note,-8.3,114.6,home,0812\n");
  REQUIRE(list.all.front().phone == "0812");
  REQUIRE(list.all.front().facility == "P1");
}

TEST_CASE(
    "a faulty line is left out and named with file, line and column, and nothing of what stands there") {
  const std::string good = "5101044107860009";
  const std::vector<std::pair<std::string, std::string>> faulty{
      {row("5101044107860001"), "pasien.csv, line 3, column nik: stands in line 2 already"},
      {row(good, ",", " "), "pasien.csv, line 3, column nama: is empty"},
      {row(good, ",", std::string(501, 'x')), "pasien.csv, line 3, column nama: should be at most 500 bytes"},
      {row(good, "-8.35,"), "pasien.csv, line 3, column lon: is empty, and the other is not"},
      {row(good, ",114.6"), "pasien.csv, line 3, column lat: is empty, and the other is not"},
      {row(good, "-8.35,rahasia"), "pasien.csv, line 3, column lon: is not a number"},
      {row(good, "-98.35,114.6"), "pasien.csv, line 3, column lat: and lon are not a place on earth"},
      {"5101044107860001,Rai\n", "pasien.csv, line 3: 2 cells, but 8 columns (separated by ,)"},
      {"5101044107860009,Rai,0812,Br. Tengah, gang dua,,,,\n",
       "pasien.csv, line 3: 9 cells, but 8 columns (separated by ,)"},
  };
  for (const auto& [text, fault] : faulty) {
    CAPTURE(text);
    std::string rows{header};
    rows += sudana;
    rows += text;
    rows += suryani;
    const auto list = list_of(rows);
    REQUIRE(list.all.size() == 2);
    REQUIRE(list.faults.size() == 1);
    REQUIRE(list.faults[0].what == fault);
  }
}

TEST_CASE("a register that cannot be read, or of which no line is right, is refused as a whole") {
  const std::vector<std::pair<std::string, std::string>> faulty{
      {"nik,nama,telepon,alamat,lat,lon,catatan\n",
       "pasien.csv, line 1: there is no column for the puskesmas (puskesmas, facility)"},
      {sudana, "pasien.csv, line 1: there is no column for the identity number (nik)"},  // no header at all
      {"", "pasien.csv, line 1: the file is empty"},
      {header + "5101044107860001,Rai\n", "pasien.csv, line 2: 2 cells, but 8 columns (separated by ,)"},
  };
  for (const auto& [text, fault] : faulty) {
    CAPTURE(text);
    REQUIRE(file_fault(text) == fault);
  }
  REQUIRE_THAT(file_fault(header + "5101044107860001,R\xE9,,,,,,\n"),
               Catch::StartsWith("pasien.csv, line 2, column 19: not UTF-8"));
  REQUIRE(list_of(header).all.empty());
}

TEST_CASE("who has no identity number stands in the register without one") {
  const auto list = list_of(header + sudana + row("0") + row("") + row("-") + row("belum ada", ",", "Made"));
  REQUIRE(list.faults.empty());
  REQUIRE(niks_of(list) == std::vector<std::string>{"5101044107860001", "", "", "", ""});
  const dispatch::Patients patients{list.all};
  REQUIRE(patients.find("", "Made").size() == 1);
  REQUIRE(patients.find("", "Made")[0].nik_last4.empty());
}

TEST_CASE("whose number is no identity number is found by name and telephone, and the line is named") {
  const auto wrong =
      GENERATE("510104410786000", "5.10104E+15", "\"5,10104E+15\"", "510104410786000a", "5101047207860001");
  const auto list = list_of(header + sudana + row(wrong));
  CAPTURE(wrong);
  REQUIRE(niks_of(list) == std::vector<std::string>{"5101044107860001", ""});
  REQUIRE(list.faults.size() == 1);
  REQUIRE_THAT(list.faults[0].what, Catch::StartsWith("pasien.csv, line 3, column nik: ") &&
                                        Catch::EndsWith("; found by name and telephone only"));
  REQUIRE(list.faults[0].what.find(wrong) == std::string::npos);
}

TEST_CASE(
    "the numbers of a register that a spreadsheet has rounded are not believed, and each line is named") {
  const auto list = list_of(header +
                            "5101014107650000,Ni Luh S,081234567890,Br. Tengah,-8.35,114.62,oksigen,PKM\n"
                            "5101014107650010,I Made R,081234567891,Br. Tengah,,,,PKM\n"
                            "5101021208700000,Wayan T,081234567892,Br,,,,PKM\n");
  REQUIRE(niks_of(list) == std::vector<std::string>{"", "", ""});
  REQUIRE(list.faults.size() == 3);
  REQUIRE(list.faults[1].what ==
          "pasien.csv, line 3, column nik: ends in 0, as 3 of 3 here do: a spreadsheet has rounded them, and "
          "must "
          "hold them as text; found by name and telephone only");
  REQUIRE(dispatch::Patients{list.all}.find("+62 0812 3456 7891", "").size() == 1);
}

TEST_CASE("a telephone that a spreadsheet has rounded is not believed, and its line is named") {
  const auto* phone = GENERATE("\"8,12346E+11\"", "8.12346E+11");
  CAPTURE(phone);
  const auto list = list_of(header + sudana + "5101044107860002,Made," + phone + ",,,,,\n" +
                            "5101044107860003,Putu,6281234567890.0,,,,,\n");
  REQUIRE(list.all.size() == 3);
  REQUIRE(list.all[1].phone.empty());
  REQUIRE(list.faults.size() == 1);
  REQUIRE(list.faults[0].what ==
          "pasien.csv, line 3, column telepon: was rounded by a spreadsheet, which must hold it as text; "
          "found by "
          "name and identity number only");
  const dispatch::Patients patients{list.all};
  REQUIRE(patients.find("0812 3456 7890", "").size() == 1);
  REQUIRE(patients.find("0812 346 11", "").empty());
}

TEST_CASE("two people whose numbers a spreadsheet may have rounded into one both stay in the register") {
  auto text = header + row("5101044107860010", ",", "Made") + row("5101044107860010", ",", "Putu");
  for (int i = 1; i <= 9; ++i) text += row("510104410786010" + std::to_string(i));
  const auto list = list_of(text);
  REQUIRE(list.all.size() == 11);
  REQUIRE(niks_of(list)[0] == "5101044107860010");
  REQUIRE(niks_of(list)[1].empty());
  REQUIRE(list.faults.size() == 1);
}

TEST_CASE("one number in ten that ends in 0 is nothing strange") {
  auto text = header;
  for (int i = 1; i <= 30; ++i) text += row("51010441078600" + std::to_string(10 + i));
  const auto list = list_of(text);
  REQUIRE(list.faults.empty());
  REQUIRE(list.all.size() == 30);
}

TEST_CASE("a register is read again when it has changed, and a fault is told once") {
  const Folder folder;
  const auto path = folder.write("pasien.csv", header + sudana);
  PatientFile file{path};
  const auto first = file.changed();
  REQUIRE(first);
  REQUIRE(first->value().patients.size() == 1);
  REQUIRE_FALSE(file.changed());

  folder.write("pasien.csv", header + sudana + suryani);
  REQUIRE(file.changed()->value().patients.size() == 2);
  REQUIRE_FALSE(file.changed());

  folder.write("pasien.csv", header + sudana + sudana);
  REQUIRE(file.changed()->value().faults.size() == 1);
  REQUIRE_FALSE(file.changed());

  std::filesystem::remove(path);
  REQUIRE(file.changed()->has_error());
  REQUIRE_FALSE(file.changed());

  folder.write("pasien.csv", header + sudana);
  REQUIRE(file.changed()->value().patients.size() == 1);
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
