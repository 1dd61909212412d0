#include "config/roads.hpp"

namespace config {

using dispatch::OrFault;
using geo::roads::File;

OrFault<std::shared_ptr<const File>> load_roads(const std::filesystem::path& folder) {
  using Shared = std::shared_ptr<const File>;
  const auto path = folder / "roads.graph";
  if (!std::filesystem::exists(path)) return Shared{};
  auto file = File::open(path);
  if (file.has_error()) return file.error();
  return Shared{std::make_shared<const File>(std::move(*file))};
}

geo::roads::Conditions conditions_of(const Region& region) {
  const geo::roads::ClassSpeeds assumed;
  geo::roads::Conditions conditions;
  for (std::size_t i = 0; i < geo::roads::road_classes; ++i)
    conditions.of_class[i] = assumed.kmh[i] / region.class_speeds.kmh[i];
  return conditions;
}

}  // namespace config
