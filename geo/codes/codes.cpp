#include "geo/codes/codes.hpp"

#include <utility>

#include "geo/codes/aml.hpp"
#include "geo/codes/code_text.hpp"
#include "geo/codes/coordinates.hpp"
#include "geo/codes/grids.hpp"
#include "geo/codes/links.hpp"
#include "geo/codes/pidf_lo.hpp"
#include "geo/codes/plus_code.hpp"

namespace geo {

namespace {

constexpr std::size_t most_characters = 2'000;
constexpr std::size_t most_bytes = 4 * most_characters;

constexpr auto long_text = "the text has more than 2,000 characters and was not read";

std::optional<std::string> too_long(std::string_view text) {
  if (codes::is_xml(text)) {
    if (text.size() <= codes::most_pidf_lo_bytes) return std::nullopt;
    return "the document has more than 16,384 bytes and was not read";
  }
  if (text.size() <= most_bytes && codes::count_characters(text) <= most_characters) return std::nullopt;
  return long_text;
}

}  // namespace

Reading read_codes(std::string_view text, const Surroundings& around) {
  if (auto reason = too_long(text)) return {.candidates = {}, .tried = {std::move(*reason)}};
  auto cleaned = codes::clean(text);
  codes::Scan scan{std::move(cleaned.text), around};
  if (cleaned.ignored > 0)
    scan.refuse("ignored " + std::to_string(cleaned.ignored) + " control or bidirectional characters");
  // The one that is least likely to mistake something else for its own comes first: it takes what it reads.
  codes::read_pidf_lo(scan);
  if (scan.text().size() > most_characters) {  // only a document may be that long
    if (scan.is_untouched()) scan.refuse(long_text);
    return std::move(scan).finish();
  }
  codes::read_aml(scan);
  codes::read_links(scan);
  codes::read_plus_codes(scan);
  codes::read_mgrs(scan);
  codes::read_utm(scan);
  codes::read_coordinates(scan);
  codes::read_geohashes(scan);
  return std::move(scan).finish();
}

}  // namespace geo
