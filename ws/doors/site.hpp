#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "dispatch/desk/desk.hpp"
#include "ws/room.hpp"

namespace ws {

// What is answered to a plain GET: the console's files, and how the server is.
class Site {
 public:
  struct Page {
    unsigned status = 200;
    std::string_view type = "text/plain; charset=utf-8";
    std::string body = {};
    bool lasts = false;         // its name changes with its content: may be kept for ever
    bool gzipped = false;       // the body is
    bool is_secret = false;     // for one person: nothing on the way may keep it
    std::string etag = {};      // with its quotes: who has it need not be sent the body
    std::string location = {};  // of what is elsewhere
  };

  // Reads the console's files once; an empty or missing folder is answered with how to build it.
  Site(const std::filesystem::path& console, const dispatch::Desk& desk, const Room& room);

  // A file's gzipped twin (made by the console's build) for those who take it.
  [[nodiscard]] Page answer(std::string_view target, bool takes_gzip) const;

 private:
  [[nodiscard]] Page ready() const;
  [[nodiscard]] Page metrics() const;

  const dispatch::Desk& desk_;
  const Room& room_;
  std::map<std::string, Page, std::less<>> files_;  // by path
};

}  // namespace ws
