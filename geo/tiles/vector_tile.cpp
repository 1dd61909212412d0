#include "geo/tiles/vector_tile.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

// https://github.com/mapbox/vector-tile-spec/blob/master/2.1/vector_tile.proto
namespace geo {
namespace {

using std::string_view;

enum WireType : unsigned { varint = 0, eight_bytes = 1, with_length = 2, four_bytes = 5 };
constexpr unsigned tile_layer = 3;
constexpr unsigned layer_feature = 2, layer_key = 3, layer_value = 4;
constexpr unsigned feature_tags = 2;

// Takes a number off the front.
std::optional<std::uint64_t> take_number(string_view& bytes) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (bytes.empty()) return std::nullopt;
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80U) return number;
  }
  return std::nullopt;
}
void add_number(std::string& out, std::uint64_t number) {
  for (; number >= 0x80U; number >>= 7U) out += static_cast<char>((number & 0x7FU) | 0x80U);
  out += static_cast<char>(number);
}

struct Field {
  unsigned number = 0;
  string_view whole;    // as it stands there
  string_view content;  // without its head
};

std::optional<std::size_t> length_of(unsigned type, string_view& rest) {
  if (type == eight_bytes) return 8;
  if (type == four_bytes) return 4;
  if (type == with_length) return take_number(rest);
  if (type != varint) return std::nullopt;
  auto after = rest;
  if (!take_number(after)) return std::nullopt;
  return rest.size() - after.size();
}

std::optional<std::vector<Field>> fields_of(string_view bytes) {
  std::vector<Field> fields;
  while (!bytes.empty()) {
    auto rest = bytes;
    const auto head = take_number(rest);
    if (!head) return std::nullopt;
    const auto length = length_of(static_cast<unsigned>(*head & 7U), rest);
    if (!length || *length > rest.size()) return std::nullopt;
    const auto size = bytes.size() - rest.size() + *length;
    fields.push_back({static_cast<unsigned>(*head >> 3U), bytes.substr(0, size), rest.substr(0, *length)});
    bytes.remove_prefix(size);
  }
  return fields;
}

void add_field(std::string& out, unsigned number, string_view content) {
  add_number(out, number << 3U | with_length);
  add_number(out, content.size());
  out += content;
}

struct Feature {
  std::vector<std::pair<string_view, string_view>> says;  // key and value, as they stand in the tables
  std::string rest;                                       // its shape

  friend bool operator<(const Feature& a, const Feature& b) {
    return std::tie(a.says, a.rest) < std::tie(b.says, b.rest);
  }
};

using Table = std::vector<string_view>;

std::optional<Feature> read_feature(string_view bytes, const Table& keys, const Table& values) {
  const auto fields = fields_of(bytes);
  if (!fields) return std::nullopt;
  Feature feature;
  for (const auto& field : *fields) {
    if (field.number != feature_tags) {
      feature.rest += field.whole;
      continue;
    }
    for (auto tags = field.content; !tags.empty();) {
      const auto key = take_number(tags);
      const auto value = take_number(tags);
      if (!key || !value || *key >= keys.size() || *value >= values.size()) return std::nullopt;
      feature.says.emplace_back(keys[*key], values[*value]);
    }
  }
  std::ranges::sort(feature.says);
  return feature;
}

// Numbers as they are first asked for.
class Numbering {
 public:
  std::uint64_t of(string_view text) {
    const auto [found, is_new] = numbers_.try_emplace(text, order_.size());
    if (is_new) order_.push_back(text);
    return found->second;
  }
  [[nodiscard]] const Table& order() const { return order_; }

 private:
  std::map<string_view, std::uint64_t> numbers_;
  Table order_;
};

std::string written(const std::vector<Feature>& features, std::string layer) {
  Numbering keys;
  Numbering values;
  for (const auto& feature : features) {
    std::string tags;
    for (const auto& [key, value] : feature.says) {
      add_number(tags, keys.of(key));
      add_number(tags, values.of(value));
    }
    std::string bytes;
    if (!tags.empty()) add_field(bytes, feature_tags, tags);
    bytes += feature.rest;
    add_field(layer, layer_feature, bytes);
  }
  for (const auto& key : keys.order()) add_field(layer, layer_key, key);
  for (const auto& value : values.order()) add_field(layer, layer_value, value);
  return layer;
}

std::optional<std::string> layer_in_order(string_view bytes) {
  const auto fields = fields_of(bytes);
  if (!fields) return std::nullopt;
  std::string head;  // name, version, extent
  Table keys;
  Table values;
  Table shapes;
  for (const auto& field : *fields) {
    if (field.number == layer_feature)
      shapes.push_back(field.content);
    else if (field.number == layer_key)
      keys.push_back(field.content);
    else if (field.number == layer_value)
      values.push_back(field.content);
    else
      head += field.whole;
  }
  std::vector<Feature> features;
  for (const auto& shape : shapes) {
    auto feature = read_feature(shape, keys, values);
    if (!feature) return std::nullopt;
    features.push_back(std::move(*feature));
  }
  std::sort(features.begin(), features.end());
  return written(features, std::move(head));
}

}  // namespace

std::optional<std::string> in_order(string_view tile) {
  const auto fields = fields_of(tile);
  if (!fields) return std::nullopt;
  std::string out;
  for (const auto& field : *fields) {
    if (field.number != tile_layer) return std::nullopt;
    const auto layer = layer_in_order(field.content);
    if (!layer) return std::nullopt;
    add_field(out, tile_layer, *layer);
  }
  return out;
}

}  // namespace geo
