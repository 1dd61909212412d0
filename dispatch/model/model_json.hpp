#pragma once

#include "dispatch/model/json.hpp"
#include "dispatch/model/model.hpp"

// The few parts of the model whose shape on the wire is not that of the struct.
namespace dispatch {

void write(std::string& out, const Station& station);
bool read(const boost::json::value& from, Station& into, json::FieldError& why);
void write(std::string& out, const Fix& fix);
bool read(const boost::json::value& from, Fix& into, json::FieldError& why);

}  // namespace dispatch
