#include "region/draft.hpp"

#include "dispatch/model/id.hpp"

namespace region {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

// Where a flag's value goes; null: there is no such flag.
std::filesystem::path* path_for(const std::string& flag, RegionInputs& inputs) {
  if (flag == "--osm") return &inputs.osm;
  if (flag == "--areas") return &inputs.areas;
  if (flag == "--places") return &inputs.places;
  if (flag == "--out") return &inputs.out;
  return nullptr;
}

OrFault<bool> set(const std::string& flag, const std::string& value, RegionInputs& inputs) {
  if (value.empty()) return Fault{flag + " is empty"};
  if (flag == "--facilities") {
    inputs.facilities.emplace_back(value);
    return true;
  }
  if (flag == "--name") {
    inputs.name = value;
    return true;
  }
  auto* path = path_for(flag, inputs);
  if (path == nullptr) return Fault{"region build: there is no flag " + flag + "\n" + region_inputs_help()};
  if (!path->empty()) return Fault{flag + " is there twice"};
  *path = value;
  return true;
}

}  // namespace

std::string region_inputs_help() {
  return "  --name NAME --out DIR [--osm FILE.osm.pbf] [--areas FILE.geojson] [--places FILE.csv]\n"
         "  [--facilities FILE.csv]...\n"
         "      makes the folder of a region; at least one input; docs/regions.md tells what each should "
         "hold\n";
}

OrFault<RegionInputs> region_inputs(std::span<const std::string> flags) {
  RegionInputs inputs;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    auto flag = flags[i];
    std::string value;
    if (const auto equals = flag.find('='); flag.starts_with("--") && equals != std::string::npos) {
      value = flag.substr(equals + 1);
      flag.resize(equals);
    } else if (i + 1 < flags.size()) {
      value = flags[++i];
    } else {
      return Fault{flag + " needs a value"};
    }
    if (const auto good = set(flag, value, inputs); good.has_error()) return good.error();
  }
  if (!dispatch::UnitId::from(inputs.name))
    return Fault{"region build needs --name: letters, digits, - or _, at most 36"};
  if (inputs.out.empty()) return Fault{"region build needs --out, the folder to make"};
  if (inputs.osm.empty() && inputs.areas.empty() && inputs.places.empty() && inputs.facilities.empty())
    return Fault{"region build needs at least one of --osm, --areas, --places and --facilities"};
  return inputs;
}

}  // namespace region
