#pragma once

#include <map>

#include "dispatch/choose/options.hpp"
#include "dispatch/log/slots.hpp"

namespace dispatch {

// Free units by what they can do, each once: the first to arrive of those that are alike.
using FirstOf = std::map<const View::Alike*, std::vector<Option>>;

// Why nobody can fill an open slot, or not in time, and who would do best instead. `first` has whoever may
// go; what is missing in it is looked up.
[[nodiscard]] std::optional<Shortfall> shortfall_of(const Asking& asking, std::size_t place, const Slot& slot,
                                                    FirstOf& first);

}  // namespace dispatch
