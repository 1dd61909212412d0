#include "geo/codes/coordinate_angles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "geo/codes/code_text.hpp"

namespace geo::codes {

namespace {

using Kind = Token::Kind;

constexpr std::array<Kind, 3> marks{Kind::degrees, Kind::minutes, Kind::seconds};

class AngleReader {
 public:
  AngleReader(std::span<const Token> tokens, std::size_t at) : tokens_{tokens}, at_{at} {}

  std::optional<Angle> read() {
    read_prefix();
    if (!is(Kind::number)) return std::nullopt;
    parts_[0] = &tokens_[at_++];
    read_smaller_parts();
    if (is_last_mark_missing_its_turn()) return std::nullopt;
    read_suffix();
    if (parts_ == std::array<const Token*, 3>{parts_[0]} || angle_.has_degree_mark || hemisphere_ != nullptr)
      return made();
    return only_the_first();
  }

 private:
  [[nodiscard]] bool is(Kind kind, std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].kind == kind;
  }
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(parts_, [](const auto* part) { return part != nullptr; }));
  }

  void read_prefix() {
    if (is(Kind::label)) label_ = &tokens_[at_++];
    if (is(Kind::hemisphere) && !is_other_axis(tokens_[at_])) hemisphere_ = &tokens_[at_++];
    if (label_ == nullptr && hemisphere_ == nullptr) return;
    if (is(Kind::separator) && is(Kind::colon, 1)) ++at_;  // "lat": -8.3571
    if (!is(Kind::colon)) return;
    ++at_;
    if (is(Kind::separator) && is(Kind::number, 1)) ++at_;
  }

  [[nodiscard]] bool is_other_axis(const Token& token) const {
    return label_ != nullptr && label_->axis != token.axis;
  }

  // Minutes and seconds: behind marks, behind colons, or behind spaces where a hemisphere shows what they
  // are.
  void read_smaller_parts() {
    for (std::size_t k = 1; k < parts_.size(); ++k) {
      const auto before = at_;
      const bool marked = is(marks[k - 1]);
      if (marked) {
        ++at_;
        if (k == 1) angle_.has_degree_mark = true;
      } else if (is(Kind::colon) && tokens_[at_].begin == tokens_[at_ - 1].end && is_glued_next()) {
        ++at_;
      }
      if (!is_part(k)) {
        if (!marked) at_ = before;
        last_mark_ = marked;
        return;
      }
      after_part_[k - 1] = before;
      parts_[k] = &tokens_[at_++];
    }
    last_mark_ = false;
    if (is_second_mark()) {
      ++at_;
      last_mark_ = true;
    }
  }

  [[nodiscard]] bool is_glued_next() const {
    return is(Kind::number, 1) && tokens_[at_ + 1].begin == tokens_[at_].end;
  }

  // 25.6s S, but 25.6 S
  [[nodiscard]] bool is_second_mark() const {
    if (is(Kind::seconds)) return true;
    const bool is_s = is(Kind::hemisphere) && tokens_[at_].end - tokens_[at_].begin == 1 &&
                      tokens_[at_].axis == Axis::latitude && tokens_[at_].value < 0;
    if (!is_s || !is(Kind::hemisphere, 1)) return false;
    return tokens_[at_ + 1].axis == Axis::latitude || !is(Kind::number, 2);  // not 25.6S E114
  }

  // Whether the number here is the k-th part of this angle, and not the beginning of the next.
  [[nodiscard]] bool is_part(std::size_t k) const {
    if (!is(Kind::number)) return false;
    const auto& number = tokens_[at_];
    const bool can_follow = parts_[k - 1]->decimals == 0 && !number.has_sign;
    const bool begins_another = is(Kind::degrees, 1) || (k == 2 && is(Kind::minutes, 1));
    const bool small = number.value < 60 || is(marks[k], 1);
    return can_follow && !begins_another && small;
  }

  // 200 m selatan: minutes without degrees.
  [[nodiscard]] bool is_last_mark_missing_its_turn() const {
    return (count() == 1 && !last_mark_ && (is(Kind::minutes) || is(Kind::seconds))) ||
           (count() == 2 && !last_mark_ && is(Kind::seconds));
  }

  void read_suffix() {
    if (hemisphere_ != nullptr) return;
    const bool named = label_ == nullptr && is(Kind::label);
    if (is(Kind::hemisphere, named ? 1 : 0)) {
      if (named) label_ = &tokens_[at_++];
      if (!is_other_axis(tokens_[at_])) hemisphere_ = &tokens_[at_++];
    } else if (named && !is(Kind::number, 1) && !is(Kind::colon, 1)) {
      label_ = &tokens_[at_++];
    }
  }

  // Numbers with spaces between and no hemisphere: the second is of the next angle.
  Angle only_the_first() {
    parts_[1] = parts_[2] = nullptr;
    at_ = after_part_[0];
    return made();
  }

  Angle made() {
    constexpr std::array<double, 3> parts_of_a_degree{1, 60, 3600};
    const auto last = count() - 1;
    double size = 0;
    for (std::size_t k = 0; k <= last; ++k) {
      size += std::abs(parts_[k]->value) / parts_of_a_degree[k];
      if (k > 0 && parts_[k]->value >= 60)
        angle_.fault = shortest(parts_[k]->value) + (k == 1 ? " minutes" : " seconds") + " are more than 59";
    }
    const bool minus = parts_[0]->has_sign && std::signbit(parts_[0]->value);
    if (hemisphere_ != nullptr && minus && hemisphere_->value > 0)
      angle_.fault = "a minus and " + std::string{hemisphere_->axis == Axis::latitude ? "north" : "east"} +
                     " contradict each other";
    const bool negative = hemisphere_ != nullptr ? hemisphere_->value < 0 : minus;
    angle_.degrees = negative ? -size : size;
    angle_.cell = std::pow(10.0, -parts_[last]->decimals) / parts_of_a_degree[last];
    constexpr std::array<int, 3> worth{0, 2, 4};
    angle_.decimals = parts_[last]->decimals + worth[last];
    if (hemisphere_ != nullptr || label_ != nullptr)
      angle_.axis = hemisphere_ != nullptr ? hemisphere_->axis : label_->axis;
    angle_.is_marked = angle_.has_degree_mark || hemisphere_ != nullptr || label_ != nullptr;
    angle_.says_side = hemisphere_ != nullptr || parts_[0]->has_sign;
    angle_.looks_dialled = parts_[0]->looks_dialled;
    angle_.next = at_;
    return std::move(angle_);
  }

  std::span<const Token> tokens_;
  std::size_t at_;
  Angle angle_;
  const Token* label_ = nullptr;
  const Token* hemisphere_ = nullptr;
  std::array<const Token*, 3> parts_{};
  std::array<std::size_t, 2> after_part_{};
  bool last_mark_ = false;
};

}  // namespace

std::optional<Angle> angle_at(std::span<const Token> tokens, std::size_t at) {
  return AngleReader{tokens, at}.read();
}

}  // namespace geo::codes
