#include "region/command.hpp"

#include <iostream>

#include "geo/words/gazetteer.hpp"
#include "region/build.hpp"

namespace region {

dispatch::OrFault<int> run(std::span<const std::string> arguments) {
  if (arguments.empty() || arguments.front() != "build")
    return dispatch::Fault{"siaga region build ...\n" + region_inputs_help()};
  const auto inputs = region_inputs(arguments.subspan(1));
  if (inputs.has_error()) return inputs.error();
  const auto built = build_region(*inputs, geo::Gazetteer::write,
                                  [](const std::string& line) { std::cerr << line << std::endl; });
  if (built.has_error()) return built.error();
  std::cout << *built;
  return 0;
}

}  // namespace region
