#include "config/gazetteer.hpp"

#include <boost/json.hpp>

#include "config/settings.hpp"
#include "geo/words/locate.hpp"
#include "node/locate.hpp"
#include "region/build.hpp"
#include "tests/config/folder.hpp"
#include "tests/config/jembrana.hpp"
#include "tests/region/site.hpp"

using tests::jembrana;

namespace {

dispatch::OrFault<std::string> located_text(const std::vector<std::string>& arguments) {
  const auto settings =
      config::load(arguments, config::locate_keys(), [](const std::string&) { return std::nullopt; });
  if (settings.has_error()) return settings.error();
  return node::located(*settings);
}

boost::json::value located(const std::vector<std::string>& arguments) {
  const auto text = located_text(arguments);
  REQUIRE(text.has_value());
  return boost::json::parse(*text);
}

std::string locate_fault(const std::vector<std::string>& arguments) {
  const auto text = located_text(arguments);
  REQUIRE(text.has_error());
  return text.error().what;
}

}  // namespace

TEST_CASE("the repository's Jembrana finds its villages and hospitals with nothing but its own lists") {
  const auto village = located({"--region", jembrana.string(), "ds", "phsanten", "kec mendoyo"});
  REQUIRE(village.at("candidates").at(0).at("label") == "Desa Pohsanten, Kec. Mendoyo");
  const auto hospital = located({"--region", jembrana.string(), "rsud negara ugd"});
  REQUIRE(hospital.at("candidates").at(0).at("label") == "RSU Negara, Kec. Negara");
  REQUIRE(hospital.at("candidates").at(0).at("uncertainty_m").to_number<double>() < 200);
  const auto approximate = located({"--region", jembrana.string(), "rs kertayasa"});
  REQUIRE(approximate.at("candidates").at(0).at("uncertainty_m").to_number<double>() >= 1000);
  const auto nothing = located({"--region", jembrana.string(), "istri saya sesak"});
  REQUIRE(nothing.at("candidates").as_array().empty());
  REQUIRE_FALSE(nothing.at("tried").as_array().empty());
}

TEST_CASE("villages whose codes have no dots belong to their kecamatan all the same") {
  const tests::Folder folder;
  std::filesystem::copy(jembrana, folder.path());
  folder.write("places.csv",
               "code;kind;name;parent;lat;lon\n510102;kecamatan;Mendoyo;;-8,33;114,68\n"
               "5101022001;desa;Pohsanten;510102;-8,33;114,68\n");
  folder.write("facilities.csv", "id,kind,name,kecamatan,lat,lon\nP1,puskesmas,A,510102,-8.33,114.68\n");
  const auto gazetteer = config::load_gazetteer(folder.path()).value();
  REQUIRE(gazetteer.areas().size() == 1);
  REQUIRE(gazetteer.areas()[0].code == "51.01.02.2001");
  REQUIRE(gazetteer.areas()[0].parent_name == "Mendoyo");
  const auto village = located({"--region", folder.path().string(), "pohsanten"});
  REQUIRE(village.at("candidates").at(0).at("label") == "Desa Pohsanten, Kec. Mendoyo");
}

TEST_CASE("locate says what it lacks") {
  REQUIRE(locate_fault({}).find("say what is to be found") != std::string::npos);
  REQUIRE(locate_fault({"--region"}).find("--region needs a value") != std::string::npos);
  REQUIRE(locate_fault({"--regoin", "x", "pohsanten"}).find("did you mean --region?") != std::string::npos);
  REQUIRE(locate_fault({"--region", "/nowhere", "pohsanten"}).find("/nowhere") != std::string::npos);
  REQUIRE(locate_fault({"--region", jembrana.string(), "--near", "xyz", "pohsanten"}).find("LAT,LON") !=
          std::string::npos);
}

TEST_CASE("a region that was built is found in by what its places.db holds") {
  tests::Site site{tests::Site::Inputs::all};
  const auto built = region::build_region(site.inputs, geo::Gazetteer::write, [](const std::string&) {});
  REQUIRE(built.has_value());
  const auto gazetteer = config::load_gazetteer(site.inputs.out);
  REQUIRE(gazetteer.has_value());
  REQUIRE_FALSE(gazetteer->areas().empty());
  REQUIRE_FALSE(gazetteer->areas().front().polygons.empty());
  const auto found = geo::locate("pkm 1 mendoyo", *gazetteer, {});
  REQUIRE(found.candidates.at(0).label.starts_with("Puskesmas I Mendoyo"));
  std::ofstream{site.inputs.out / "places.db"} << "not a database any more";
  REQUIRE(config::load_gazetteer(site.inputs.out).error().what.find("places.db") != std::string::npos);
}
