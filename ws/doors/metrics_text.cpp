#include "ws/doors/metrics_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace ws {
namespace {

void append_number(std::string& text, double value) {
  if (std::isinf(value)) {
    text.append(value < 0 ? "-Inf" : "+Inf");
    return;
  }
  std::array<char, 32> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  text.append(digits.data(), end);
}

// A label's value as the format wants it, in quotes.
void append_quoted(std::string& text, std::string_view value) {
  text.push_back('"');
  for (const char c : value) {
    if (c == '\\' || c == '"') text.push_back('\\');
    if (c == '\n')
      text.append("\\n");
    else
      text.push_back(c);
  }
  text.push_back('"');
}

}  // namespace

void MetricsText::about(std::string_view name, std::string_view kind, std::string_view help) {
  text_.append("# HELP siaga_").append(name).append(" ").append(help).append("\n");
  text_.append("# TYPE siaga_").append(name).append(" ").append(kind).append("\n");
}

void MetricsText::line(std::string_view name, std::string_view suffix, double value, Labels labels,
                       std::string_view le) {
  text_.append("siaga_").append(name).append(suffix);
  std::string inside;
  const auto add = [&](std::string_view label, std::string_view said) {
    inside.append(inside.empty() ? "" : ",").append(label).append("=");
    append_quoted(inside, said);
  };
  for (const auto& [label, said] : labels) add(label, said);
  if (!le.empty()) add("le", le);
  if (!inside.empty()) text_.append("{").append(inside).append("}");
  text_.append(" ");
  append_number(text_, value);
  text_.append("\n");
}

void MetricsText::sample(std::string_view name, double value, Labels labels) {
  line(name, "", value, labels);
}

void MetricsText::sample(std::string_view name, const Histogram& times, Labels labels) {
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < times.counts().size(); ++i) {
    so_far += times.counts()[i];
    std::string bound;
    if (i < Histogram::bounds.size())
      append_number(bound, Histogram::bounds[i]);
    else
      bound = "+Inf";
    line(name, "_bucket", static_cast<double>(so_far), labels, bound);
  }
  line(name, "_sum", times.sum(), labels);
  line(name, "_count", static_cast<double>(so_far), labels);
}

}  // namespace ws
