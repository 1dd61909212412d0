#include "dispatch/model/model.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dispatch/model/model_json.hpp"
#include "dispatch/model/policy.hpp"

namespace dispatch {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 10> role_names{{
    {Role::operator_, "operator"},
    {Role::crew, "crew"},
    {Role::supervisor, "supervisor"},
    {Role::puskesmas_staff, "puskesmas_staff"},
    {Role::clinician, "clinician"},
    {Role::hospital, "hospital"},
    {Role::administrator, "administrator"},
    {Role::integration, "integration"},
    {Role::caller, "caller"},
    {Role::system, "siaga"},
}};

struct StationFields {
  std::string name;
  double lat = 0;
  double lon = 0;
};
BOOST_DESCRIBE_STRUCT(StationFields, (), (name, lat, lon))

struct FixFields {
  UnitId unit;
  double lat = 0;
  double lon = 0;
  TimePoint at;
  std::optional<double> accuracy_m;
  std::optional<double> speed_mps;
  std::optional<double> heading_deg;
  std::optional<std::string> source;
  std::optional<bool> clock_is_wrong;
  std::optional<std::string> doubt;  // one that only a newer version knows is none
  std::optional<double> off_by_m;
};
BOOST_DESCRIBE_STRUCT(FixFields, (),
                      (unit, lat, lon, at, accuracy_m, speed_mps, heading_deg, source, clock_is_wrong, doubt,
                       off_by_m))

// Devices say more than is known here, and a position is too precious to be refused for it.
bool read_tolerantly(const boost::json::value& from, FixFields& into, json::FieldError& why) {
  if (!from.is_object()) return json::fail(why, "an object");
  bool good = true;
  boost::mp11::mp_for_each<json::Members<FixFields>>([&](auto member) {
    good = good && json::read_field(from.get_object(), member.name, into.*member.pointer, why);
  });
  return good;
}

// `fields` has lat and lon of its own beside other things.
template <class Fields>
bool position_of(const Fields& fields, geo::Position& where, json::FieldError& why) {
  const auto on_earth = geo::Position::from({.lat = fields.lat, .lon = fields.lon});
  if (on_earth.has_error()) {
    const bool lat_is_wrong = !(fields.lat >= -90 && fields.lat <= 90);
    why = {lat_is_wrong ? "lat" : "lon", "a place on earth: lat -90 to 90, lon -180 to 180"};
    return false;
  }
  where = *on_earth;
  return true;
}

// -1 is how iPhones say that they do not know, and others have numbers of their own for it.
std::optional<double> if_possible(const std::optional<double>& number, double most) {
  return number && *number >= 0 && *number <= most ? number : std::nullopt;
}

constexpr double half_round_the_earth = 20'037'508;

constexpr geo::Metres network_accuracy{2'000};

// By transmitters near it, as phones and trackers name that.
bool is_of_network(std::string_view source) {
  constexpr auto names = std::to_array<std::string_view>({"network", "cell", "wifi", "wlan", "gsm", "lbs"});
  return std::ranges::any_of(names, [&](std::string_view name) {
    return std::ranges::equal(source, name, {},
                              [](char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; });
  });
}

}  // namespace

std::string_view name_of(Role role) {
  for (const auto& [known, name] : role_names)
    if (known == role) return name;
  return "?";
}

std::optional<Role> role_from(std::string_view name) {
  for (const auto& [role, known] : role_names)
    if (known == name) return role;
  return std::nullopt;
}

std::string Actor::label() const {
  std::string label{name_of(role)};
  if (!name.empty()) (label += ' ') += name;
  return label;
}

void write(std::string& out, const Station& station) {
  json::write(out, StationFields{station.name, station.where.lat(), station.where.lon()});
}

bool read(const boost::json::value& from, Station& into, json::FieldError& why) {
  StationFields fields;
  if (!json::read(from, fields, why) || !position_of(fields, into.where, why)) return false;
  into.name = std::move(fields.name);
  return true;
}

geo::Metres Ground::beyond(geo::Position where) const {
  return geo::Metres{std::max(0.0, geo::distance(centre, where).count() - radius.count())};
}

geo::Metres accuracy_of(const Fix& fix) {
  if (fix.accuracy_m.value_or(0) > 0)
    return std::min(geo::Metres{*fix.accuracy_m}, geo::half_round_the_earth);
  return is_of_network(fix.source.value_or("")) ? network_accuracy : unsaid_accuracy;
}

geo::Metres circle_of(const Fix& fix) {
  return geo::Metres{std::max(accuracy_of(fix).count(), fix.off_by_m.value_or(0))};
}

void write(std::string& out, const Fix& fix) {
  json::write(out, FixFields{fix.unit, fix.where.lat(), fix.where.lon(), fix.at, fix.accuracy_m,
                             fix.speed_mps, fix.heading_deg, fix.source, fix.clock_is_wrong,
                             fix.doubt ? std::optional{std::string{json::name_of(*fix.doubt)}} : std::nullopt,
                             fix.off_by_m});
}

bool read(const boost::json::value& from, Fix& into, json::FieldError& why) {
  FixFields fields;
  if (!read_tolerantly(from, fields, why) || !position_of(fields, into.where, why)) return false;
  if (fields.accuracy_m) fields.accuracy_m = std::min(*fields.accuracy_m, half_round_the_earth);
  into = {fields.unit,
          into.where,
          fields.at,
          if_possible(fields.accuracy_m, half_round_the_earth),
          if_possible(fields.speed_mps, 1e3),
          if_possible(fields.heading_deg, 360),
          std::move(fields.source),
          fields.clock_is_wrong,
          fields.doubt ? json::enum_from<FixDoubt>(*fields.doubt) : std::nullopt,
          if_possible(fields.off_by_m, half_round_the_earth)};
  return true;
}

}  // namespace dispatch
