#include "geo/fault.hpp"

#include <stdexcept>

namespace geo {

void throw_exception_from_error(const Fault& fault, const boost::source_location&) {
  throw std::runtime_error{fault.what};
}

}  // namespace geo
