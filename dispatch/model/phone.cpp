#include "dispatch/model/phone.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "geo/digits.hpp"

namespace dispatch {
namespace {

constexpr std::string_view country = "62";
constexpr std::size_t fewest = 6;

// What stands in place of a number, in letters or as a keypad spells them.
constexpr auto withheld_words = std::to_array<std::string_view>(
    {"anonymous", "anonim", "withheld", "restricted", "unavailable", "blocked", "private", "unknown"});
// Nobody writes these beside a number that is one; "nomor pribadi" some do.
constexpr std::size_t telling_by_themselves = 5;
// After a number: what follows is an extension's, or what an address says besides.
constexpr auto number_ends = std::to_array<std::string_view>({";", "#", "ext", "ekst", "pes"});

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

char key_of(char letter) {
  constexpr std::string_view keys = "22233344455566677778889999";
  return keys[static_cast<std::size_t>(letter - 'a')];
}

// Digits and plus signs of every script that telephones and keyboards here know, in ASCII; letters small.
std::string plain(std::string_view text) {
  std::string out;
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0U; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [&](unsigned from, unsigned last) {
      const bool is_digit = last >= from && last <= from + 9;
      if (is_digit) out += static_cast<char>('0' + (last - from));
      return is_digit;
    };
    if (byte(i) < 0x80) {
      out += lower(text[i]);
    } else if ((byte(i) == 0xD9 && digit(0xA0, byte(i + 1))) ||  // Arabic, U+0660
               (byte(i) == 0xDB && digit(0xB0, byte(i + 1)))) {  // Persian, U+06F0
      ++i;
    } else if (byte(i) == 0xEF && byte(i + 1) == 0xBC) {  // full width, U+FF0B and U+FF10
      if (byte(i + 2) == 0x8B) out += '+';
      digit(0x90, byte(i + 2));
      i += 2;
    }
  }
  return out;
}

struct Dialled {
  std::string digits;
  bool is_international = false;  // with the country's code
};

Dialled dialled(std::string_view text) {
  constexpr std::size_t longest_code = 5;  // "0062" said before "+62"
  Dialled number;
  for (const char c : text) {
    if (geo::is_digit(c)) number.digits += c;
    if (c != '+' || number.digits.size() > longest_code) continue;
    number = {"", true};
  }
  if (!number.is_international && number.digits.starts_with("00")) {
    number.digits.erase(0, 2);
    number.is_international = true;
  }
  return number;
}

std::string without_zeros(std::string_view digits) {
  return std::string{digits.substr(std::min(digits.find_first_not_of('0'), digits.size()))};
}

// All the same, or counted up or down: what people type who have no number.
bool is_made_up(std::string_view digits) {
  const auto steps_by = [&](int step) {
    return std::ranges::adjacent_find(
               digits, [&](char a, char b) { return (b - a - step + 20) % 10 != 0; }) == digits.end();
  };
  return steps_by(0) || steps_by(1) || steps_by(-1);
}

bool is_spelled_on_keys(std::string_view digits) {
  if (digits.starts_with('1')) digits.remove_prefix(1);  // as if from America
  return std::ranges::any_of(withheld_words, [&](std::string_view word) {
    return std::ranges::equal(digits, word, {}, {}, key_of);
  });
}

bool is_withheld(std::string_view text) {
  return std::ranges::any_of(withheld_words.begin(), withheld_words.begin() + telling_by_themselves,
                             [&](std::string_view word) { return text.find(word) != text.npos; });
}

std::string_view without_ending(std::string_view text) {
  text = text.substr(0, text.find('@'));
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (geo::is_digit(text[i])) ++digits;
    const auto rest = text.substr(i);
    const bool ends =
        std::ranges::any_of(number_ends, [&](std::string_view end) { return rest.starts_with(end); });
    if (digits >= fewest && ends) return text.substr(0, i);
  }
  return text;
}

}  // namespace

std::string number_of(std::string_view phone) {
  const auto text = plain(phone);
  if (is_withheld(text)) return {};
  const auto number = dialled(without_ending(text));
  const std::string_view digits{number.digits};
  auto national = without_zeros(digits);
  const bool is_ours = national.starts_with(country) &&
                       (number.is_international || !digits.starts_with('0')) &&
                       national.size() >= country.size() + fewest;
  if (is_ours) national = without_zeros(std::string_view{national}.substr(country.size()));
  if (national.size() < fewest || is_made_up(national) || is_spelled_on_keys(national)) return {};
  const bool is_foreign = number.is_international && !is_ours && !digits.starts_with('0');
  return is_foreign ? "+" + national : national;
}

std::string callers_number(const Policy& policy, std::string_view phone) {
  auto number = number_of(phone);
  if (!policy.nobodys_numbers) return number;
  const auto& nobodys = *policy.nobodys_numbers;
  return std::ranges::find(nobodys, number) == nobodys.end() ? number : std::string{};
}

std::string past_number(const Policy& policy, std::string_view phone) {
  constexpr std::size_t longest = 15;  // ITU-T E.164
  auto number = callers_number(policy, phone);
  const auto digits = number.size() - (number.starts_with('+') ? 1 : 0);
  return digits > longest ? std::string{} : number;
}

}  // namespace dispatch
