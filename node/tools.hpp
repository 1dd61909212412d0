#pragma once

#include "config/settings.hpp"
#include "store/log.hpp"
#include "store/redis_connection.hpp"

// What several subcommands need.
namespace node {

// A crowd of sockets is this program's business: as many files as the system lets it open.
void take_all_files_allowed();

// The configured one, or the one that `siaga serve` keeps in its data folder.
dispatch::OrFault<store::Address> redis_of(const config::Values& settings);
// Blocks; a fault says what to look at.
dispatch::OrFault<store::Connection> connect_for_tool(const config::Values& settings);

// Prints what the log breaks of what must always hold; whether it breaks nothing.
bool report(const store::Audit& audit);

}  // namespace node
