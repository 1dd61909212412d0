#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "geo/fault.hpp"
#include "geo/roads/tables.hpp"

namespace geo::roads {

// The file of a region's roads, mapped into memory: opening reads it once to check it, and what is not driven
// on costs no memory of ours.
class File {
 public:
  static OrFault<> write(const std::filesystem::path& file, const MadeTables& tables);
  // A file that is missing, cut short, changed, or of another version is refused by name.
  static OrFault<File> open(const std::filesystem::path& file);

  File(File&&) noexcept;
  File& operator=(File&&) noexcept;
  ~File();
  [[nodiscard]] const TablesView& tables() const { return tables_; }
  [[nodiscard]] std::size_t bytes() const;

 private:
  class Mapping;
  File(std::unique_ptr<Mapping> mapping, TablesView tables);
  std::unique_ptr<Mapping> mapping_;
  TablesView tables_;
};

}  // namespace geo::roads
