#include "node/ids.hpp"

#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "store/badges.hpp"

namespace node {

std::string new_uuid() {
  static boost::uuids::random_generator generate;
  return to_string(generate());
}

dispatch::CommandId new_command_id() {
  return *dispatch::CommandId::from(new_uuid());
}

dispatch::LinkToken new_link_token() {
  return *dispatch::LinkToken::from(store::new_link_token());
}

}  // namespace node
