#include "config/keys.hpp"

#include <array>

#include "config/minutes.hpp"
#include "config/sending.hpp"

namespace config {
namespace {

constexpr std::array keys{
    Key{.name = "region", .fallback = "regions/jembrana", .meaning = "folder of the region", .is_path = true},
    Key{"listen", "127.0.0.1:8080", "address and port; port 0 takes any free one"},
    Key{"proxies", "", "IP addresses, parted by commas, whose X-Forwarded-For is believed"},
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
        "redis://[user:password@]host[:port][/database] or unix:/path; empty: Siaga runs one of its own"},
    Key{.name = "redis.password_file",
        .fallback = "",
        .meaning = "a file with the password for redis.url and nothing else",
        .is_path = true},
    Key{"redis.trust", "false",
        "true: a Redis that may lose what it acknowledged is used all the same, and every screen says so"},
    Key{"redis.replicas", 0L, "replicas that must have a commit in memory before it is answered", 0, 5},
    Key{"clock.speed", 1.0, "how many times faster than real time, for trials only; every screen says so",
        0.01, 1000},
    Key{"log.level", "info", "debug, info, warn or error"},
    Key{"metrics.listen", "",
        "an address and port of its own for /metrics, /healthz and /readyz; /metrics is then nowhere else"},
    Key{.name = "metrics.token_file",
        .fallback = "",
        .meaning = "a file with a token; /metrics is then for who sends it (Authorization: Bearer TOKEN)",
        .is_path = true},
    Key{"dispatch.acknowledge_s", 60L,
        "a crew that has not acknowledged by then: the job goes back to the desk", 5, 3600},
    Key{"dispatch.deliver_s", 5L,
        "a job that has not reached the crew's device by then is told it again and shown as overdue", 1, 600},
    Key{"dispatch.turnout_s", 90L,
        "a crew that has acknowledged and does not roll by then is shown as overdue", 10, 3600},
    Key{"dispatch.scene_s", 1800L, "a crew that is at the scene for longer is shown as overdue", 60, 86400},
    Key{"dispatch.hand_over_s", 1200L,
        "a crew that is at the hospital for longer, the patient not handed over, is shown as overdue", 60,
        86400},
    Key{"dispatch.usual_hand_over_s", 900L,
        "what a patient waits at a facility of which too few hand-overs were seen, when destinations are "
        "proposed",
        0, 14400},
    Key{"dispatch.hand_over_again_s", 1800L, "and after this once more", 60, 86400},
    Key{"dispatch.next_unit_s", 30L,
        "a crew that has not acknowledged by then: the next unit is proposed, and the first is kept until "
        "one "
        "of them is moving",
        5, 3600},
    Key{"dispatch.slip_s", 120L,
        "an arrival that is later by this, or by a quarter of what was said, if that is more, is shown as "
        "overdue",
        10, 3600},
    Key{"dispatch.silent_s", 300L,
        "a unit on a job that has told no position for this long is shown as overdue", 30, 86400},
    Key{"dispatch.assign_s", 60L,
        "a P0 or P1 incident with nobody on it, or without one who must come, after this raises an alarm", 5,
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
    Key{"dispatch.nobodys_numbers", "",
        "telephone numbers, with commas between, that an exchange hands over for withheld ones: they say "
        "nothing of who calls"},
    Key{"plan.sends_on", 1L, "1: who is on the way elsewhere is planned anew, too; 0: only who is free", 0,
        1},
    Key{"plan.weights.P0", 12.0, "of a second that a P0 waits, against the others", 0.01, 1000},
    Key{"plan.weights.P1", 6.0, "likewise of a P1", 0.01, 1000},
    Key{"plan.weights.P2", 2.5, "likewise of a P2", 0.01, 1000},
    Key{"plan.weights.P3", 2.0, "likewise of a P3", 0.01, 1000},
    Key{"plan.weights.P4", 8.0,
        "likewise of a P4: more than of a P3, since for hours none of its seconds counts as late", 0.01,
        1000},
    Key{"plan.late", 10.0, "so many times as much does a second after the target count on top", 0, 1000},
    Key{"plan.changed_mind_s", 150L,
        "counts each call to which another goes than was on its way, beside seconds that are waited", 0,
        86400},
    Key{"plan.most_changes", 2L, "of who comes to a call; then it keeps who is on the way", 0, 100},
    Key{"plan.least_gain_s", 60L, "of some call; for less nobody is sent elsewhere", 0, 86400},
    Key{"plan.until_free_s", 900L,
        "that a call is taken to wait to which nobody can be sent, beyond the longest way", 0, 86400},
    Key{"plan.margin_s", 30L, "another than the unit that is shown is first only if it is so much better", 0,
        3600},
    Key{"plan.target_s.P0", 480L, "from the call to the arrival at a P0; who comes after it is late", 60,
        86400},
    Key{"plan.target_s.P1", 480L, "likewise at a P1", 60, 86400},
    Key{"plan.target_s.P2", 720L, "likewise at a P2", 60, 86400},
    Key{"plan.target_s.P3", 1200L, "likewise at a P3", 60, 86400},
    Key{"plan.target_s.P4", 7200L, "likewise at a P4", 60, 86400},
    Key{.name = "cover.grades_min",
        .fallback = "",
        .meaning =
            "within how many minutes somebody is covered, with commas between, their mean is taken; empty: "
            "so many times the region's usual way (docs/replay.md)",
        .wanted = wanted_of_minutes},
    Key{"cover.busy", 0.2,
        "how much of the time ambulances are taken to be busy while the log has too little of it", 0, 0.99},
    Key{"cover.of_busy", 0.4, "so much of that is reckoned with: rather a little below what is measured", 0,
        1},
    Key{"cover.least_gain", 0.018,
        "a move is advised that covers so much more, of all people as 1, less what it costs", 0, 1},
    Key{"cover.minute_costs", 0.0006, "of a move, for each minute that it drives, in the same measure", 0, 1},
    Key{"cover.between_moves_s", 1800L, "between two moves of a waiting unit that are advised", 0, 86400},
    Key{"cover.most_moves", 3L, "of a waiting unit that are advised in a day; 0: none", 0, 50},
    Key{.name = "sending.P0",
        .fallback = "suggest",
        .meaning = "how a P0 gets its unit: suggest, after 20 s (Siaga sends it unless somebody stops it) or "
                   "at once; by hours with semicolons: 21:00-06:00 after 20 s; suggest",
        .wanted = wanted_of_sending},
    Key{.name = "sending.P1", .fallback = "suggest", .meaning = "likewise a P1", .wanted = wanted_of_sending},
    Key{.name = "sending.P2", .fallback = "suggest", .meaning = "likewise a P2", .wanted = wanted_of_sending},
    Key{.name = "sending.P3", .fallback = "suggest", .meaning = "likewise a P3", .wanted = wanted_of_sending},
    Key{.name = "sending.P4", .fallback = "suggest", .meaning = "likewise a P4", .wanted = wanted_of_sending},
    Key{"roads.engine_url", "",
        "osrm:http://host:5000 or valhalla:http://host:8002, asked for travel times; empty: the region's own "
        "roads"},
    Key{"roads.engine_deadline_ms", 300L,
        "a road engine that has not answered by then is not waited for; the region's own roads are used", 10,
        5000},
    Key{"map.style_url", "", "https URL of a MapLibre style, to be drawn instead of the region's own map"},
    Key{"limits.message_bytes", 65536L, "longest message of a client", 1024, 1048576},
    Key{"limits.connections", 20000L, "more are turned away", 1, 1000000},
    Key{"tracks.days", 30L, "for so long it is kept where each unit was; 0: not at all", 0, 3660},
    Key{"limits.strangers", 64L, "connections of one address that have not signed in; more are turned away",
        1, 1000000},
    Key{"limits.sessions_of_name", 200L, "sessions under one name and role at one time", 1, 1000000},
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
    Key{.name = "list",
        .fallback = "",
        .meaning = "instead of making one: which there are, each with its id; never the token itself",
        .form = Form::is_switch},
    Key{"revoke", "",
        "instead of making one: the token of this id is no longer good, and whoever is signed in with it is "
        "cut "
        "off"},
};

constexpr std::array of_simulate{
    Key{"url", "ws://127.0.0.1:8080/ws", "the server"},
    Key{"seed", 1L, "the same seed makes the same calls and the same crews"},
    Key{"seconds", 0L, "end after so long, by the wall; 0: until stopped, or to the end of a calls file"},
    Key{"calls_an_hour", 6.0, "of generated calls, by the server's clock", 1, 5000},
    Key{"surge_after", 0L, "so long after the start, by the wall in seconds, a surge begins; 0: never"},
    Key{"surge_calls", 12L,
        "of a surge: a bus accident and calls from all over, within ten minutes by the server's clock", 1,
        500},
    Key{"slowness", 1.2, "driving times of the crews where the region has roads: times what the map says",
        0.5, 3},
    Key{"calls", "", "a CSV of recorded calls to play (docs/calls-csv.md)"},
};

constexpr std::array of_backup{
    Key{.name = "file",
        .fallback = "",
        .meaning = "where the backup goes; one of that name is replaced once the new one is whole",
        .form = Form::operand},
};
constexpr std::array of_restore{
    Key{.name = "file",
        .fallback = "",
        .meaning = "the backup; it goes into --data-dir, which must be empty or not there",
        .form = Form::operand},
};

constexpr std::array of_locate{
    Key{.name = "text", .fallback = "", .meaning = "what the caller says", .form = Form::words},
    Key{"near", "", "LAT,LON where the call is thought to be already"},
};

constexpr std::array of_eta{
    Key{"from", "", "LAT,LON where it starts"},
    Key{"to", "", "LAT,LON where it ends"},
    Key{"pairs", "", "instead: a CSV with the columns from_lat, from_lon, to_lat, to_lon; one answer a line"},
    Key{"vehicle", "ambulance", "ambulance, car or motorcycle"},
    Key{.name = "route",
        .fallback = "",
        .meaning = "the points and the roads of the way, too",
        .form = Form::is_switch},
};

constexpr std::array of_export{
    Key{.name = "folder",
        .fallback = "",
        .meaning = "where it goes: a folder that is empty or not there",
        .form = Form::operand},
    Key{"from", "", "by the region's clocks, \"2026-01-05 07:00\"; without it from the beginning"},
    Key{"to", "", "likewise; without it all there is"},
};

constexpr std::array of_replay{
    Key{"model", "", "a model's folder (docs/replay.md), instead of the region"},
    Key{"log", "", "a folder of siaga export: its log is proved, its calls and units are replayed"},
    Key{"habits", "", "a file that says how a day of it goes, instead of the folder's own model.toml"},
    Key{"units", "", "a CSV of units with their shifts, instead of the region's own"},
    Key{"begins", "",
        "with --region: the day and time from which calls and shifts are counted, \"2026-01-05 07:00\""},
    Key{"deployment", "", "of a model of times: which of its deployments, such as \"Stochastic 30\""},
    Key{"fleet", 100L, "so many of a hundred units, evenly over their list", 1, 100},
    Key{"days", 50L, "how long a run is, after a day that does not count", 1, 10000},
    Key{"seeds", 1L, "how many runs, each with calls of its own; the same for every policy", 1, 1000},
    Key{"first_seed", 1L, "the seed of the first run; those of the others follow it"},
    Key{"calls", "", "instead: calls that were recorded in the region or the model"},
    Key{"policy", "closest", "who is sent: closest, siaga, or a file with settings of siaga (FILE.toml)"},
    Key{"against", "", "another policy on the same calls, and how the first differs from it"},
    Key{.name = "check",
        .fallback = "",
        .meaning = "of recorded calls: to which of them another unit is sent than is recorded",
        .form = Form::is_switch},
    Key{"json", "", "a file for the figures"},
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
std::span<const Key> backup_keys() {
  return of_backup;
}
std::span<const Key> restore_keys() {
  return of_restore;
}
std::span<const Key> locate_keys() {
  return of_locate;
}
std::span<const Key> eta_keys() {
  return of_eta;
}
std::span<const Key> export_keys() {
  return of_export;
}
std::span<const Key> replay_keys() {
  return of_replay;
}

}  // namespace config
