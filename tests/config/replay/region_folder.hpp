#pragma once

#include "tests/config/folder.hpp"

namespace tests {

// A small region without roads: two villages, two stations with an ambulance each, a hospital.
inline void write_region(const Folder& folder) {
  folder.write(
      "region.toml",
      "name = \"small\"\ntitle = \"Small\"\nprefix = \"SML\"\nutc_offset_minutes = 480\n"
      "[map]\nlat = -8.3\nlon = 114.6\nzoom = 10\n"
      "[travel]\nroad_factor = 1.4\nspeed_kmh = { ambulance = 42, motorcycle = 45, home_care = 30 }\n"
      "turnout_s = { at_base = 90, moving = 20 }\n");
  folder.write("places.csv",
               "code,kind,name,parent,lat,lon\n51.01.01,kecamatan,Melaya,,-8.30,114.60\n"
               "51.01.01.2001,desa,Melaya,51.01.01,-8.30,114.60\n51.01.01.2002,desa,Candikusuma,51.01.01,-8."
               "30,114.70\n");
  folder.write("facilities.csv",
               "id,kind,name,kecamatan,lat,lon\nRS-1,hospital,RSU Kecil,51.01.01,-8.30,114.65\n"
               "PKM-1,puskesmas,Puskesmas Melaya,51.01.01,-8.31,114.60\n");
  folder.write("stations.csv",
               "id,name,facility,lat,lon\nST-1,Barat,,-8.30,114.60\nST-2,Timur,,-8.30,114.70\nST-3,Utara,,-8."
               "20,114.65\n");
  folder.write("units.csv",
               "id,kind,callsign,station\nAMB-01,ambulance,Satu,ST-1\nAMB-02,ambulance,Dua,ST-2\n"
               "HC-01,home_care,Tim,ST-1\n");
}

}  // namespace tests
