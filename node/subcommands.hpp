#pragma once

#include "config/settings.hpp"
#include "dispatch/model/error.hpp"

// What `siaga NAME` does with the settings of siaga.toml; the status it ends with.
namespace node {

dispatch::OrFault<int> serve(const config::Values& settings);
dispatch::OrFault<int> token(const config::Values& settings);
dispatch::OrFault<int> simulate(const config::Values& settings);
dispatch::OrFault<int> check(const config::Values& settings);

}  // namespace node
