#include "config/named_places.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "config/tables/csv.hpp"
#include "config/tables/numbers.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

bool takes_patients(const NamedPlace& facility) {
  return facility.kind == "hospital" || facility.kind == "puskesmas";
}

bool is_of_an_id(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// "RSU Bali Méd" makes "RSU-Bali-M-d".
std::string id_of_name(std::string_view name) {
  std::string id;
  for (const char c : name) {
    if (is_of_an_id(c))
      id += c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  id.resize(std::min(id.size(), dispatch::FacilityId::longest));
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

OrFault<dispatch::Capabilities> read_facility_words(std::string_view text,
                                                    const dispatch::ResponsePlan* plan) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find_first_of(" ,;", begin), text.size());
    std::string word{text.substr(begin, end - begin)};
    begin = end + 1;
    if (word.empty()) continue;
    if (find_facility_capability(plan, word) == nullptr)
      return Fault{"there is no capability " + word + " of facilities"};
    words.push_back(std::move(word));
  }
  return dispatch::with_included_of_facility(plan, std::move(words));
}

NamedPlace place_of(const Row& row, geo::Position where, std::string_view code, std::string_view within) {
  return {row["name"],
          row["kind"],
          where,
          row[code],
          area_code_of(row[within]),
          row["position"] == "approximate"};
}

constexpr std::array<std::string_view, 4> place_columns{"kind", "name", "lat", "lon"};

}  // namespace

OrFault<std::vector<NamedPlace>> load_places(const std::filesystem::path& file, std::string_view code,
                                             std::string_view within) {
  const auto rows = read_csv(file, place_columns);
  if (rows.has_error()) return rows.error();
  std::vector<NamedPlace> places;
  for (const auto& row : *rows) {
    const auto where = position_in(row, file);
    if (where.has_error()) return where.error();
    places.push_back(place_of(row, *where, code, within));
  }
  return places;
}

OrFault<std::vector<NamedPlace>> load_facilities(const std::filesystem::path& file,
                                                 const dispatch::ResponsePlan* plan) {
  const auto rows = read_csv(file, place_columns);
  if (rows.has_error()) return rows.error();
  std::vector<NamedPlace> facilities;
  std::set<std::string> seen;
  for (const auto& row : *rows) {
    const auto fault = [&](const std::string& what) { return fault_in_line(file, row.line, what); };
    const auto where = position_in(row, file);
    if (where.has_error()) return where.error();
    auto place = place_of(row, *where, "id", "kecamatan");
    if (takes_patients(place)) {
      if (place.code.empty()) place.code = id_of_name(place.name);
      if (!dispatch::FacilityId::from(place.code))
        return fault("id should be 1 to 36 letters, digits, - or _");
      if (!seen.insert(place.code).second) return fault("the facility " + place.code + " is there twice");
      auto capabilities = read_facility_words(row["capabilities"], plan);
      if (capabilities.has_error()) return fault(capabilities.error().what);
      place.capabilities = std::move(*capabilities);
    }
    facilities.push_back(std::move(place));
  }
  return facilities;
}

std::vector<dispatch::Facility> destinations_of(const std::vector<NamedPlace>& facilities) {
  std::vector<dispatch::Facility> all;
  for (const auto& one : facilities)
    if (takes_patients(one))
      all.push_back(
          {*dispatch::FacilityId::from(one.code), 0, one.name, one.kind, one.where, one.capabilities});
  return all;
}

}  // namespace config
