#pragma once

#include <string_view>

#include "dispatch/choose/usage.hpp"
#include "dispatch/model/error.hpp"
#include "store/redis_address.hpp"

namespace node {

// How units were used in the last four weeks, as the log says; of a log that is long, of its end. Blocks.
dispatch::OrFault<dispatch::UsageFigures> usage_of(const store::Address& redis, std::string_view region,
                                                   dispatch::DemandPoints people, dispatch::TimePoint now);

}  // namespace node
