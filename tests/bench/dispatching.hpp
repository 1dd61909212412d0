#pragma once

#include "tests/bench/stand.hpp"

namespace bench {

// The commit script, one after another with a rest before each, through plain hiredis.
Times bare_commits(BareRedis& redis, std::size_t count, milliseconds quiet);

}  // namespace bench
