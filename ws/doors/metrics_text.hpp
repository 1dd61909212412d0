#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "ws/histogram.hpp"

namespace ws {

// Series in the text format of Prometheus. Names get "siaga_" before them; all samples of a name follow its
// `about`.
class MetricsText {
 public:
  using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  void about(std::string_view name, std::string_view kind, std::string_view help);
  void sample(std::string_view name, double value, Labels labels = {});
  void sample(std::string_view name, const Histogram& times, Labels labels = {});
  // A name with one sample.
  void one(std::string_view name, std::string_view kind, std::string_view help, double value) {
    about(name, kind, help);
    sample(name, value);
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void line(std::string_view name, std::string_view suffix, double value, Labels labels,
            std::string_view le = {});
  std::string text_;
};

}  // namespace ws
