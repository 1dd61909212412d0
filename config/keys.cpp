#include "config/keys.hpp"

#include <array>

namespace config {
namespace {

constexpr std::array keys{
    Key{.name = "region", .fallback = "regions/jembrana", .meaning = "folder of the region", .is_path = true},
    Key{"listen", "127.0.0.1:8080", "address and port; port 0 takes any free one"},
    Key{.name = "console",
        .fallback = "../console/dist",
        .meaning = "folder of the built console",
        .is_path = true},
    Key{.name = "data_dir",
        .fallback = "../data",
        .meaning = "folder for Redis of our own, locked while it runs",
        .is_path = true},
    Key{.name = "patients",
        .fallback = "",
        .meaning = "a CSV of registered home-care patients (docs/patients.md); empty: none",
        .is_path = true},
    Key{"redis.url", "",
        "redis://[:password@]host[:port][/db] or unix:/path; empty: Siaga runs one of its own"},
    Key{"redis.replicas", 0L, "replicas that must have a commit in memory before it is answered", 0, 5},
    Key{"clock.speed", 1.0, "how many times faster than real time, for trials only; every screen says so",
        0.01, 1000},
    Key{"log.level", "info", "debug, info, warn or error"},
    Key{"dispatch.acknowledge_s", 60L,
        "a crew that has not acknowledged by then: the job goes back to the desk", 5, 3600},
    Key{"dispatch.assign_s", 60L, "a P0 or P1 incident with nobody on it after this raises an alarm", 5,
        3600},
    Key{"dispatch.position_old_s", 300L, "a unit whose position is older is shown, never suggested", 10,
        86400},
    Key{"dispatch.archive_s", 1800L, "an incident that is over leaves the boards after this", 1, 604800},
    Key{"dispatch.quiet_after_start_s", 30L, "after a start no crew deadline fires for this long", 0, 600},
    Key{"dispatch.accept_device_location_m", 100L,
        "a phone's own position of at most this radius becomes the pin while no person has set one; 0: never",
        0, 10000},
    Key{"dispatch.caller_link_s", 1800L, "how long the link that a caller gets is good", 60, 86400},
    Key{"dispatch.calls_kept_days", 365L,
        "what is remembered of a number's calls goes so long after its last one; 0: nothing is kept", 0,
        3650},
    Key{"roads.engine_url", "",
        "osrm:http://host:5000 or valhalla:http://host:8002, asked for travel times; empty: the region's own "
        "roads"},
    Key{"roads.engine_deadline_ms", 300L,
        "a road engine that has not answered by then is not waited for; the region's own roads are used", 10,
        5000},
    Key{"map.style_url", "", "https URL of a MapLibre style, to be drawn instead of the region's own map"},
    Key{"limits.message_bytes", 65536L, "longest message of a client", 1024, 1048576},
    Key{"limits.connections", 20000L, "more are turned away", 1, 1000000},
    Key{"limits.silence_s", 10L, "a connection that does not sign in is closed after this", 1, 600},
    Key{"limits.queued_bytes", 4194304L, "a session with more unread is closed and told to come back", 65536,
        1073741824},
    Key{"limits.kept_entries", 20000L, "log entries kept in memory for sessions that come back", 10,
        10000000},
    Key{"limits.kept_bytes", 67108864L, "and their size at most", 1048576, 4294967296.0},
};

constexpr std::array of_token{
    Key{"role", "operator",
        "operator, crew, supervisor, puskesmas_staff, clinician, hospital, administrator or integration"},
    Key{"name", "", "who it is for; shown beside what they do"},
    Key{"unit", "", "for a crew: its unit; several with commas"},
    Key{"facility", "", "for puskesmas_staff, clinician and hospital: the id of where they work"},
    Key{"station", "", "for an operator: may move only the units of this station; several with semicolons"},
    Key{"revoke", "", "instead of making one: this token is no longer good"},
};

constexpr std::array of_simulate{
    Key{"url", "ws://127.0.0.1:8080/ws", "the server"},
    Key{"seed", 1L, "the same seed makes the same calls and the same crews"},
    Key{"seconds", 0L, "end after so long, by the wall; 0: until stopped, or to the end of a calls file"},
    Key{"calls_an_hour", 120.0, "of generated calls, by the server's clock", 1, 5000},
    Key{"slowness", 1.2, "driving times of the crews where the region has roads: times what the map says",
        0.5, 3},
    Key{"calls", "", "a CSV of recorded calls to play (docs/calls-csv.md)"},
};

}  // namespace

std::span<const Key> all_keys() {
  return keys;
}
std::span<const Key> token_keys() {
  return of_token;
}
std::span<const Key> simulate_keys() {
  return of_simulate;
}

}  // namespace config
