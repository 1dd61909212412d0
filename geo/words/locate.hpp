#pragma once

#include <string_view>

#include "geo/candidate.hpp"
#include "geo/language.hpp"
#include "geo/words/gazetteer.hpp"

namespace geo {

struct Asking {
  bool typing = false;               // suggestions: the last word may be unfinished
  Language language = Language::id;  // of labels and reasons; those of codes are English
};

// The one entry: whatever somebody typed, pasted or said, as places where that may be. Codes and coordinates
// first (codes/codes.hpp), then names, with what stands beside them: "200 m selatan pasar Negara". Empty,
// with what was tried, where nothing can be read.
[[nodiscard]] Reading locate(std::string_view text, const Gazetteer& gazetteer, const Surroundings& around,
                             Asking asking = {});

}  // namespace geo
