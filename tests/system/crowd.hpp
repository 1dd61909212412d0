#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace tests {

// Many sockets at once, of which nothing is read.
class Crowd {
 public:
  Crowd() = default;
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // So many more connections; each says this and nothing else.
  void connect(unsigned short port, std::size_t count, std::string_view says = {});
  // Those that the server has not ended.
  [[nodiscard]] std::size_t open() const;

 private:
  std::vector<int> sockets_;
};

// As many files as the system lets this process open.
void allow_many_files();

}  // namespace tests
