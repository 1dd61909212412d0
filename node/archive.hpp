#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "dispatch/model/error.hpp"
#include "dispatch/model/time.hpp"

namespace node {

// A tar file, for its owner only: under a temporary name until it is whole and on disk. Its last member,
// SHA256SUMS, has the checksums of all others, as `sha256sum -c` reads them.
class ArchiveWriter {
 public:
  static dispatch::OrFault<ArchiveWriter> create(std::filesystem::path file, dispatch::TimePoint now);
  ~ArchiveWriter();  // what is not finished is taken away
  ArchiveWriter(ArchiveWriter&&) noexcept;
  ArchiveWriter& operator=(ArchiveWriter&&) = delete;

  dispatch::OrFault<bool> add(const std::string& name, std::string_view content);
  // The first `bytes` of an open file.
  dispatch::OrFault<bool> add(const std::string& name, int descriptor, std::uint64_t bytes);
  dispatch::OrFault<bool> finish();

 private:
  struct Handle;
  explicit ArchiveWriter(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

// Unpacks what an ArchiveWriter made. `place_for` says where a member goes; nothing: it does not belong
// there, and then nor does the whole file. Fault: what is wrong with it; what was unpacked by then is there.
using PlaceFor = std::function<std::optional<std::filesystem::path>(const std::filesystem::path& name)>;
dispatch::OrFault<bool> unpack(const std::filesystem::path& file, const PlaceFor& place_for);

}  // namespace node
