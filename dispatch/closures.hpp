#pragma once

#include <chrono>
#include <cstddef>

namespace dispatch {

// Bounds of what is closed at once: each closure costs a search for its stretches, on every node.
inline constexpr std::size_t most_closures = 200;
inline constexpr std::size_t most_points_of_closure = 20;
inline constexpr std::chrono::days longest_closure{90};

}  // namespace dispatch
