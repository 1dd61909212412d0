#pragma once

#include <boost/system/result.hpp>
#include <string>

namespace geo {

// Why something at start or in a tool did not work, as a sentence for the person who started it.
struct Fault {
  std::string what;
};
template <class T = void>
using OrFault = boost::system::result<T, Fault>;

[[noreturn]] void throw_exception_from_error(const Fault& fault, const boost::source_location& where);

}  // namespace geo
