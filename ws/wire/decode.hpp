#pragma once

#include <boost/mp11/list.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "ws/wire/advice.hpp"
#include "ws/wire/calls.hpp"
#include "ws/wire/commands.hpp"
#include "ws/wire/notes.hpp"
#include "ws/wire/places.hpp"
#include "ws/wire/positions.hpp"
#include "ws/wire/service.hpp"
#include "ws/wire/sign_in.hpp"
#include "ws/wire/topics.hpp"
#include "ws/wire/ways.hpp"

namespace ws {

using AnyQuestion =
    std::variant<Recommend, Locate, Describe, CheckCall, AskRoute, AskHospitals, AskClosure, AskNotes>;

// All that a client may say.
using Request =
    boost::mp11::mp_append<std::variant<Hello, Subscribe, Unsubscribe, Fixes, Ping, CommandMessage>,
                           AnyQuestion>;

struct BadRequest {
  dispatch::Refusal refusal;
  std::string id;  // of the command, where one could be read
};

boost::system::result<Request, BadRequest> decode(std::string_view text);

[[noreturn]] void throw_exception_from_error(const BadRequest& bad, const boost::source_location& where);

}  // namespace ws
