#include "ws/diagnostics.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <memory>

#include "dispatch/model/json.hpp"

namespace ws {
namespace {

// The message as a JSON string.
class Quoted final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    const auto text =
        dispatch::json::text_of(std::string_view{message.payload.data(), message.payload.size()});
    out.append(text.data(), text.data() + text.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Quoted>(); }
};

}  // namespace

bool set_up_diagnostics(const std::string& level) {
  const auto known = spdlog::level::from_str(level);
  if (known == spdlog::level::off && level != "off") return false;
  auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_st>();
  auto logger = std::make_shared<spdlog::logger>("siaga", sink);
  logger->set_level(known);
  logger->flush_on(spdlog::level::info);
  if (isatty(STDERR_FILENO) == 0) {
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<Quoted>('*').set_pattern(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","message":%*})");
    logger->set_formatter(std::move(formatter));
  } else {
    logger->set_pattern("%H:%M:%S.%e %^%-5l%$ %v");
  }
  spdlog::set_default_logger(std::move(logger));
  return true;
}

}  // namespace ws
