#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "dispatch/model/error.hpp"

namespace region {

// A folder that comes to be whole or not at all: written beside its place, synced to the disk, then put there
// in one step. What stood there before is either untouched or replaced. A build that was killed leaves
// ".NAME.building" behind, which the next one removes; two at once are refused. All faults are sentences.
class StagedFolder {
 public:
  // `out` may be missing, empty, or an earlier region (it has a region.toml); anything else is refused.
  static dispatch::OrFault<StagedFolder> open(const std::filesystem::path& out);
  StagedFolder(StagedFolder&& other) noexcept;
  StagedFolder& operator=(StagedFolder&&) = delete;
  ~StagedFolder();  // without finish(): nothing has happened

  // Where to write meanwhile.
  [[nodiscard]] const std::filesystem::path& path() const { return staging_; }
  [[nodiscard]] bool has(std::string_view name) const;

  dispatch::OrFault<bool> write(std::string_view name, std::string_view text);
  // Everything of the earlier folder that is not in the new one, sub-folders too: hand-made and by others.
  dispatch::OrFault<bool> keep_the_rest();
  dispatch::OrFault<bool> finish();

 private:
  StagedFolder(std::filesystem::path target, std::filesystem::path staging, int lock);

  std::filesystem::path target_;
  std::filesystem::path staging_;
  int lock_ = -1;
};

}  // namespace region
