#include "dispatch/model/error.hpp"

#include <stdexcept>

namespace dispatch {

void throw_exception_from_error(const Refusal& refusal, const boost::source_location&) {
  throw std::runtime_error{refusal.message};
}

}  // namespace dispatch
