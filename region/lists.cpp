#include "region/lists.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "config/tables/columns.hpp"
#include "config/tables/numbers.hpp"
#include "config/tables/place_kinds.hpp"
#include "config/tables/text.hpp"
#include "dispatch/model/json.hpp"

namespace region {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using geo::PlaceKind;

std::string where_in(const std::filesystem::path& file, const config::Row& row) {
  return file.filename().string() + ", line " + std::to_string(row.line);
}

// The name's first words say its kind already: "RS Umum Negara", "PUSKESMAS DURI".
std::string with_title(const std::string& name, std::string_view title) {
  if (title.empty() || config::folded(name).starts_with(config::folded(title))) return name;
  return std::string{title} + " " + name;
}

void set_kind(Facility& facility, const std::string& written, bool is_religion, FacilityList& list) {
  auto& place = facility.place;
  const auto plain = config::folded(written);
  const auto* known = config::listed_kind(written);
  place.kind = is_religion ? PlaceKind::worship : config::place_kind_of(written);
  if (is_religion) {
    facility.kind = "worship";
  } else if (known != nullptr) {
    facility.kind = known->kind;
    place.name = with_title(place.name, known->title);
  } else if (dispatch::json::enum_from<PlaceKind>(plain)) {
    facility.kind = plain;
  } else {
    facility.kind = "landmark";
    if (std::ranges::find(list.unknown_kinds, written) == list.unknown_kinds.end())
      list.unknown_kinds.push_back(written);
  }
}

struct FacilityColumns {
  std::string name, kind, lat, lon, regency, id, address, position, capabilities;
  bool is_religion = false;
};

OrFault<FacilityColumns> facility_columns(const config::Table& table, const std::filesystem::path& file) {
  config::Columns columns{table, file};
  FacilityColumns found;
  found.name = columns.required("the name", {"name", "nama", "desa"});
  found.kind = columns.required("the kind", {"kind", "jenis", "religion"});
  found.lat = columns.required("the latitude", {"lat"});
  found.lon = columns.required("the longitude", {"lon", "lng"});
  if (columns.fault()) return *columns.fault();
  found.regency = config::optional_column(table, {"regency", "kabupaten"});
  found.id = config::optional_column(table, {"id", "kode_faskes", "kode_rs", "kode", "osm_id"});
  found.address = config::optional_column(table, {"alamat", "address"});
  found.position = config::optional_column(table, {"position"});
  found.capabilities = config::optional_column(table, {"capabilities"});
  found.is_religion = config::folded(found.kind) == "religion";
  return found;
}

OrFault<Facility> facility_of(const config::Row& row, const FacilityColumns& columns,
                              const std::filesystem::path& file, FacilityList& list) {
  const auto at = config::degrees_in(row, file, columns.lat, columns.lon);
  if (at.has_error()) return at.error();
  Facility facility;
  auto& place = facility.place;
  place.at = *at;
  place.name = config::as_name(row[columns.name]);
  place.source = file.filename().string();
  place.is_approximate = row[columns.position] == "approximate";
  set_kind(facility, config::tidied(row[columns.kind]), columns.is_religion, list);
  facility.id = config::tidied(row[columns.id]);
  facility.regency = config::tidied(row[columns.regency]);
  facility.address = config::tidied(row[columns.address]);
  facility.capabilities = config::tidied(row[columns.capabilities]);
  facility.where = where_in(file, row);
  return facility;
}

}  // namespace

OrFault<std::vector<ListedVillage>> read_villages(const std::filesystem::path& file) {
  const auto table = config::read_table(file);
  if (table.has_error()) return table.error();
  config::Columns columns{*table, file};
  const auto code = columns.required("the code", {"kode", "code"});
  const auto name = columns.required("the name", {"desa", "name", "nama"});
  const auto lat = columns.required("the latitude", {"lat"});
  const auto lon = columns.required("the longitude", {"lon", "lng"});
  if (columns.fault()) return *columns.fault();
  const auto kecamatan = config::optional_column(*table, {"kecamatan"});
  const auto regency = config::optional_column(*table, {"kabupaten", "regency"});
  std::vector<ListedVillage> villages;
  for (const auto& row : table->rows) {
    const auto at = config::degrees_in(row, file, lat, lon);
    if (at.has_error()) return at.error();
    villages.push_back({config::area_code_of(row[code]), config::as_name(row[name]),
                        config::as_name(row[kecamatan]), config::tidied(row[regency]), *at,
                        where_in(file, row)});
  }
  return villages;
}

OrFault<FacilityList> read_facilities(const std::filesystem::path& file) {
  const auto table = config::read_table(file);
  if (table.has_error()) return table.error();
  const auto columns = facility_columns(*table, file);
  if (columns.has_error()) return columns.error();
  FacilityList list;
  list.rows = table->rows.size();
  list.has_regency = !columns->regency.empty();
  for (const auto& row : table->rows) {
    if (config::tidied(row[columns->name]).empty()) {
      list.without_name.push_back(row.line);
    } else if (config::tidied(row[columns->lat]).empty() && config::tidied(row[columns->lon]).empty()) {
      list.without_position.push_back(row.line);
    } else {
      auto facility = facility_of(row, *columns, file, list);
      if (facility.has_error()) return facility.error();
      if (config::is_null_island(facility->place.at)) {
        list.at_null_island.push_back(row.line);
        continue;
      }
      list.facilities.push_back(std::move(*facility));
    }
  }
  return list;
}

}  // namespace region
