#pragma once

#include <cstddef>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tests::fuzz {

// What was said, by the type of message, and what came of it.
class Tally {
 public:
  explicit Tally(const std::vector<std::string>& types);

  void said(const std::string& type, bool is_right);
  void answered(const std::string& type);
  void refused(const std::string& type, bool is_right, const std::string& code);
  void closed(unsigned code) { ++closed_[code]; }

  [[nodiscard]] std::size_t messages() const;
  // Types of which no right one was said.
  [[nodiscard]] std::vector<std::string> never_said() const;
  // Types of which every right one was refused.
  [[nodiscard]] std::vector<std::string> never_taken() const;

  friend std::ostream& operator<<(std::ostream& out, const Tally& tally);

 private:
  using Codes = std::map<std::string, std::size_t>;
  struct Row {
    std::size_t right = 0;
    std::size_t answered = 0;
    Codes refused;
    std::size_t spoilt = 0;
    Codes spoilt_refused;
  };
  std::map<std::string, Row> rows_;
  std::map<unsigned, std::size_t> closed_;
};

}  // namespace tests::fuzz
