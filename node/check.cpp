#include "config/region.hpp"
#include "node/subcommands.hpp"
#include "node/tools.hpp"
#include "store/keys.hpp"

namespace node {

using dispatch::OrFault;

OrFault<int> check(const config::Values& settings) {
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  auto redis = connect_for_tool(settings);
  if (redis.has_error()) return redis.error();
  const auto audit = store::audit(*redis, store::Keys{region->name}, {});
  if (audit.has_error()) return audit.error();
  return report(*audit) ? 0 : 1;
}

}  // namespace node
