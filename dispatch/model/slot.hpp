#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/model/id.hpp"
#include "dispatch/model/time.hpp"

namespace dispatch {

// As it is called in the two languages of the screens.
struct Title {
  std::string id;
  std::string en;
  friend bool operator==(const Title&, const Title&) = default;
};
BOOST_DESCRIBE_STRUCT(Title, (), (id, en))

// Somebody who comes first may begin; somebody who transports carries the patient away.
enum class SlotRole { first, transport };
BOOST_DESCRIBE_ENUM(SlotRole, first, transport)

enum class SlotWeight { must, should };
BOOST_DESCRIBE_ENUM(SlotWeight, must, should)

// Words of what units can do, in their order and each once.
using Capabilities = std::vector<std::string>;

// What a call needs of one unit.
struct Slot {
  SlotRole role = SlotRole::first;
  SlotWeight weight = SlotWeight::must;
  std::vector<std::vector<std::string>> capabilities;  // all of these, each by any of its words
  std::optional<seconds> within_s = {};                // who needs longer is out of range
  std::optional<AssignmentId> assignment = {};         // who was to fill it last
  friend bool operator==(const Slot&, const Slot&) = default;
};
BOOST_DESCRIBE_STRUCT(Slot, (), (role, weight, capabilities, within_s, assignment))

// A slot of an incident, by its place among them, and who is to fill it.
struct Filling {
  std::uint64_t slot = 0;
  AssignmentId by;
};
BOOST_DESCRIBE_STRUCT(Filling, (), (slot, by))

// Somebody who is told of a call besides those who go.
struct Contact {
  std::string who;
  Title title;
  std::optional<std::string> phone;
  friend bool operator==(const Contact&, const Contact&) = default;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (who, title, phone))

// What a call needs, by the plan that held when it was triaged.
struct Response {
  std::optional<std::string> rule;  // its name in the region's plan; none: Siaga's own
  std::vector<Slot> slots;
  std::vector<Contact> tell;
  // What its destination must have: all of these, each by any of its words. None: nothing in particular.
  std::optional<std::vector<std::vector<std::string>>> destination = {};
  friend bool operator==(const Response&, const Response&) = default;
};
BOOST_DESCRIBE_STRUCT(Response, (), (rule, slots, tell, destination))

}  // namespace dispatch
