#pragma once

#include <chrono>
#include <cstddef>

// How many there may be of what people make, so that nothing grows without bound. Each is refused with a
// sentence, or the oldest goes.
namespace dispatch {

inline constexpr std::size_t most_notes = 200;         // of one incident
inline constexpr std::size_t most_merged = 500;        // into one incident
inline constexpr std::size_t most_assignments = 50;    // of one incident, all it ever had
inline constexpr std::size_t most_proposals = 10;      // of places of one incident; the oldest goes
inline constexpr std::size_t most_crew = 12;           // aboard one unit
inline constexpr std::size_t longest_crew_name = 200;  // bytes
inline constexpr std::size_t most_past_calls = 20;     // of one telephone number; the oldest goes
inline constexpr std::size_t most_slots = 20;          // of one incident
inline constexpr std::size_t most_contacts = 20;       // told of one incident
inline constexpr std::size_t most_capabilities = 50;   // words that a region adds
inline constexpr std::size_t most_responses = 200;     // of a region's plan
inline constexpr std::size_t most_alarm = 9;
inline constexpr std::size_t most_beds = 9999;             // of one kind
inline constexpr std::size_t oldest_patient = 130UL * 12;  // months
inline constexpr std::size_t longest_outcome_note = 500;   // bytes

// After its end, for what came of a job; as long as it is kept live at all.
inline constexpr std::chrono::hours outcome_within{24};

// Of what is closed at once: each closure costs a search for its stretches, on every node.
inline constexpr std::size_t most_closures = 200;
inline constexpr std::size_t most_points_of_closure = 20;
inline constexpr std::chrono::days longest_closure{90};

}  // namespace dispatch
