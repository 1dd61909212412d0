#include "region/base_map.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "geo/tiles/map_tiles.hpp"
#include "region/child.hpp"
#include "region/ground.hpp"
#include "region/opl.hpp"
#include "region/sea.hpp"
#include "region/tilemaker/files.hpp"

namespace region {
namespace {

namespace fs = std::filesystem;
using dispatch::Fault;
using dispatch::OrFault;

constexpr double around_areas = 0.05;  // degrees, some 5 km: as far as places are taken
constexpr double least_span = 0.002;   // tilemaker wants an area, and a file may hold one point
// Cutting takes osmium a gigabyte or three, whatever the file; drawing a small one whole takes less.
constexpr std::uintmax_t worth_cutting = 64ULL << 20U;

// osmium takes "-" for its standard input, and what begins with a dash for a flag.
std::string as_argument(const fs::path& file) {
  return (file.is_relative() ? fs::path{"."} / file : file).string();
}

// "(west,south,east,north)", as osmium writes it.
std::optional<Box> box_in(std::string_view line) {
  std::array<double, 4> sides{};
  if (!line.starts_with('(')) return std::nullopt;
  for (auto& side : sides) {
    line.remove_prefix(1);
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), side);
    if (error != std::errc{}) return std::nullopt;
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (line.empty()) return std::nullopt;
  }
  return Box{.south = sides[1], .north = sides[3], .west = sides[0], .east = sides[2]};
}

// What the file says it is a cut of; else where its points are. Nothing: it has none.
OrFault<std::optional<Box>> box_of(const fs::path& file) {
  std::optional<Box> box;
  for (const std::vector<std::string>& what :
       {std::vector<std::string>{"-g", "header.boxes"}, {"-e", "-g", "data.bbox"}}) {
    std::vector<std::string> command{"osmium", "fileinfo", "--no-progress"};
    command.insert(command.end(), what.begin(), what.end());
    command.push_back(as_argument(file));
    const auto ran = run_for_lines(command, [&](std::string_view line) {
      if (!box) box = box_in(line);
      return true;
    });
    if (ran.has_error()) return Fault{"osmium says: " + ran.error().what};
    if (box) break;
  }
  return box;
}

OrFault<std::optional<Box>> box_of_map(const RegionInputs& inputs, const RegionDraft& draft) {
  const Ground ground{draft.areas};
  if (!ground.has_polygons) return box_of(inputs.osm);
  const auto& box = ground.box;
  return std::optional{Box{.south = std::max(box.south - around_areas, -85.0),
                           .north = std::min(box.north + around_areas, 85.0),
                           .west = std::max(box.west - around_areas, -180.0),
                           .east = std::min(box.east + around_areas, 180.0)}};
}

std::string text_of(Box box) {
  for (auto [low, high] : {std::pair{&box.south, &box.north}, {&box.west, &box.east}})
    if (*high - *low < least_span) *low -= least_span / 2, *high += least_span / 2;
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "%.7f,%.7f,%.7f,%.7f", box.west, box.south, box.east, box.north);
  return text.data();
}

// Gone with what is in it, however the making ends.
class Workshop {
 public:
  explicit Workshop(fs::path path) : path_{std::move(path)} { fs::create_directory(path_); }
  ~Workshop() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string file(const char* name, std::string_view text) const {
    std::ofstream{path_ / name, std::ios::binary} << text;
    return file(name);
  }

 private:
  fs::path path_;
};

OrFault<bool> run(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<std::string> command{program};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const auto ran = run_for_lines(command, [](std::string_view) { return true; });
  if (!ran.has_error()) return true;
  if (ran.error().what == program + " is not installed")
    return Fault{"install the package " + program + " (apt-get install " + program + "), then build again"};
  return Fault{program + " says: " + ran.error().what};
}

// The part of the file that is to be drawn, as PBF: tilemaker reads nothing else.
std::vector<std::string> taking_out(const fs::path& file, const Box& box, const std::string& to) {
  std::vector<std::string> arguments{"cat"};
  std::error_code ignored;
  if (fs::file_size(file, ignored) > worth_cutting)
    arguments = {"extract", "--strategy", "smart", "--set-bounds", "--bbox", text_of(box)};
  arguments.insert(arguments.end(), {"--no-progress", "--output", to, as_argument(file)});
  return arguments;
}

OrFault<std::vector<geo::Ring>> coastlines_of(const std::string& file, const Workshop& workshop) {
  const auto coast = workshop.file("coast.osm.pbf");
  if (const auto done =
          run("osmium", {"tags-filter", "--no-progress", "--output", coast, file, "w/natural=coastline"});
      done.has_error())
    return done.error();
  std::vector<geo::Ring> lines;
  const auto ran = run_for_lines(
      {"osmium", "add-locations-to-ways", "--ignore-missing-nodes", "--no-progress", "-f", "opl", coast},
      [&](std::string_view line) {
        if (auto way = read_opl(line); way && way->type == 'w') lines.push_back(std::move(way->points));
        return true;
      });
  if (ran.has_error()) return Fault{"osmium says: " + ran.error().what};
  return lines;
}

// The greatest ids in the file.
OrFault<OsmIds> last_ids_in(const std::string& file) {
  std::string text;
  const auto ran =
      run_for_lines({"osmium", "fileinfo", "--no-progress", "-e", "-j", file}, [&](std::string_view line) {
        text += line;
        return true;
      });
  if (ran.has_error()) return Fault{"osmium says: " + ran.error().what};
  boost::system::error_code error;
  const auto about = boost::json::parse(text, error);
  const auto* ids = error ? nullptr : about.find_pointer("/data/maxid", error);
  if (ids == nullptr) return Fault{"what osmium says of the file is not understood"};
  const auto last = [&](const char* kind) { return ids->at(kind).to_number<std::int64_t>(); };
  return OsmIds{last("nodes"), last("ways"), last("relations")};
}

struct Drawn {
  std::string file;
  bool has_sea = false;
};

// The file to draw: `cut`, or that with the sea.
OrFault<Drawn> with_sea(const std::string& cut, const Box& box, const Workshop& workshop,
                        RegionDraft& draft) {
  const auto coastlines = coastlines_of(cut, workshop);
  if (coastlines.has_error()) return coastlines.error();
  if (coastlines->empty()) return Drawn{cut};
  const auto sea = sea_in(box, *coastlines);
  if (!sea) {
    draft.report.to_check.emplace_back(
        "the coastline breaks off within the map, so the sea is only a rim along it: take a larger extract");
    return Drawn{cut};
  }
  const auto last = last_ids_in(cut);
  if (last.has_error()) return last.error();
  Drawn drawn{workshop.file("drawn.osm.pbf"), true};
  const auto merged = run("osmium", {"merge", "--no-progress", "--output", drawn.file, cut,
                                     workshop.file("sea.opl", opl_of(*sea, *last))});
  if (merged.has_error()) return merged.error();
  return drawn;
}

// How many tiles.
OrFault<std::size_t> make(const RegionInputs& inputs, const fs::path& folder, RegionDraft& draft,
                          const Progress& progress) {
  const auto box = box_of_map(inputs, draft);
  if (box.has_error()) return box.error();
  if (!*box) return Fault{"it has no points"};
  const Workshop workshop{folder / "map.work"};
  const auto cut = workshop.file("cut.osm.pbf");
  const auto raw = workshop.file("raw.mbtiles");
  const auto name = inputs.osm.filename().string();
  progress(name + ": taking out the map with osmium");
  if (const auto done = run("osmium", taking_out(inputs.osm, **box, cut)); done.has_error())
    return done.error();
  const auto drawn = with_sea(cut, **box, workshop, draft);
  if (drawn.has_error()) return drawn.error();
  progress(name + ": making map tiles with tilemaker");
  const auto script =
      std::string{drawn->has_sea ? "has_sea = true\n" : ""} + std::string{tilemaker_process()};
  if (const auto done = run("tilemaker", {"--input", drawn->file, "--bbox", text_of(**box), "--output", raw,
                                          "--config", workshop.file("config.json", tilemaker_config()),
                                          "--process", workshop.file("process.lua", script)});
      done.has_error())
    return done.error();
  progress(name + ": putting the map tiles in order");
  const auto count = geo::write_map_tiles(raw, folder / "map.mbtiles");
  if (count.has_error()) return Fault{count.error().what};
  return *count;
}

}  // namespace

void add_base_map(const RegionInputs& inputs, const fs::path& folder, RegionDraft& draft,
                  const Progress& progress) {
  const auto count = make(inputs, folder, draft, progress);
  const auto from = inputs.osm.filename().string();
  std::string why;
  if (count.has_error())
    why = count.error().what;
  else if (*count == 0)
    why = "it shows nothing there";
  if (why.empty()) {
    draft.report.taken.push_back(from + ": " + counted(*count, "map tile", "map tiles"));
    return;
  }
  std::error_code ignored;
  fs::remove(folder / "map.mbtiles", ignored);
  auto& left_out = draft.report.left_out;  // first, where the short report has it
  left_out.insert(left_out.begin(), from + ": no map was made of it: " + why);
}

}  // namespace region
