#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace ws {

// One WebSocket message as it goes over the line, header included. A server's frames are not masked, so the
// same bytes serve every session that gets the message.
using Frame = std::shared_ptr<const std::string>;

Frame text_frame(std::string_view payload);
// RFC 6455, 7.4; codes of ours are 4000 and up.
Frame close_frame(unsigned short code, std::string_view reason);

}  // namespace ws
