#include "config/replay/list.hpp"

#include <algorithm>
#include <cmath>

#include "dispatch/model/json.hpp"

namespace config {

using dispatch::Fault;
using dispatch::OrFault;

OrFault<List> List::open(const std::filesystem::path& folder, const std::string& name,
                         std::span<const std::string_view> columns) {
  auto file = folder / (name + ".csv");
  if (auto packed = folder / (name + ".csv.gz"); !exists(file) && exists(packed)) file = std::move(packed);
  return open(file, columns);
}

OrFault<List> List::open(const std::filesystem::path& file, std::span<const std::string_view> columns) {
  auto rows = read_csv(file, columns);
  if (rows.has_error()) return rows.error();
  if (rows->empty()) return Fault{file.string() + ": there is nothing in it"};
  return List{file, std::move(*rows)};
}

void List::wrong(const Row& row, const std::string& what) {
  if (!fault_) fault_ = fault_in_line(file_, row.line, what);
}

double List::number(const Row& row, std::string_view column, double least, double most) {
  const auto value = value_of(number_in(row, column, file_));
  if (!fault_ && !(value >= least && value <= most))
    wrong(row, std::string{column} + " should be " + std::to_string(std::lround(least)) + " to " +
                   std::to_string(std::lround(most)) + ", not " + row[column]);
  return value;
}

dispatch::milliseconds List::time(const Row& row, std::string_view column, double longest) {
  const auto value = number(row, column, 0, longest);
  return dispatch::milliseconds{fault_ ? 0 : std::llround(value * 1000)};
}

std::optional<dispatch::milliseconds> List::time_if_known(const Row& row, std::string_view column,
                                                          double longest) {
  if (row[column].empty()) return std::nullopt;
  return time(row, column, longest);
}

const std::string& List::one_of(const Row& row, std::string_view column,
                                std::initializer_list<std::string_view> words) {
  const auto& text = row[column];
  if (std::ranges::find(words, std::string_view{text}) != words.end()) return text;
  std::string all;
  for (const auto word : words) all += (all.empty() ? "" : " or ") + std::string{word};
  wrong(row, std::string{column} + " should be " + all + ", not " + (text.empty() ? "empty" : text));
  return text;
}

dispatch::Priority List::priority(const Row& row, const dispatch::ModelHabits& habits) {
  const auto& text = row["priority"];
  const auto read = dispatch::json::enum_from<dispatch::Priority>(text.starts_with('P') ? text : "P" + text);
  if (read && habits.urgencies.contains(*read)) return *read;
  wrong(row, "priority should be one of the model's, not " + (text.empty() ? "empty" : text));
  return {};
}

std::uint32_t List::named(const Row& row, std::string_view column, const Numbers& known,
                          const std::string& kind) {
  const auto found = known.find(row[column]);
  if (found != known.end()) return found->second;
  wrong(row, "there is no " + kind + " " + row[column]);
  return 0;
}

void List::name(const Row& row, Numbers& known) {
  const auto next = static_cast<std::uint32_t>(known.size());
  if (row["id"].empty()) wrong(row, "id is empty");
  if (!known.emplace(row["id"], next).second) wrong(row, "there are two of id " + row["id"]);
}

}  // namespace config
