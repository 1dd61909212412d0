#include "tests/fuzz/messages/place.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "geo/roads/file.hpp"
#include "tests/geo/roads/drawing.hpp"

namespace tests::fuzz {
namespace {

namespace fs = std::filesystem;

void draw_roads(const fs::path& graph) {
  const test::Pairs primary{{"highway", "primary"}};
  const auto drawing = test::Drawing{{"a b c d", "       ", "e f g h", "       ", "i j k l"}, 2000}
                           .way("abcd", primary)
                           .way("efgh", primary)
                           .way("ijkl")
                           .way("aei")
                           .way("bf")
                           .way("gk")
                           .way("dhl", {{"highway", "secondary"}, {"oneway", "yes"}});
  if (!geo::roads::File::write(graph, drawing.build().tables))
    throw std::runtime_error{"cannot write " + graph.string()};
}

Serve::Flags flags(const fs::path& region, const fs::path& patients) {
  return {"--region",
          region,
          "--patients",
          patients,
          "--log-level",
          "warn",
          "--dispatch-archive-s",
          "2",
          "--dispatch-acknowledge-s",
          "5",
          "--dispatch-assign-s",
          "5",
          "--dispatch-quiet-after-start-s",
          "0",
          "--limits-kept-entries",
          "500",
          "--limits-kept-bytes",
          "1048576"};
}

}  // namespace

Place::Place() {
  const auto region = folder_.path() / "jembrana";
  fs::copy(fs::path{SIAGA_REPOSITORY} / "config" / "regions" / "jembrana", region);
  draw_roads(region / "roads.graph");
  std::ofstream{region / "posts.csv"} << "id,name,lat,lon\nPOS-PASAR,Pos Pasar Negara,-8.3573,114.6185\n";
  const auto patients = folder_.path() / "pasien.csv";
  std::ofstream{patients}
      << "nik,nama,telepon,alamat,lat,lon,catatan,puskesmas\n"
         "5101010101010001,I Ketut Sudana,0811 000 000,Br. Tengah,-8.357,114.615,oksigen,P1\n";
  serve_.emplace(folder_.path() / "data", flags(region, patients));
  serve_->start();
}

}  // namespace tests::fuzz
