#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "ws/doors/page.hpp"

namespace ws {

// The console's files.
class Site {
 public:
  // Reads them once; an empty or missing folder is answered with how to build it.
  explicit Site(const std::filesystem::path& console, bool map_is_elsewhere = false);

  // A file's gzipped twin (made by the console's build) for those who take it.
  [[nodiscard]] Page answer(std::string_view target, bool takes_gzip) const;

 private:
  std::map<std::string, Page, std::less<>> files_;  // by path
};

}  // namespace ws
