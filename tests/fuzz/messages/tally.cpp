#include "tests/fuzz/messages/tally.hpp"

#include <ostream>

namespace tests::fuzz {

Tally::Tally(const std::vector<std::string>& types) {
  for (const auto& type : types) rows_.try_emplace(type);
}

void Tally::said(const std::string& type, bool is_right) {
  ++(is_right ? rows_[type].right : rows_[type].spoilt);
}
void Tally::answered(const std::string& type) {
  ++rows_[type].answered;
}
void Tally::refused(const std::string& type, bool is_right, const std::string& code) {
  ++(is_right ? rows_[type].refused : rows_[type].spoilt_refused)[code];
}

std::size_t Tally::messages() const {
  std::size_t all = 0;
  for (const auto& [type, row] : rows_) all += row.right + row.spoilt;
  return all;
}

std::vector<std::string> Tally::never_said() const {
  std::vector<std::string> types;
  for (const auto& [type, row] : rows_)
    if (row.right == 0) types.push_back(type);
  return types;
}

std::vector<std::string> Tally::never_taken() const {
  std::vector<std::string> types;
  for (const auto& [type, row] : rows_)
    if (row.answered == 0) types.push_back(type);
  return types;
}

std::ostream& operator<<(std::ostream& out, const Tally& tally) {
  const auto list = [&](const Tally::Codes& codes) {
    for (const auto& [code, count] : codes) out << ' ' << code << ' ' << count;
  };
  for (const auto& [type, row] : tally.rows_) {
    out << type << ": " << row.right << " said, " << row.answered << " taken, refused";
    list(row.refused);
    out << "; " << row.spoilt << " spoilt, refused";
    list(row.spoilt_refused);
    out << '\n';
  }
  out << "closed";
  for (const auto& [code, count] : tally.closed_) out << ' ' << code << ' ' << count;
  return out << '\n';
}

}  // namespace tests::fuzz
