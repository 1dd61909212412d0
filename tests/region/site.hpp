#pragma once

#include <algorithm>
#include <optional>
#include <span>

#include "region/build.hpp"
#include "tests/config/folder.hpp"

// Inputs of a small region, and what is built of them.
namespace tests {

namespace fs = std::filesystem;

inline const char* const two_squares =
    R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"kode":"51.01.02.2001","nama":"Pohsanten","lat":-8.33,"lng":114.68},
 "geometry":{"type":"Polygon","coordinates":[[[114.67,-8.34],[114.69,-8.34],[114.69,-8.32],[114.67,-8.32],[114.67,-8.34]]]}},
{"type":"Feature","properties":{"kode":"51.01.01.1006","nama":"Baler Bale Agung","lat":-8.33,"lng":114.66},
 "geometry":{"type":"MultiPolygon","coordinates":[[[[114.65,-8.34],[114.67,-8.34],[114.67,-8.32],[114.65,-8.32]]]]}}
]})";
inline const char* const villages_list =
    "kabupaten,kode,kecamatan,desa,lat,lon,jenis\n"
    "jembrana,51.01.01.1006,Negara,Baler Bale-Agung,-8.33,114.66,kelurahan\n"
    "jembrana,51.01.02.2001,Mendoyo,Pohsanten,-8.33,114.68,desa\n"
    "tabanan,51.02.01.2001,Selemadeg,Antap,-8.5,115.0,desa\n";
inline const char* const facilities_list =
    "regency,kode_faskes,jenis,nama,alamat,lat,lon\n"
    "jembrana,P1,PUSKESMAS,I  MENDOYO,\"Jl. Raya, Mendoyo\",-8.33,114.68\n"
    "jembrana,R1,RUMAH SAKIT,RS Umum Kertayasa,Jl. Ngurah Rai,-8.33,114.66\n"
    "jembrana,R2,RUMAH SAKIT,RS Jauh,,-8.33,114.77\n"
    "tabanan,P2,PUSKESMAS,SELEMADEG,,-8.5,115.0\n";

// A folder with inputs, and a region that is built of them.
struct Site {
  Folder folder;
  region::RegionInputs inputs{.name = "jembrana", .out = folder.path() / "out"};
  std::vector<geo::Place> places;
  std::vector<geo::Area> areas;
  std::vector<std::string> progress;

  enum class Inputs { none, all };
  explicit Site(Inputs given) {
    if (given == Inputs::none) return;
    inputs.areas = folder.write("areas.geojson", two_squares);
    inputs.places = folder.write("villages.csv", villages_list);
    inputs.facilities = {folder.write("faskes.csv", facilities_list)};
  }

  dispatch::OrFault<std::string> build() {
    return region::build_region(
        inputs,
        [this](const fs::path& file, std::span<const geo::Place> p, std::span<const geo::Area> a) {
          places.assign(p.begin(), p.end());
          areas.assign(a.begin(), a.end());
          std::ofstream{file} << p.size() << " " << a.size() << "\n";
          return dispatch::OrFault<>{};
        },
        [this](const std::string& line) { progress.push_back(line); });
  }
  std::string built() {
    const auto brief = build();
    if (brief.has_error()) FAIL(brief.error().what);
    return *brief;
  }
  std::string fault() {
    const auto brief = build();
    REQUIRE(brief.has_error());
    REQUIRE(leftovers() == 0);
    auto what = brief.error().what;
    const auto prefix = folder.path().string() + "/";
    for (auto found = what.find(prefix); found != std::string::npos; found = what.find(prefix))
      what.erase(found, prefix.size());
    return what;
  }
  [[nodiscard]] std::string text_of(const std::string& file) const {
    std::ifstream stream{inputs.out / file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
  }
  [[nodiscard]] std::ptrdiff_t leftovers() const {
    return std::count_if(fs::directory_iterator{folder.path()}, fs::directory_iterator{},
                         [](const auto& entry) { return entry.path().filename().string().starts_with("."); });
  }
  [[nodiscard]] const geo::Place* place(const std::string& name) const {
    const auto found = std::ranges::find(places, name, &geo::Place::name);
    return found == places.end() ? nullptr : &*found;
  }
};

}  // namespace tests
