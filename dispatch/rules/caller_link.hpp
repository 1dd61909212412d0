#pragma once

#include "dispatch/log/reading.hpp"

namespace dispatch {

// The incident that this token may speak for now; none if there is no such link, or it has expired or was
// ended or replaced, or the incident is over. Which of these it was is nobody's to know.
[[nodiscard]] const Incident* incident_of_link(const Reading& view, const LinkToken& token, TimePoint now);

}  // namespace dispatch
