#include "config/named_places.hpp"

#include <catch2/catch.hpp>

#include "config/region.hpp"
#include "tests/config/folder.hpp"
#include "tests/config/jembrana.hpp"

using dispatch::Capabilities;
using tests::Folder;

namespace {

constexpr const char* facility_columns = "id,kind,name,kecamatan,lat,lon,capabilities\n";

std::string fault_with(std::string_view rows, const char* plan = "") {
  const Folder folder;
  std::filesystem::copy(tests::jembrana, folder.path());
  folder.write("facilities.csv", facility_columns + std::string{rows});
  if (*plan != '\0') folder.write("response.toml", plan);
  const auto read = config::load_region(folder.path());
  if (!read.has_error()) return "";
  return read.error().what.substr(folder.path().string().size() + 1);
}

}  // namespace

TEST_CASE("a list of facilities says what each can do, with all that this includes") {
  const Folder folder;
  folder.write("facilities.csv",
               facility_columns +
                   std::string{"RS-1,hospital,RSU Negara,,-8.3,114.6,\"ponek, icu\"\n"
                               ",puskesmas,Puskesmas I Negara,,-8.3,114.6,\nA-1,pharmacy,A,,-8.3,114.6,\n"});
  const auto read = config::load_facilities(folder.path() / "facilities.csv", nullptr).value();
  const auto all = config::destinations_of(read);
  REQUIRE(all.size() == 2);
  REQUIRE(all[0].capabilities == Capabilities{"icu", "poned", "ponek"});
  REQUIRE(all[1].id.view() == "Puskesmas-I-Negara");
  REQUIRE(all[1].capabilities.empty());
}

TEST_CASE("a facility with a word that nobody knows, or that is there twice, is refused with file and line") {
  REQUIRE(fault_with("RS-1,hospital,RSU,,-8.3,114.6,heliport\n") ==
          "facilities.csv, line 2: there is no capability heliport of facilities");
  REQUIRE(fault_with("RS-1,hospital,RSU,,-8.3,114.6,\nRS-1,hospital,B,,-8.3,114.6,\n") ==
          "facilities.csv, line 3: the facility RS-1 is there twice");
  REQUIRE(fault_with("RS 1,hospital,RSU,,-8.3,114.6,\n") ==
          "facilities.csv, line 2: id should be 1 to 36 letters, digits, - or _");
  REQUIRE(fault_with("RS-1,hospital,RSU,,-8.3,114.6,midwife\n") ==
          "facilities.csv, line 2: there is no capability midwife of facilities");
}

TEST_CASE("a region adds words for facilities, and says where a response's patients must go") {
  constexpr const char* plan = R"([capability.burns]
id = "luka bakar"
en = "burns"
facility = true

[[response]]
name = "burns"
destination = ["burns", ["icu", "surgery"]]
slots = [{ role = "transport", capabilities = ["transports"] }]
)";
  REQUIRE(fault_with("RS-1,hospital,RSU,,-8.3,114.6,burns icu\n", plan).empty());
  REQUIRE(fault_with("RS-1,hospital,RSU,,-8.3,114.6,burns\n", plan) ==
          "response.toml, line 8: no facility of facilities.csv has what this destination must have");
  REQUIRE(fault_with("RS-1,hospital,RSU,,-8.3,114.6,\n",
                     "[[response]]\nname = \"x\"\ndestination = [\"heliport\"]\n"
                     "slots = [{ role = \"transport\", capabilities = [\"transports\"] }]\n") ==
          "response.toml, line 3: there is no capability heliport of facilities");
  REQUIRE(
      fault_with("RS-1,hospital,RSU,,-8.3,114.6,\n",
                 "[capability.burns]\nid = \"a\"\nen = \"b\"\nfacility = true\n[[response]]\nname = \"x\"\n"
                 "slots = [{ role = \"transport\", capabilities = [\"burns\"] }]\n") ==
      "response.toml, line 7: there is no capability burns");
}
