#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/keys.hpp"
#include "dispatch/model/error.hpp"

namespace config {

// Values by name: of the settings, or of a subcommand's own flags.
class Values {
 public:
  [[nodiscard]] const std::string& text(std::string_view name) const;
  [[nodiscard]] long whole(std::string_view name) const;
  [[nodiscard]] double number(std::string_view name) const;
  [[nodiscard]] std::filesystem::path path(std::string_view name) const { return text(name); }
  [[nodiscard]] bool has(std::string_view name) const { return !text(name).empty(); }

  // Takes the value if it is of the key's type and within its bounds. `from` says where it was written.
  dispatch::OrFault<bool> set(const Key& key, std::string_view value, std::string_view from);
  // From where these were read, as it stands there now.
  [[nodiscard]] dispatch::OrFault<Values> read_again() const { return again_(); }
  void can_be_read_by(std::function<dispatch::OrFault<Values>()> again) { again_ = std::move(again); }

 private:
  std::function<dispatch::OrFault<Values>()> again_;
  std::map<std::string, std::string, std::less<>> values_;
};

using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// From the defaults, then the file, then the environment, then the flags: the later wins. `own` are the flags
// of the subcommand alone. A key that is not known is refused, with the nearest that is.
dispatch::OrFault<Values> load(std::span<const std::string> flags, std::span<const Key> own,
                               const Environment& environment);

// "--redis-url" for "redis.url".
std::string flag_of(const Key& key);
// What --help prints of a list of keys.
std::string help_of(std::span<const Key> keys);

}  // namespace config
