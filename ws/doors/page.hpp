#pragma once

#include <string>
#include <string_view>

namespace ws {

enum class Method { get, post, other };  // HEAD is a get whose answer is sent without its body

// One HTTP request, as a door sees it; what it points to outlives the answering.
struct Visit {
  Method method = Method::get;
  std::string_view target;
  std::string_view body = {};
  bool takes_gzip = false;
};

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

}  // namespace ws
