#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "dispatch/model/error.hpp"

namespace store {

// A file, open for reading until it goes out of scope, also when its name is taken away meanwhile.
class OpenFile {
 public:
  OpenFile() = default;
  explicit OpenFile(int descriptor) : descriptor_{descriptor} {}
  ~OpenFile();
  OpenFile(OpenFile&&) noexcept;
  OpenFile& operator=(OpenFile&&) noexcept;

  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

// All that a Redis has on disk, as it was at one moment: the files that its manifest names, each up to a
// length.
struct RedisFiles {
  struct File {
    std::string name;
    OpenFile open;
    std::uint64_t bytes = 0;
  };
  // Below the data folder of a Redis of our own.
  static constexpr const char* folder = "appendonlydir";
  static constexpr const char* manifest_name = "appendonly.aof.manifest";

  std::string manifest;
  std::vector<File> files;

  // Of a Redis that runs, writes and rewrites its file, or of none. Whatever was answered before this was
  // called is in it: Redis only appends to a file that its manifest names, or names others in a new manifest;
  // so the files of one manifest, opened, are one state whatever happens to their names.
  static dispatch::OrFault<RedisFiles> open(const std::filesystem::path& data_dir);
};

}  // namespace store
