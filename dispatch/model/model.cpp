#include "dispatch/model/model.hpp"

#include <array>
#include <utility>

#include "dispatch/model/model_json.hpp"

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
};
BOOST_DESCRIBE_STRUCT(FixFields, (),
                      (unit, lat, lon, at, accuracy_m, speed_mps, heading_deg, source, clock_is_wrong))

// `fields` has lat and lon of its own beside other things.
template <class Fields>
bool read_with_position(const boost::json::value& from, Fields& fields, geo::Position& where,
                        json::FieldError& why) {
  if (!json::read(from, fields, why)) return false;
  const auto on_earth = geo::Position::from({.lat = fields.lat, .lon = fields.lon});
  if (on_earth.has_error()) {
    const bool lat_is_wrong = !(fields.lat >= -90 && fields.lat <= 90);
    why = {lat_is_wrong ? "lat" : "lon", "a place on earth: lat -90 to 90, lon -180 to 180"};
    return false;
  }
  where = *on_earth;
  return true;
}

bool is_bad(const std::optional<double>& number, double most) {
  return number && !(*number >= 0 && *number <= most);
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
  if (!read_with_position(from, fields, into.where, why)) return false;
  into.name = std::move(fields.name);
  return true;
}

void write(std::string& out, const Fix& fix) {
  json::write(out, FixFields{fix.unit, fix.where.lat(), fix.where.lon(), fix.at, fix.accuracy_m,
                             fix.speed_mps, fix.heading_deg, fix.source, fix.clock_is_wrong});
}

bool read(const boost::json::value& from, Fix& into, json::FieldError& why) {
  FixFields fields;
  if (!read_with_position(from, fields, into.where, why)) return false;
  if (is_bad(fields.accuracy_m, 1e6) || is_bad(fields.speed_mps, 1e3) || is_bad(fields.heading_deg, 360)) {
    why = {"accuracy_m, speed_mps or heading_deg", "0 or more, and possible"};
    return false;
  }
  into = {fields.unit,
          into.where,
          fields.at,
          fields.accuracy_m,
          fields.speed_mps,
          fields.heading_deg,
          std::move(fields.source),
          fields.clock_is_wrong};
  return true;
}

}  // namespace dispatch
