#include "geo/roads/experience.hpp"

#include <algorithm>
#include <boost/mp11/algorithm.hpp>
#include <charconv>

namespace geo::roads {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

// So much driving seen weighs as much as what was thought before. Trips differ by a third or so, and all of
// one trip is fast or slow together: twenty minutes on a class are parts of a dozen trips, five on one road
// (mostly under half a minute long) rather more.
constexpr milliseconds weight_of_class = minutes{20};
constexpr milliseconds weight_of_section = minutes{5};
constexpr double least_of_prior = 0.3;  // of the prior: what lies beyond is a fault of the data
constexpr double most_of_prior = 4;

using Ratios = std::array<double, hour_bands>;

// Ratios by part of the day, each drawn towards its prior. What only one part of the day has shown says
// nothing of the others; what several share moves the prior of all, the more the more of them are known.
Ratios estimate(const std::array<Seen, hour_bands>& seen, const Ratios& prior, milliseconds weight) {
  double known = 0;
  double sum = 0;
  for (std::size_t i = 0; i < hour_bands; ++i) {
    if (seen[i].assumed <= milliseconds{0}) continue;
    const auto assumed = static_cast<double>(seen[i].assumed.count());
    const auto trust = assumed / (assumed + static_cast<double>(weight.count()));
    known += trust;
    sum += trust * static_cast<double>(seen[i].real.count()) / (assumed * prior[i]);
  }
  const auto shared = known > 1 ? 1 + (sum / known - 1) * (known - 1) / known : 1;
  Ratios ratios{};
  for (std::size_t i = 0; i < hour_bands; ++i) {
    const auto before = static_cast<double>(weight.count());
    const auto ratio = (static_cast<double>(seen[i].real.count()) + before * prior[i] * shared) /
                       (static_cast<double>(seen[i].assumed.count()) + before);
    ratios[i] = std::clamp(ratio, least_of_prior * prior[i], most_of_prior * prior[i]);
  }
  return ratios;
}

template <class Enum>
std::string_view name_in(Enum value) {
  std::string_view name;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
    if (one.value == value) name = one.name;
  });
  return name;
}
template <class Enum>
std::optional<Enum> value_in(std::string_view name) {
  std::optional<Enum> value;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
    if (name == one.name) value = one.value;
  });
  return value;
}

constexpr std::size_t digits = 16;

std::string hex(SectionId id) {
  std::array<char, digits> text{};
  const auto end = std::to_chars(text.data(), text.data() + digits, static_cast<std::uint64_t>(id), 16).ptr;
  const auto length = static_cast<std::size_t>(end - text.data());
  return std::string(digits - length, '0').append(text.data(), length);
}
std::optional<SectionId> id_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
  if (error != std::errc{} || text.size() != digits || end != text.data() + digits) return std::nullopt;
  return SectionId{number};
}

}  // namespace

HourBand band_at(minutes of_day) {
  using namespace std::chrono_literals;
  if (of_day < 6h || of_day >= 22h) return HourBand::night;
  if (of_day < 9h) return HourBand::morning;
  if (of_day < 15h) return HourBand::day;
  if (of_day < 19h) return HourBand::afternoon;
  return HourBand::evening;
}

std::string Lesson::name() const {
  const auto* road_class = std::get_if<RoadClass>(&road);
  auto name = road_class != nullptr ? "class." + std::string{name_in(*road_class)}
                                    : "section." + hex(std::get<SectionId>(road));
  return name.append(".").append(name_in(band));
}

std::optional<Lesson> Lesson::from(std::string_view name, const Seen& seen) {
  const auto first = name.find('.');
  const auto last = name.rfind('.');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  const auto kind = name.substr(0, first);
  const auto road = name.substr(first + 1, last - first - 1);
  const auto band = value_in<HourBand>(name.substr(last + 1));
  if (!band || seen.assumed < milliseconds{0} || seen.real < milliseconds{0}) return std::nullopt;
  if (kind == "class")
    if (const auto known = value_in<RoadClass>(road)) return Lesson{*known, *band, seen};
  if (kind == "section")
    if (const auto id = id_in(road)) return Lesson{*id, *band, seen};
  return std::nullopt;
}

std::vector<Lesson> lessons_of(const Drive& drive, const TablesView& tables, HourBand band) {
  std::vector<Lesson> lessons;
  const auto add = [&](std::variant<RoadClass, SectionId> road, const Seen& seen) {
    const auto known = std::ranges::find(lessons, road, &Lesson::road);
    if (known == lessons.end())
      lessons.push_back({road, band, seen});
    else
      known->seen += seen;
  };
  for (const auto& part : drive.parts) {
    add(tables.sections[part.section].road, {part.assumed, part.real});
    add(id_of_section(tables, part.section), {part.assumed, part.real});
  }
  return lessons;
}

void Experience::add(const Lesson& lesson) {
  const auto band = static_cast<std::size_t>(lesson.band);
  if (const auto* road_class = std::get_if<RoadClass>(&lesson.road))
    of_class_[static_cast<std::size_t>(*road_class)][band] += lesson.seen;
  else
    of_section_[std::get<SectionId>(lesson.road)][band] += lesson.seen;
}

std::vector<Lesson> Experience::lessons() const {
  std::vector<Lesson> lessons;
  const auto take = [&](std::variant<RoadClass, SectionId> road, const Bands& bands) {
    for (std::size_t band = 0; band < hour_bands; ++band)
      if (bands[band] != Seen{}) lessons.push_back({road, static_cast<HourBand>(band), bands[band]});
  };
  for (std::size_t i = 0; i < road_classes; ++i) take(static_cast<RoadClass>(i), of_class_[i]);
  for (const auto& [id, bands] : of_section_) take(id, bands);
  return lessons;
}

Conditions Experience::conditions(HourBand band, const Conditions& base, const TablesView& tables,
                                  const SectionIds& ids) const {
  const auto now = static_cast<std::size_t>(band);
  auto conditions = base;
  std::array<Ratios, road_classes> of_class{};
  for (std::size_t i = 0; i < road_classes; ++i) {
    Ratios prior{};
    prior.fill(base.of_class[i]);
    of_class[i] = estimate(of_class_[i], prior, weight_of_class);
    conditions.of_class[i] = of_class[i][now];
  }
  for (const auto& [id, seen] : of_section_) {
    for (const auto& [same, section] : ids.find(id)) {
      auto prior = of_class[static_cast<std::size_t>(tables.sections[section].road)];
      if (const auto own = base.of_section.find(section); own != base.of_section.end())
        prior.fill(own->second);
      conditions.of_section[section] = estimate(seen, prior, weight_of_section)[now];
    }
  }
  return conditions;
}

}  // namespace geo::roads
