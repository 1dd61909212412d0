#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace ws {

enum class Method { get, post, other };  // HEAD is a get whose answer is sent without its body

// One HTTP request, as a door sees it; what it points to outlives the answering.
struct Visit {
  Method method = Method::get;
  std::string_view target;
  std::string_view body = {};
  bool takes_gzip = false;
  std::string_view authorization = {};  // the header of that name
};

// Bytes that many may be sent at one time, and that are there once.
class Body {
 public:
  Body() = default;
  Body(std::string bytes) : bytes_{std::make_shared<const std::string>(std::move(bytes))} {}
  Body(const char* text) : Body{std::string{text}} {}

  operator const std::string&() const { return *bytes_; }
  operator std::string_view() const { return *bytes_; }
  [[nodiscard]] std::string_view view() const { return *bytes_; }
  [[nodiscard]] bool empty() const { return bytes_->empty(); }
  friend bool operator==(const Body& a, std::string_view b) { return a.view() == b; }

 private:
  std::shared_ptr<const std::string> bytes_ = std::make_shared<const std::string>();
};

// Bytes that are read as they leave, so that nobody who takes them slowly makes the server hold them.
struct Parts {
  std::size_t size = 0;
  // From there on, at most so many; fewer where they cannot be read.
  std::function<std::string(std::size_t from, std::size_t most)> read;
};

struct Page {
  unsigned status = 200;
  std::string_view type = "text/plain; charset=utf-8";
  Body body = {};
  Parts parts = {};               // instead of a body
  bool lasts = false;             // its name changes with its content: may be kept for ever
  bool gzipped = false;           // the body is
  bool map_is_elsewhere = false;  // it draws a map that a tile service has
  bool is_secret = false;         // for one person: nothing on the way may keep it
  std::string etag = {};          // with its quotes: who has it need not be sent the body
  std::string location = {};      // of what is elsewhere
};

}  // namespace ws
