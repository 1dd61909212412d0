#include "config/tables/text.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "geo/digits.hpp"
#include "geo/tiles/gzip.hpp"

namespace config {
namespace {

using geo::is_digit;

using dispatch::Fault;
using dispatch::OrFault;

constexpr std::size_t longest_unzipped = 1U << 30U;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
char lowered(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

unsigned char byte_of(char c) {
  return static_cast<unsigned char>(c);
}

// How many bytes the character at `i` takes; 0: it is none (RFC 3629: no surrogates, nothing overlong).
std::size_t character_at(std::string_view text, std::size_t i) {
  const auto first = byte_of(text[i]);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || i + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k)
    if ((byte_of(text[i + k]) & 0xC0U) != 0x80) return 0;
  const auto second = byte_of(text[i + 1]);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
      (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
    return 0;
  return length;
}

// What a file is by its first bytes, and what to do, where it is no text that can be read.
std::optional<std::string> other_kind_of(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("PK\x03\x04"sv) || text.starts_with("\xD0\xCF\x11\xE0"sv))
    return "a spreadsheet, not a list: save it as CSV, in UTF-8";
  if (text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv))
    return "UTF-32: save the file as UTF-8";
  if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv))
    return "UTF-16 (a spreadsheet's \"Unicode text\"): save the file as UTF-8";
  if (text.find('\0') != std::string_view::npos) return "UTF-16 or no text at all: save the file as UTF-8";
  return std::nullopt;
}

// RFC 1952.
bool is_packed(std::string_view text) {
  return text.starts_with("\x1F\x8B");
}

bool is_roman(std::string_view word) {
  return !word.empty() && word.find_first_not_of("IVX") == std::string_view::npos;
}
bool is_short_form(std::string_view word) {
  constexpr std::array<std::string_view, 24> known{"RS",  "RSU",  "RSUD", "RSIA", "RSJ", "RSAD", "SD",  "SDN",
                                                   "SMP", "SMPN", "SMA",  "SMAN", "SMK", "SMKN", "TK",  "MI",
                                                   "MTS", "MAN",  "KUA",  "BPJS", "PMI", "TNI",  "UPT", "MH"};
  return is_roman(word) || std::ranges::find(known, word) != known.end();
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words{""};
  for (const char c : text) {
    if (c == ' ')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

// "(DAMON)" -> "(Damon)", "KEC.MANDAU" -> "Kec.Mandau".
std::string capitalised(std::string word) {
  bool begins = true;
  for (auto& c : word) {
    if (!begins) c = lowered(c);
    begins = !is_upper(c) && !is_lower(c) && !is_digit(c) && c != '\'' && byte_of(c) < 0x80;
  }
  return word;
}

}  // namespace

LineAndColumn place_in(std::string_view text, std::size_t offset) {
  LineAndColumn where;
  for (std::size_t i = 0; i < offset; ++i) {
    const char c = text[i];
    if (c == '\n' || (c == '\r' && !text.substr(i + 1).starts_with('\n')))
      where = {where.line + 1, 1};
    else if ((byte_of(c) & 0xC0U) != 0x80)
      ++where.column;
  }
  return where;
}

std::optional<std::size_t> first_not_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto length = character_at(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

Fault fault_in(const std::filesystem::path& file, LineAndColumn where, const std::string& what) {
  return {file.string() + ", line " + std::to_string(where.line) + ", column " +
          std::to_string(where.column) + ": " + what};
}

OrFault<std::string> read_text(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  if (!stream || std::filesystem::is_directory(file)) return Fault{"cannot read " + file.string()};
  std::string text{std::istreambuf_iterator<char>{stream}, {}};
  if (is_packed(text)) {
    auto unzipped = geo::unzipped(text, longest_unzipped);
    if (!unzipped) return Fault{file.string() + ": this is packed (gzip), and cut off, damaged or too long"};
    text = std::move(*unzipped);
  }
  if (const auto other = other_kind_of(text)) return Fault{file.string() + ": this is " + *other};
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  const auto wrong = first_not_utf8(text);
  if (!wrong) return OrFault<std::string>{boost::system::in_place_value, std::move(text)};
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = byte_of(text[*wrong]);
  return fault_in(file, place_in(text, *wrong),
                  std::string{"not UTF-8 (byte "} + digits[byte >> 4U] + digits[byte & 15U] +
                      ", as in Windows-1252): save the file as UTF-8");
}

std::string tidied(std::string_view text) {
  constexpr std::string_view no_break = "\xC2\xA0";
  std::string tidy;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_wide = text.substr(i).starts_with(no_break);
    if (is_wide) ++i;
    if (!is_wide && byte_of(text[i]) > ' ' && text[i] != 0x7F)
      tidy += text[i];
    else if (!tidy.empty() && tidy.back() != ' ')
      tidy += ' ';
  }
  if (tidy.ends_with(' ')) tidy.pop_back();
  return tidy;
}

std::string as_name(std::string_view text) {
  auto tidy = tidied(text);
  if (std::ranges::any_of(tidy, is_lower)) return tidy;
  std::string name;
  for (auto& word : words_of(tidy)) {
    if (!name.empty()) name += ' ';
    name += is_short_form(word) ? word : capitalised(std::move(word));
  }
  return name;
}

std::string folded(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (is_upper(c) || is_lower(c) || is_digit(c) || byte_of(c) >= 0x80)
      plain += lowered(c);
    else if (!plain.empty() && plain.back() != ' ')
      plain += ' ';
  }
  if (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

}  // namespace config
