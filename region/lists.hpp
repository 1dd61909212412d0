#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/error.hpp"
#include "geo/place.hpp"

// The lists that a region is built from: CSV files of whoever keeps them, their columns known by name.
namespace region {

struct ListedVillage {
  std::string code;
  std::string name;
  std::string kecamatan;  // empty: the list does not say
  std::string regency;    // likewise
  geo::Position at;
  std::string where;  // "FILE, line 7"
};
// Columns: kode (or code), desa (or name, nama), lat, lon (or lng); kecamatan and kabupaten (or regency) if
// there. Codes in any spelling (config::area_code_of). 0, 0 is taken as it is. A missing column is refused
// with those that were found, a wrong number with its line and column.
dispatch::OrFault<std::vector<ListedVillage>> read_villages(const std::filesystem::path& file);

struct Facility {
  geo::Place place;
  std::string kind;  // hospital, puskesmas, clinic, pharmacy; else a PlaceKind's name
  std::string id;    // as the list has it, or empty
  std::string regency;
  std::string address;
  std::string capabilities;  // words, as the list has them
  std::string where;
};
struct FacilityList {
  std::vector<Facility> facilities;
  std::size_t rows = 0;
  bool has_regency = false;
  std::vector<std::size_t> without_name;      // lines
  std::vector<std::size_t> without_position;  // lines
  std::vector<std::size_t> at_null_island;    // lines: their place is 0, 0
  std::vector<std::string> unknown_kinds;     // taken as landmarks; each once
};
// Columns: nama (or name, desa), jenis (or kind, religion), lat, lon (or lng); regency, an id, alamat,
// capabilities and position
// ("approximate") if there. "I MELAYA" of the kind PUSKESMAS becomes "Puskesmas I Melaya". Rows without a
// name, with lat and lon empty, or at 0, 0, are left out and told.
dispatch::OrFault<FacilityList> read_facilities(const std::filesystem::path& file);

}  // namespace region
