#include "geo/tiles/gzip.hpp"

#include <zlib.h>

#include <array>
#include <stdexcept>

namespace geo {
namespace {

constexpr int gzip_not_zlib = 16;

}  // namespace

std::string gzipped(std::string_view bytes) {
  constexpr int usual_memory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + gzip_not_zlib, usual_memory,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc{};
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  // zlib does not write to its input, but says so in no type.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int status = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw std::length_error{"more than gzip takes at once"};
  return packed;
}

std::optional<std::string> unzipped(std::string_view packed, std::size_t most) {
  z_stream stream{};
  if (inflateInit2(&stream, MAX_WBITS + gzip_not_zlib) != Z_OK) throw std::bad_alloc{};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string bytes;
  std::array<char, 65536> part{};
  int status = Z_OK;
  while (status == Z_OK && bytes.size() <= most) {
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    status = inflate(&stream, Z_NO_FLUSH);
    bytes.append(part.data(), part.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (status != Z_STREAM_END || bytes.size() > most) return std::nullopt;
  return bytes;
}

}  // namespace geo
