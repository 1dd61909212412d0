#pragma once

#include <string>
#include <string_view>

#include "tests/support/process.hpp"

namespace tests {

// A subcommand, run to its end.
struct Ran {
  int status = -1;
  std::string out;
  std::string err;
};
inline Ran run(const Serve& serve, std::string_view subcommand, const Serve::Flags& own) {
  const Folder folder;
  Process process{serve.command(subcommand, own), folder.path() / "out", folder.path() / "err"};
  Ran ran;
  ran.status = process.exit_status();
  ran.out = text_of(folder.path() / "out");
  ran.err = text_of(folder.path() / "err");
  return ran;
}

}  // namespace tests
