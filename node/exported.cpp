#include "node/exported.hpp"

#include <boost/json.hpp>
#include <fstream>
#include <optional>

#include "dispatch/model/json.hpp"
#include "store/log_file.hpp"

namespace node {
namespace {

namespace bj = boost::json;
using dispatch::Fault;
using dispatch::OrFault;

class Proof {
 public:
  explicit Proof(std::filesystem::path file) : file_{std::move(file)} {}

  OrFault<Proved> made() {
    std::ifstream in{file_};
    if (!in) return Fault{"cannot read " + file_.string()};
    for (std::string line; std::getline(in, line);) {
      ++line_;
      boost::system::error_code error;
      const auto value = bj::parse(line, error);
      if (error || !value.is_object()) return wrong("it is no JSON object");
      if (const auto taken = take(value); taken.has_error()) return taken.error();
    }
    if (!is_whole_) return wrong("the state at the end is missing: the file is not whole");
    return proved_;
  }

 private:
  OrFault<bool> take(const bj::value& line) {
    if (is_whole_) return wrong("nothing should follow the state at the end");
    if (line_ == 1) return begin(line);
    if (line.get_object().contains("state")) return end(line);
    auto entry = store::entry_in(line);
    if (entry.has_error()) return wrong(entry.error().what);
    if (last_ && entry->n != *last_ + 1) return wrong("an entry is missing before this one");
    last_ = entry->n;
    if (!view_.apply(*entry)) return wrong("this entry does not follow from what was before");
    ++proved_.entries;
    return true;
  }

  OrFault<bool> begin(const bj::value& line) {
    dispatch::json::Rest of_newer_versions;
    dispatch::json::FieldError why{{}, {}, &of_newer_versions};
    const auto* state = line.get_object().if_contains("state");
    if (state == nullptr || !dispatch::json::read(line, proved_.label, why))
      return wrong("this is no log that siaga export wrote");
    if (proved_.label.siaga_export > ExportLabel::newest)
      return wrong("a newer version wrote this: use that");
    auto view = store::view_in(*state);
    if (view.has_error()) return wrong(view.error().what);
    view_ = std::move(*view);
    return true;
  }

  OrFault<bool> end(const bj::value& line) {
    is_whole_ = true;
    const auto is = bj::parse(store::state_of(view_));
    if (is != line.at("state")) return wrong("the entries do not come to the state that was recorded");
    return true;
  }

  [[nodiscard]] Fault wrong(const std::string& what) const {
    return Fault{file_.string() + ":" + std::to_string(line_) + ": " + what};
  }

  std::filesystem::path file_;
  std::size_t line_ = 0;
  dispatch::View view_;
  std::optional<std::uint64_t> last_;
  bool is_whole_ = false;
  Proved proved_;
};

}  // namespace

OrFault<Proved> prove(const std::filesystem::path& folder) {
  return Proof{folder / log_name}.made();
}

}  // namespace node
