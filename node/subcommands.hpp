#pragma once

#include "config/settings.hpp"
#include "dispatch/model/error.hpp"

// What `siaga NAME` does with the settings of siaga.toml; the status it ends with.
namespace node {

dispatch::OrFault<int> serve(const config::Values& settings);
dispatch::OrFault<int> token(const config::Values& settings);
dispatch::OrFault<int> simulate(const config::Values& settings);
dispatch::OrFault<int> check(const config::Values& settings);
dispatch::OrFault<int> backup(const config::Values& settings);
dispatch::OrFault<int> restore(const config::Values& settings);
dispatch::OrFault<int> locate(const config::Values& settings);
dispatch::OrFault<int> eta(const config::Values& settings);
dispatch::OrFault<int> export_log(const config::Values& settings);
dispatch::OrFault<int> replay(const config::Values& settings);

}  // namespace node
