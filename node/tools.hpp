#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "config/settings.hpp"
#include "store/log.hpp"
#include "store/redis_connection.hpp"

// What several subcommands need.
namespace node {

// A crowd of sockets is this program's business: as many files as the system lets it open.
void take_all_files_allowed();

// The configured one, with its password, or the one that `siaga serve` keeps in its data folder.
dispatch::OrFault<store::Address> redis_of(const config::Values& settings);
// Blocks; a fault says what to look at.
dispatch::OrFault<store::Connection> connect_for_tool(const config::Values& settings);

// What a tool leaves untouched on the disk that it writes to: a full one stops a server.
inline constexpr std::uintmax_t disk_reserve = 512ULL << 20U;
// Nothing when there is room for so many bytes and the reserve.
std::optional<dispatch::Fault> no_room_for(std::uintmax_t bytes, const std::filesystem::path& folder);

// Reads the whole log of a data folder that no server uses; starts a Redis on it for so long.
dispatch::OrFault<store::Audit> audit_in(const std::filesystem::path& data_dir, std::string_view region);

// Prints what the log breaks of what must always hold; whether it breaks nothing.
bool report(const store::Audit& audit);

}  // namespace node
