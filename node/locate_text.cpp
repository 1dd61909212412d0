#include "node/locate_text.hpp"

#include "config/gazetteer.hpp"
#include "dispatch/model/json.hpp"
#include "geo/words/locate.hpp"

namespace node {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

struct AskedPlace {
  std::filesystem::path region = "config/regions/jembrana";
  std::string near;
  std::string text;
};

OrFault<AskedPlace> place_asked_for(std::span<const std::string> arguments) {
  AskedPlace asked;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto& one = arguments[i];
    const bool is_flag = one == "--region" || one == "--near";
    if (is_flag && i + 1 == arguments.size()) return Fault{one + " needs a value"};
    if (one == "--region")
      asked.region = arguments[++i];
    else if (one == "--near")
      asked.near = arguments[++i];
    else if (one.starts_with("--"))
      return Fault{"locate has no flag " + one + "\n" + locate_text_help()};
    else
      asked.text += (asked.text.empty() ? "" : " ") + one;
  }
  if (asked.text.empty()) return Fault{"say what is to be found\n" + locate_text_help()};
  return asked;
}

}  // namespace

std::string locate_text_help() {
  return "  --region DIR (config/regions/jembrana)\n      folder of the region\n"
         "  --near LAT,LON\n      where the call is thought to be already\n";
}

OrFault<std::string> locate_text(std::span<const std::string> arguments) {
  const auto asked = place_asked_for(arguments);
  if (asked.has_error()) return asked.error();
  const auto region = config::load_region(asked->region);
  if (region.has_error()) return region.error();
  const auto gazetteer = config::load_gazetteer(asked->region);
  if (gazetteer.has_error()) return gazetteer.error();
  auto around = config::surroundings_of(*region, *gazetteer);
  if (!asked->near.empty()) {
    const auto near = geo::locate(asked->near, *gazetteer, around);
    if (near.candidates.empty()) return Fault{"--near should be LAT,LON, not " + asked->near};
    around.near = near.candidates.front().at;
  }
  const auto reading = geo::locate(asked->text, *gazetteer, around);
  return OrFault<std::string>{boost::system::in_place_value, dispatch::json::text_of(reading) + "\n"};
}

}  // namespace node
