#pragma once

#include <string_view>

#include "geo/candidate.hpp"
#include "geo/gazetteer.hpp"

namespace geo {

// The one entry: whatever somebody typed, pasted or said, as places where that may be. Codes and coordinates
// first (codes.hpp), then names, with what stands beside them: "200 m selatan pasar Negara". Empty, with what
// was tried, where nothing can be read. `typing`: suggestions, the last word may be unfinished.
[[nodiscard]] Reading locate(std::string_view text, const Gazetteer& gazetteer, const Surroundings& around,
                             bool typing = false);

}  // namespace geo
