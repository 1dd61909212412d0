#include "region/build.hpp"

#include <array>
#include <utility>
#include <vector>

#include "config/region.hpp"
#include "geo/roads/build.hpp"
#include "geo/roads/file.hpp"
#include "region/base_map.hpp"
#include "region/files.hpp"
#include "region/staged_folder.hpp"

namespace region {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

// The folder's name as the person gave it, not that of the one it is made in.
Fault in_words_of(const Fault& fault, const StagedFolder& folder, const std::filesystem::path& out) {
  auto what = fault.what;
  const auto staging = folder.path().string();
  for (auto found = what.find(staging); found != std::string::npos; found = what.find(staging))
    what.replace(found, staging.size(), out.string());
  return {what};
}

OrFault<bool> write_made(StagedFolder& folder, const RegionDraft& draft) {
  const std::array<std::pair<std::string_view, std::string>, 3> files{
      {{"places.csv", places_csv(draft)},
       {"facilities.csv", facilities_csv(draft)},
       {"report.txt", draft.report.text(draft.title + " (" + draft.name + ")")}}};
  for (const auto& [name, text] : files)
    if (auto written = folder.write(name, text); written.has_error()) return written;
  return true;
}

// Without roads there is no file of them.
OrFault<bool> write_roads(const StagedFolder& folder, RegionDraft& draft) {
  if (draft.roads.ways.empty()) return true;
  const auto roads = geo::roads::build(draft.roads);
  draft.roads = {};
  const auto& made = roads.report;
  auto& report = draft.report;
  report.taken.push_back("roads: " + kilometres(made.kilometres * 1000) + " in " +
                         counted(made.sections, "section", "sections") + ", " +
                         counted(made.barriers, "barrier", "barriers") + ", " +
                         counted(made.turns, "forbidden turn", "forbidden turns"));
  if (made.unclear_turns > 0)
    report.left_out.push_back("roads: " + std::to_string(made.unclear_turns) +
                              " forbidden turns that do not say clearly from which road to which");
  if (made.off_main > 0)
    report.to_check.push_back("roads: an ambulance cannot reach and leave " + std::to_string(made.off_main) +
                              " of " + counted(made.nodes, "junction", "junctions") +
                              " from the rest: islands, closed compounds, roads cut off at the edge");
  if (const auto written = geo::roads::File::write(folder.path() / "roads.graph", roads.tables);
      written.has_error())
    return written.error();
  return true;
}

// What people change by hand is written only where there is none. Gives the names of those that were kept.
OrFault<std::vector<std::string>> write_if_missing(StagedFolder& folder, const RegionDraft& draft) {
  const std::array<std::pair<std::string_view, std::string>, 3> files{{{"region.toml", region_toml(draft)},
                                                                       {"stations.csv", empty_stations_csv()},
                                                                       {"units.csv", empty_units_csv()}}};
  std::vector<std::string> kept;
  for (const auto& [name, text] : files) {
    if (folder.has(name)) {
      kept.emplace_back(name);
    } else if (auto written = folder.write(name, text); written.has_error()) {
      return written.error();
    }
  }
  return kept;
}

// A folder that the server would not start with is not put in place.
OrFault<bool> check(const StagedFolder& folder, const RegionInputs& inputs) {
  const auto region = config::load_region(folder.path());
  if (region.has_error()) {
    const auto fault = in_words_of(region.error(), folder, inputs.out);
    return Fault{
        fault.what +
        "\nThis file is kept from an earlier build: mend it, then build again. Nothing was changed."};
  }
  if (region->name != inputs.name)
    return Fault{(inputs.out / "region.toml").string() + " is of the region " + region->name + ", not of " +
                 inputs.name + ": nothing was changed"};
  return true;
}

}  // namespace

OrFault<std::string> build_region(const RegionInputs& inputs, const WritePlaces& write_places,
                                  const Progress& progress) {
  auto folder = StagedFolder::open(inputs.out);  // first: what cannot be written need not be read
  if (folder.has_error()) return folder.error();
  const auto in_words = [&](const Fault& fault) { return in_words_of(fault, *folder, inputs.out); };
  auto draft = draft_region(inputs, progress);
  if (draft.has_error()) return draft.error();
  progress("writing " + inputs.out.string());
  if (const auto written = write_places(folder->path() / "places.db", draft->places, draft->areas);
      written.has_error())
    return in_words(written.error());
  if (!draft->roads.ways.empty()) progress("making the road graph");
  if (const auto written = write_roads(*folder, *draft); written.has_error())
    return in_words(written.error());
  if (!inputs.osm.empty()) add_base_map(inputs, folder->path(), *draft, progress);
  if (const auto written = write_made(*folder, *draft); written.has_error()) return in_words(written.error());
  if (const auto kept = folder->keep_the_rest(); kept.has_error()) return in_words(kept.error());
  const auto by_hand = write_if_missing(*folder, *draft);
  if (by_hand.has_error()) return in_words(by_hand.error());
  if (const auto good = check(*folder, inputs); good.has_error()) return good.error();
  if (const auto finished = folder->finish(); finished.has_error()) return in_words(finished.error());

  auto brief = draft->report.brief(draft->title + " (" + draft->name + ") is in " + inputs.out.string());
  for (const auto& name : *by_hand) brief += name + " is that of the earlier build\n";
  return OrFault<std::string>{boost::system::in_place_value, std::move(brief)};
}

}  // namespace region
