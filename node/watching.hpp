#pragma once

#include "config/settings.hpp"
#include "dispatch/model/error.hpp"
#include "ws/doors/status.hpp"

namespace node {

// What the settings say of who may watch over the server, and where its disk is. The metrics are open where
// nobody from elsewhere can come, and for who has the token of a file.
dispatch::OrFault<ws::Status::Options> watching_of(const config::Values& settings);

}  // namespace node
