#pragma once

#include <string>
#include <string_view>

// How words sound, and how alike they are: for those who type in a hurry, or as they were taught at school
// before 1972.
namespace geo {

// A word by its sound: old spelling made new, doubled letters single. Equal sounds are nearly the same word.
std::string sound_of(std::string_view word);

// How alike two words are, 0 to 1, by the slips people make: old spelling (oe, dj, tj), doubled and dropped
// letters, swapped neighbours, vowels left out in short messages.
double likeness(std::string_view a, std::string_view b);

}  // namespace geo
