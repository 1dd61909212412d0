#include "node/locate.hpp"

#include <iostream>

#include "config/gazetteer.hpp"
#include "config/region.hpp"
#include "dispatch/model/json.hpp"
#include "geo/words/locate.hpp"
#include "node/subcommands.hpp"

namespace node {

using dispatch::Fault;
using dispatch::OrFault;

OrFault<std::string> located(const config::Values& settings) {
  if (!settings.has("text")) return Fault{"say what is to be found: siaga help locate"};
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  const auto gazetteer = config::load_gazetteer(settings.path("region"));
  if (gazetteer.has_error()) return gazetteer.error();
  auto around = config::surroundings_of(*region, *gazetteer);
  if (const auto& near_text = settings.text("near"); !near_text.empty()) {
    const auto near = geo::locate(near_text, *gazetteer, around);
    if (near.candidates.empty()) return Fault{"--near should be LAT,LON, not " + near_text};
    around.near = near.candidates.front().at;
  }
  return {boost::system::in_place_value,
          dispatch::json::text_of(geo::locate(settings.text("text"), *gazetteer, around)) + "\n"};
}

OrFault<int> locate(const config::Values& settings) {
  const auto text = located(settings);
  if (text.has_error()) return text.error();
  std::cout << *text;
  return 0;
}

}  // namespace node
