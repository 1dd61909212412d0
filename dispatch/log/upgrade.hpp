#pragma once

#include <boost/json/fwd.hpp>

// What earlier versions wrote into the log and the store, made as this one writes it. Each entry and each
// state says which format it has; one that says nothing has the first. tests/logs/ has a log of each.
namespace dispatch {

// 1: the first. 2: an incident always has `proposals` and `merged`.
inline constexpr int log_format = 2;

void upgrade_events(boost::json::value& events, int format);
void upgrade_incident(boost::json::value& incident, int format);

}  // namespace dispatch
