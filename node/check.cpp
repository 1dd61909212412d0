#include <filesystem>
#include <iostream>

#include "config/posts.hpp"
#include "config/region.hpp"
#include "node/subcommands.hpp"
#include "node/tools.hpp"
#include "store/keys.hpp"
#include "store/redis_files.hpp"

namespace node {
namespace {

using dispatch::OrFault;

// Of the running server if there is one, else of its data folder.
OrFault<store::Audit> audit_of(const config::Values& settings, std::string_view region) {
  auto redis = connect_for_tool(settings);
  if (!redis.has_error()) return store::audit(*redis, store::Keys{region}, {});
  const auto data_dir = settings.path("data_dir");
  const bool is_ours = !settings.has("redis.url");
  if (!is_ours || !std::filesystem::exists(data_dir / store::RedisFiles::folder)) return redis.error();
  return audit_in(data_dir, region);
}

// By what cover weighs the villages.
std::string people_of(const config::Region& region) {
  const auto points = config::demand_of(region);
  const auto by_people = dispatch::weighed(*points, {});
  const auto all = std::to_string(points->size()) + " villages";
  if (by_people.by != dispatch::WeighedBy::people)
    return all + ", weighed by the calls that come from them: there is no population.csv for half of them";
  return all + ", weighed by the people who live there" +
         (by_people.unknown == 0
              ? ""
              : "; " + std::to_string(by_people.unknown) + " count as the mean of the others");
}

}  // namespace

OrFault<int> check(const config::Values& settings) {
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  std::cout << "region " << region->name << ": " << region->units.size() << " units, "
            << (region->plan ? region->plan->responses.size() : 0) << " responses, " << region->posts.size()
            << " posts, its files are good\n"
            << "people: " << people_of(*region) << "\n";
  const auto audit = audit_of(settings, region->name);
  if (audit.has_error()) return audit.error();
  return report(*audit) ? 0 : 1;
}

}  // namespace node
