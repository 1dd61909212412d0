#include "geo/words/locate.hpp"

#include <algorithm>
#include <cmath>

#include "geo/codes/codes.hpp"
#include "geo/words/anchors.hpp"
#include "geo/words/describe.hpp"

namespace geo {
namespace {

using std::string;
using Mention = Gazetteer::Mention;

constexpr std::size_t longest_text = 2000;
constexpr std::size_t most_candidates = 10;
constexpr double good_enough = 0.45;     // score below which a reading is not shown
constexpr double far_behind_best = 0.3;  // nor one that is so much worse than the best
constexpr Metres farthest_said{30'000};  // "200 km south of" is a slip of the tongue

// How far from its point one may be at such a place, nine times of ten, where its extent is not known.
Metres usual_reach(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::kecamatan: return Metres{5000};
    case PlaceKind::village: return Metres{1500};
    case PlaceKind::hamlet:
    case PlaceKind::street:
    case PlaceKind::milestone: return Metres{500};
    default: return Metres{100};
  }
}
constexpr Metres approximate_place{1500};  // a position that the sources themselves doubt

class Reader {
 public:
  Reader(std::string_view text, const Gazetteer& gazetteer, const Surroundings& around, Asking asking)
      : gazetteer_{gazetteer},
        around_{around},
        language_{asking.language},
        anchors_{text, gazetteer, asking.typing} {}

  void read(Reading& reading) {
    std::vector<Candidate> found;
    for (const auto& anchor : anchors_.all()) add(found, anchor);
    add_between(found);
    add_milestone(found);
    std::ranges::stable_sort(found, std::greater{}, &Candidate::score);
    for (auto& one : found) {
      if (reading.candidates.size() == most_candidates || one.score < good_enough ||
          one.score < found.front().score - far_behind_best)
        break;
      const bool is_known = std::ranges::any_of(reading.candidates, [&](const Candidate& other) {
        return distance(other.at, one.at) < Metres{30};
      });
      if (!is_known) reading.candidates.push_back(std::move(one));
    }
    if (found.empty())
      reading.tried.push_back(in("nama tempat: tidak ada nama dari wilayah ini di dalamnya",
                                 "place names: none of the region's is in it"));
    else if (reading.candidates.empty())
      reading.tried.push_back(in("nama tempat: yang terdekat ", "place names: nearest is ") +
                              found.front().label + in(", terlalu berbeda", ", too unlike"));
  }

 private:
  [[nodiscard]] double score_of(const Anchor& anchor, const Company& company) const {
    double score = anchor.likelihood + 0.15 * company.score + 0.4 * anchors_.explained(anchor, company);
    if (!is_area(anchor.place->kind)) score += 0.15 * anchor.mention.match;
    if (anchor.place->kind == PlaceKind::village) score += 0.03;
    if (anchor.phrase.is_relation() && !anchor.means_something_in_it()) score += 0.06;
    if (around_.near) {
      const auto km = distance(*around_.near, anchor.place->at).count() / 1000;
      score += 0.05 * std::exp(-km / 5);
    }
    return std::clamp(score / 1.8, 0.0, 1.0);
  }

  void add(std::vector<Candidate>& found, const Anchor& anchor) const {
    if (anchor.place->kind == PlaceKind::milestone) return;
    const auto company = anchors_.company_of(anchor);
    if (anchor.is_everyday && company.score <= 0) return;
    Candidate one;
    one.at = anchor.place->at;
    one.uncertainty = reach_of(*anchor.place);
    one.kind = string{kind_name(anchor.place->kind)};
    one.label = label_of(*anchor.place);
    one.score = score_of(anchor, company);
    one.why = reason_for(anchor, company);
    if (!anchor.means_something_in_it()) move_by(anchor.phrase, one);
    found.push_back(std::move(one));
  }

  static Metres reach_of(const Place& place) {
    const auto usual =
        place.is_approximate ? std::max(approximate_place, usual_reach(place.kind)) : usual_reach(place.kind);
    if (place.extent.count() <= 0) return usual;
    // Few live at the farthest corner of a village.
    const auto extent = is_area(place.kind) ? place.extent * 0.7 : place.extent;
    return std::max(place.is_approximate ? approximate_place : Metres{50}, extent);
  }

  static void move_by(const Phrase& phrase, Candidate& one) {
    if (!phrase.is_relation() || (phrase.far && *phrase.far > farthest_said)) return;
    constexpr Metres some_way{200};
    const auto wider = [&](double metres) {
      one.uncertainty = Metres{std::hypot(one.uncertainty.count(), metres)};
    };
    if (phrase.bearing) {
      const auto far = phrase.far.value_or(some_way);
      one.at = towards(one.at, *phrase.bearing, far);
      wider(phrase.far ? 30 + far.count() * 0.35 : 250);
    } else {
      wider(phrase.far ? phrase.far->count() * 1.1 : phrase.reach->count());
    }
    one.label = phrase.said + " " + one.label;
  }

  [[nodiscard]] const Area* area_of(const string& code) const {
    const auto& areas = gazetteer_.areas();
    const auto found = std::ranges::find(areas, code, &Area::code);
    return found == areas.end() ? nullptr : &*found;
  }

  // "Puskesmas I Melaya, Desa Melaya, Kec. Melaya".
  [[nodiscard]] string label_of(const Place& place) const {
    if (place.kind == PlaceKind::kecamatan) return "Kec. " + place.name;
    const auto* area = area_of(place.area);
    const auto within = area != nullptr ? name_of(*area) : kecamatan_of(place.area);
    if (place.kind == PlaceKind::village) return area != nullptr ? within : "Desa " + place.name;
    return within.empty() ? place.name : place.name + ", " + within;
  }
  static string name_of(const Area& village) {
    const string title{title_of_village(village.code)};
    return (title.empty() ? "" : title + " ") + village.name +
           (village.parent_name.empty() ? "" : ", Kec. " + village.parent_name);
  }
  [[nodiscard]] string kecamatan_of(const string& code) const {
    const auto& areas = gazetteer_.areas();
    const auto found = std::ranges::find(areas, code, &Area::parent);
    return code.empty() || found == areas.end() || found->parent_name.empty() ? ""
                                                                              : "Kec. " + found->parent_name;
  }

  [[nodiscard]] string in(const char* indonesian, const char* english) const {
    return language_ == Language::id ? indonesian : english;
  }

  [[nodiscard]] string reason_for(const Anchor& anchor, const Company& company) const {
    const auto quoted = [&](const Anchor& one) { return "\"" + anchors_.said(one) + "\""; };
    string why = quoted(anchor) +
                 (anchor.mention.match > 0.99 ? in(" adalah ", " is ") : in(" mirip ", " is like ")) +
                 anchor.place->name;
    for (const auto* other : company.with) why += in(", dengan ", ", with ") + quoted(*other);
    if (company.score < 0) why += in(", tetapi wilayah lain juga disebut", ", but another area is named too");
    if (anchor.means_something_in_it())
      why +=
          in("; yang disebut di sana tidak ada di daftar", "; what is named there is not in the gazetteer");
    if (anchor.place->is_approximate) why += in("; letaknya kira-kira", "; its position is approximate");
    return why;
  }

  // "antara X dan Y": the middle of the two nearest things of these names.
  void add_between(std::vector<Candidate>& found) const {
    const auto word = std::ranges::find(anchors_.words(), "antara", &Word::text);
    if (word == anchors_.words().end()) return;
    const auto at = static_cast<std::size_t>(word - anchors_.words().begin());
    const auto follows = [](std::size_t from, const Mention& m) {
      return m.first >= from && m.first <= from + 2;
    };
    for (const auto& one : anchors_.all()) {
      if (!follows(at + 1, one.mention)) continue;
      for (const auto& other : anchors_.all()) {
        if (!follows(one.mention.end + 1, other.mention) || other.place == one.place) continue;
        const auto joint =
            std::span{anchors_.words()}.subspan(one.mention.end, other.mention.first - one.mention.end);
        if (std::ranges::none_of(joint, [](const Word& w) {
              return w.text == "dan" || w.text == "dengan" || w.text == "sama";
            }))
          continue;
        add_middle(found, one, other);
      }
    }
  }
  void add_middle(std::vector<Candidate>& found, const Anchor& one, const Anchor& other) const {
    const auto apart = distance(one.place->at, other.place->at);
    if (apart > farthest_said) return;
    Candidate middle;
    middle.at = along(one.place->at, other.place->at, 0.5);
    middle.uncertainty = Metres{50 + apart.count() * 0.45 +
                                std::min(reach_of(*one.place), reach_of(*other.place)).count() * 0.5};
    middle.kind = "between";
    middle.label =
        in("antara ", "between ") + label_of(*one.place) + in(" dan ", " and ") + label_of(*other.place);
    const double nearness = std::exp(-apart.count() / 20'000);
    middle.score =
        std::clamp((std::min(one.likelihood, other.likelihood) + 0.55 + 0.15 * nearness) / 1.7, 0.0, 1.0);
    middle.why = in("tengah-tengah dua tempat yang terpisah ", "the middle of two places, apart by ") +
                 spoken(apart, language_);
    found.push_back(std::move(middle));
  }

  // "km 95 jalan Denpasar-Gilimanuk": between the two milestones of that road next to it.
  void add_milestone(std::vector<Candidate>& found) const {
    for (std::size_t i = 0; i + 1 < anchors_.words().size(); ++i) {
      if (anchors_.words()[i].text != "km" || anchors_.words()[i + 1].number < 0) continue;
      for (const auto& anchor : anchors_.all())
        if (anchor.place->kind == PlaceKind::milestone)
          return add_on_road(found, anchor, anchors_.words()[i + 1].number);
    }
  }
  void add_on_road(std::vector<Candidate>& found, const Anchor& road, double km) const {
    const Place* below = nullptr;
    const Place* above = nullptr;
    for (const auto& place : gazetteer_.places()) {
      if (place.kind != PlaceKind::milestone || place.name != road.place->name) continue;
      if (place.km <= km && (below == nullptr || place.km > below->km)) below = &place;
      if (place.km >= km && (above == nullptr || place.km < above->km)) above = &place;
    }
    if (below == nullptr || above == nullptr) return;
    const double part = above->km > below->km ? (km - below->km) / (above->km - below->km) : 0;
    Candidate one;
    one.at = along(below->at, above->at, part);
    one.uncertainty = Metres{500 + 250 * std::min(km - below->km, above->km - km)};
    one.kind = "milestone";
    one.label = "km " + std::to_string(static_cast<int>(km)) + " " + road.place->name;
    one.score = std::clamp((road.likelihood + 0.7) / 1.8, 0.0, 1.0);
    one.why = in("di antara kilometer ", "between the kilometres ") +
              std::to_string(static_cast<int>(below->km)) + in(" dan ", " and ") +
              std::to_string(static_cast<int>(above->km)) + in(" jalan itu", " of that road");
    found.push_back(std::move(one));
  }

  const Gazetteer& gazetteer_;
  const Surroundings& around_;
  Language language_;
  Anchors anchors_;
};

}  // namespace

Reading locate(std::string_view text, const Gazetteer& gazetteer, const Surroundings& around, Asking asking) {
  auto reading = read_codes(text, around);
  if (reading.candidates.empty() && text.size() <= longest_text)
    Reader{text, gazetteer, around, asking}.read(reading);
  return reading;
}

}  // namespace geo
