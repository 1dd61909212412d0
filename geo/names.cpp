#include "geo/names.hpp"

#include <algorithm>
#include <array>

#include "geo/digits.hpp"
#include "geo/words/lexicon.hpp"
#include "geo/words/words.hpp"

namespace geo {
namespace {

using std::string;
using std::string_view;

// What says of which kind a thing is, more than which one it is; and what is often left out.
constexpr auto kind_words = std::to_array<string_view>(
    {"puskesmas", "rumahsakit", "pura",      "masjid",    "mushola",   "gereja", "vihara", "sekolah",
     "sd",        "smp",        "sma",       "smk",       "pasar",     "kantor", "jalan",  "gang",
     "desa",      "klinik",     "apotek",    "kecamatan", "kelurahan", "raya",   "banjar", "dusun",
     "kampung",   "jembatan",   "perumahan", "nomor",     "lingkungan"});
constexpr auto left_out =
    std::to_array<string_view>({"umum", "daerah", "pembantu", "negeri", "swasta", "kabupaten", "kota"});

// How people say a name: of "Pura Desa dan Pura Puseh" each half; "Puskesmas Bengkalis (Damon)" is also
// Puskesmas Damon; an English caller puts the kind last, "Duri puskesmas".
std::vector<string> spoken(const string& name) {
  std::vector<string> all;
  const auto open = name.find('(');
  const auto close = name.find(')', open == string::npos ? 0 : open);
  const auto main = open == string::npos ? name : name.substr(0, open);
  const auto blank = main.find(' ');
  all.push_back(main);
  if (blank == string::npos) return all;
  if (close != string::npos)
    all.push_back(main.substr(0, blank) + " " + name.substr(open + 1, close - open - 1));
  if (const auto both = main.find(" dan "); both != string::npos) {
    all.push_back(main.substr(0, both));
    all.push_back(main.substr(both + 5));
  }
  const auto kind = words_of(main.substr(0, blank));
  if (kind.size() == 1 && lexicon::kind_named_by(kind.front().text))
    all.push_back(main.substr(blank + 1) + " " + main.substr(0, blank));
  return all;
}

}  // namespace

double weight_of(string_view word) {
  if (word.size() < 3 && !is_digit(word.front())) return 0.4;
  if (std::ranges::find(left_out, word) != left_out.end()) return 0.4;
  if (std::ranges::find(kind_words, word) != kind_words.end()) return 1;
  return is_digit(word.front()) ? 2 : 3;
}

std::vector<string> names_of(const Place& place) {
  auto all = spoken(place.name);
  for (const auto& name : place.also)
    for (auto& one : spoken(name)) all.push_back(std::move(one));
  return all;
}

}  // namespace geo
