#include "geo/roads/file.hpp"

#include <algorithm>
#include <array>
#include <boost/interprocess/file_mapping.hpp>
#include <boost/interprocess/mapped_region.hpp>
#include <cstring>
#include <fstream>
#include <type_traits>

namespace geo::roads {
namespace {

namespace ipc = boost::interprocess;

constexpr std::uint32_t version = 1;
constexpr std::size_t table_count = 14;
constexpr std::size_t alignment = 8;

struct Extent {
  std::uint64_t element_bytes = 0;
  std::uint64_t count = 0;
};
struct Header {
  std::array<char, 8> magic{'S', 'I', 'A', 'G', 'A', 'R', 'D', 'S'};
  std::uint32_t version = roads::version;
  std::uint32_t tables = table_count;
  std::uint64_t checksum = 0;  // of all that follows the header
  std::array<Extent, table_count> extents{};
};
static_assert(std::has_unique_object_representations_v<Header>);

std::size_t padded(std::size_t bytes) {
  return (bytes + alignment - 1) / alignment * alignment;
}

// Not against malice: against disks, copies cut short and versions mixed up. Eight bytes at a time, so that a
// country is checked in a tenth of a second.
class Checksum {
 public:
  void add(const char* bytes, std::size_t count) {
    for (; count >= alignment; bytes += alignment, count -= alignment) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes, alignment);
      value_ = (value_ ^ word) * 0x9E3779B97F4A7C15ULL;
      value_ ^= value_ >> 29U;
    }
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = version;
};

template <class T>
std::vector<char> bytes_of(const std::vector<T>& table) {
  static_assert(std::is_trivially_copyable_v<T>);
  std::vector<char> bytes(padded(table.size() * sizeof(T)), '\0');
  if (!table.empty()) std::memcpy(bytes.data(), table.data(), table.size() * sizeof(T));
  return bytes;
}

// A table that refers to another stays within it: what a fault of the builder cannot turn into a crash.
bool is_consistent(const TablesView& t) {
  const auto nodes = t.nodes.size();
  const auto arcs = t.arcs.size();
  if (t.sections.empty() || t.cells.empty() || t.names.empty()) return false;
  const auto courses = (t.sections.size() - 1) * 2;
  const bool sizes = t.main.size() == nodes && t.out_first.size() == nodes + 1 &&
                     t.in_first.size() == nodes + 1 && t.arrivals.size() == arcs && t.times.size() == arcs &&
                     t.course_first.size() == courses + 1 && t.names.back() == '\0';
  if (!sizes) return false;
  const auto rises_to = [](std::span<const std::uint32_t> firsts, std::size_t end) {
    return std::ranges::is_sorted(firsts) && firsts.front() == 0 && firsts.back() == end;
  };
  if (!rises_to(t.out_first, arcs) || !rises_to(t.in_first, arcs)) return false;
  if (!rises_to(t.course_first, t.course_arcs.size())) return false;
  if (t.sections.back().first_point != t.points.size() || t.cells.back().first != t.cell_sections.size())
    return false;
  for (const auto& arc : t.arcs)
    if (arc.to >= nodes || (arc.course != none && arc.course >= courses)) return false;
  const auto is_known = [&](const Arrival& arrival) { return arrival.from < nodes && arrival.arc < arcs; };
  if (!std::ranges::all_of(t.arrivals, is_known) || !std::ranges::all_of(t.course_arcs, is_known))
    return false;
  for (const auto section : t.cell_sections)
    if (section >= t.sections.size() - 1) return false;
  for (std::size_t i = 0; i + 1 < t.sections.size(); ++i) {
    const auto& section = t.sections[i];
    if (section.first_point + 2 > t.sections[i + 1].first_point) return false;
    if (section.name != none && section.name >= t.names.size()) return false;
    if (static_cast<std::size_t>(section.road) >= road_classes) return false;
  }
  return std::ranges::is_sorted(t.cells, {}, &Cell::first);
}

}  // namespace

class File::Mapping {
 public:
  explicit Mapping(const std::filesystem::path& file)
      : file_{file.c_str(), ipc::read_only}, region_{file_, ipc::read_only} {}
  [[nodiscard]] const char* data() const { return static_cast<const char*>(region_.get_address()); }
  [[nodiscard]] std::size_t size() const { return region_.get_size(); }

 private:
  ipc::file_mapping file_;
  ipc::mapped_region region_;
};

File::File(std::unique_ptr<Mapping> mapping, TablesView tables)
    : mapping_{std::move(mapping)}, tables_{tables} {}
File::File(File&&) noexcept = default;
File& File::operator=(File&&) noexcept = default;
File::~File() = default;
std::size_t File::bytes() const {
  return mapping_->size();
}

OrFault<> File::write(const std::filesystem::path& file, const MadeTables& tables) {
  Header header;
  Checksum checksum;
  std::vector<std::vector<char>> parts;
  for_each_table(tables, [&](const auto& table) {
    using T = typename std::remove_cvref_t<decltype(table)>::value_type;
    header.extents[parts.size()] = {sizeof(T), table.size()};
    parts.push_back(bytes_of(table));
    checksum.add(parts.back().data(), parts.back().size());
  });
  header.checksum = checksum.value();
  std::array<char, sizeof(Header)> head{};
  std::memcpy(head.data(), &header, sizeof header);
  std::ofstream out{file, std::ios::binary};
  out.write(head.data(), head.size());
  for (const auto& part : parts) out.write(part.data(), static_cast<std::streamsize>(part.size()));
  out.close();
  if (!out) return Fault{"cannot write " + file.string()};
  return {};
}

OrFault<File> File::open(const std::filesystem::path& file) {
  const auto refuse = [&](const std::string& why) {
    return Fault{file.string() + " " + why + ": build the region again (siaga region build)"};
  };
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error) return Fault{"cannot read " + file.string() + ": " + error.message()};
  if (size < sizeof(Header)) return refuse("is too short to be a file of roads");
  std::unique_ptr<Mapping> mapping;
  try {
    mapping = std::make_unique<Mapping>(file);
  } catch (const ipc::interprocess_exception& what) {
    return Fault{"cannot read " + file.string() + ": " + what.what()};
  }
  Header header;
  std::memcpy(&header, mapping->data(), sizeof header);
  if (header.magic != Header{}.magic) return refuse("is not a file of roads");
  if (header.version != version || header.tables != table_count)
    return refuse("is of version " + std::to_string(header.version) + ", this program reads version " +
                  std::to_string(version));

  TablesView tables;
  std::size_t at = sizeof(Header);
  std::size_t index = 0;
  bool fits = true;
  for_each_table(tables, [&](auto& table) {
    using T = typename std::remove_cvref_t<decltype(table)>::value_type;
    const auto& extent = header.extents[index++];
    fits = fits && extent.element_bytes == sizeof(T) && extent.count <= size &&
           at + padded(extent.count * sizeof(T)) <= mapping->size();
    if (!fits) return;
    table = {reinterpret_cast<const T*>(mapping->data() + at), extent.count};
    at += padded(extent.count * sizeof(T));
  });
  if (!fits || at != mapping->size()) return refuse("is cut short, or longer than it should be");
  Checksum checksum;
  checksum.add(mapping->data() + sizeof(Header), mapping->size() - sizeof(Header));
  if (checksum.value() != header.checksum) return refuse("is damaged");
  if (!is_consistent(tables)) return refuse("contradicts itself");
  return File{std::move(mapping), tables};
}

}  // namespace geo::roads
