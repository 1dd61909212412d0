#include "config/posts.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "config/tables/csv.hpp"
#include "config/tables/numbers.hpp"

namespace config {
namespace {

using dispatch::OrFault;
using dispatch::Post;

constexpr std::size_t longest_id = 36;

}  // namespace

OrFault<std::vector<Post>> with_posts(std::vector<Post> stations, const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return stations;
  constexpr std::array<std::string_view, 4> columns{"id", "name", "lat", "lon"};
  const auto rows = read_csv(file, columns);
  if (rows.has_error()) return rows.error();
  auto posts = std::move(stations);
  for (const auto& row : *rows) {
    const auto where = position_in(row, file);
    if (where.has_error()) return where.error();
    const auto& id = row["id"];
    if (id.empty() || id.size() > longest_id)
      return fault_in_line(file, row.line, "id should be 1 to 36 letters");
    if (row["name"].empty())
      return fault_in_line(file, row.line, "the post " + id + " has no name, by which crews are told of it");
    if (std::ranges::find(posts, id, &Post::id) != posts.end())
      return fault_in_line(file, row.line, id + " is there twice, or is a station's id in units.csv");
    posts.push_back({id, row["name"], *where});
  }
  return posts;
}

OrFault<bool> read_population(const std::filesystem::path& file, std::vector<NamedPlace>& places) {
  if (!std::filesystem::exists(file)) return false;
  constexpr std::array<std::string_view, 2> columns{"village", "people"};
  const auto rows = read_csv(file, columns);
  if (rows.has_error()) return rows.error();
  std::map<std::string, NamedPlace*, std::less<>> villages;
  for (auto& place : places)
    if (is_village(place) && !place.code.empty()) villages.emplace(place.code, &place);
  for (const auto& row : *rows) {
    const auto code = area_code_of(row["village"]);
    const auto village = villages.find(code);
    if (village == villages.end())
      return fault_in_line(file, row.line, "there is no village " + code + " in places.csv");
    if (village->second->people)
      return fault_in_line(file, row.line, "the village " + code + " is there twice");
    const auto people = whole_number_of(row["people"]);
    if (!people || *people < 0)
      return fault_in_line(
          file, row.line,
          "people should be a whole number, not " + row["people"] + hint_for_number(row["people"]));
    village->second->people = static_cast<double>(*people);
  }
  return true;
}

dispatch::DemandPoints demand_of(const Region& region) {
  std::vector<dispatch::DemandPoint> points;
  for (const auto& place : region.places)
    if (place.kind != "kecamatan") points.push_back({place.code, place.name, place.where, place.people});
  return std::make_shared<const std::vector<dispatch::DemandPoint>>(std::move(points));
}

}  // namespace config
