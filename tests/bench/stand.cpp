#include "tests/bench/stand.hpp"

#include <hiredis/hiredis.h>
#include <signal.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "store/badges.hpp"
#include "store/keys.hpp"

namespace bench {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds patience{60};
constexpr const char* region_name = "jembrana";

void must(bool good, const std::string& what) {
  if (!good) throw std::runtime_error{what};
}

std::vector<std::string> redis_command(const fs::path& folder) {
  return {"redis-server",
          "--port",
          "0",
          "--unixsocket",
          folder / "redis.sock",
          "--dir",
          folder,
          "--appendonly",
          "yes",
          "--appendfsync",
          "always",
          "--save",
          "",
          "--auto-aof-rewrite-percentage",
          "0"};  // no second process in the middle of a measurement
}

std::unique_ptr<tests::Process> started(int core, std::vector<std::string> command, const fs::path& folder) {
  return std::make_unique<tests::Process>(on_core(core, std::move(command)), folder / "out", folder / "err");
}

}  // namespace

Redis::Redis(int core)
    : process_{on_core(core, redis_command(folder_.path())), folder_.path() / "out", folder_.path() / "err"} {
  must(tests::becomes_true([&] { return store::Connection::open(address(), patience).has_value(); }),
       "redis-server does not start");
}

store::Address Redis::address() const {
  store::Address address;
  address.unix_socket = folder_.path() / "redis.sock";
  return address;
}

store::Connection Redis::connected() const {
  auto connection = store::Connection::open(address(), patience);
  must(connection.has_value(), "Redis does not answer");
  return std::move(*connection);
}

BareRedis::BareRedis(const store::Address& address)
    : context_{redisConnectUnix(address.unix_socket.c_str())} {
  must(context_ != nullptr && context_->err == 0, "hiredis cannot connect");
}
BareRedis::~BareRedis() {
  redisFree(context_);
}

void BareRedis::append(const std::vector<std::string>& command) {
  std::vector<const char*> parts;
  std::vector<std::size_t> sizes;
  for (const auto& part : command) {
    parts.push_back(part.data());
    sizes.push_back(part.size());
  }
  redisAppendCommandArgv(context_, static_cast<int>(parts.size()), parts.data(), sizes.data());
}

std::size_t BareRedis::answer() {
  void* reply = nullptr;
  must(redisGetReply(context_, &reply) == REDIS_OK, "Redis does not answer");
  const std::unique_ptr<void, decltype(&freeReplyObject)> owned{reply, &freeReplyObject};
  const auto* read = static_cast<redisReply*>(reply);
  must(read->type != REDIS_REPLY_ERROR, read->type == REDIS_REPLY_ERROR ? read->str : "");
  return read->elements;
}

std::size_t BareRedis::ask(const std::vector<std::string>& command) {
  append(command);
  return answer();
}

std::string BareRedis::ask_text(const std::vector<std::string>& command) {
  append(command);
  void* reply = nullptr;
  must(redisGetReply(context_, &reply) == REDIS_OK, "Redis does not answer");
  const std::unique_ptr<void, decltype(&freeReplyObject)> owned{reply, &freeReplyObject};
  const auto* read = static_cast<redisReply*>(reply);
  must(read->type == REDIS_REPLY_STRING, "Redis answers something else than a text");
  return {read->str, read->len};
}

dispatch::UnitId unit_id(std::size_t number) {
  return *dispatch::UnitId::from("U-" + std::to_string(number));
}

fs::path made_region(const fs::path& folder, std::size_t units) {
  const auto shipped = fs::path{SIAGA_REPOSITORY} / "config/regions" / region_name;
  const auto region = folder / region_name;
  fs::create_directories(region);
  for (const auto* file : {"region.toml", "places.csv", "facilities.csv"})
    fs::copy_file(shipped / file, region / file, fs::copy_options::overwrite_existing);
  constexpr std::size_t stations = 100;
  std::ofstream station_list{region / "stations.csv"};
  station_list << "id,name,facility,lat,lon\n";
  for (std::size_t i = 0; i < stations; ++i)
    station_list << "ST-" << i << ",Pos " << i << ",F," << -8.20 - 0.02 * static_cast<double>(i / 10) << ','
                 << 114.45 + 0.04 * static_cast<double>(i % 10) << '\n';
  std::ofstream unit_list{region / "units.csv"};
  unit_list << "id,kind,callsign,station,crew\n";
  for (std::size_t i = 0; i < units; ++i)
    unit_list << unit_id(i).view() << ",ambulance,Ambulans " << i << ",ST-" << i % stations << ",2\n";
  return region;
}

Siaga::Siaga(const Redis& redis, Options options) {
  const fs::path repository{SIAGA_REPOSITORY};
  const auto region = options.region.empty() ? repository / "config/regions" / region_name : options.region;
  std::vector<std::string> command{SIAGA_PROGRAM,
                                   "serve",
                                   "--config",
                                   repository / "config/siaga.toml",
                                   "--listen",
                                   "127.0.0.1:0",
                                   "--limits-strangers",
                                   std::to_string(options.strangers),
                                   "--limits-sessions-of-name",
                                   "20000",
                                   "--redis-url",
                                   redis.address().text(),
                                   "--region",
                                   region,
                                   "--data-dir",
                                   folder_.path(),
                                   "--console",
                                   folder_.path() / "none",
                                   "--log-level",
                                   "warn"};
  command.insert(command.end(), options.flags.begin(), options.flags.end());
  process_ = started(server_core, std::move(command), folder_.path());
  constexpr std::string_view label = "listening on 127.0.0.1:";
  const bool listens = tests::becomes_true([&] {
    const auto text = tests::text_of(folder_.path() / "out");
    const auto at = text.find(label);
    if (at == std::string::npos || text.back() != '\n') return process_->has_ended();
    port_ = static_cast<unsigned short>(std::stoul(text.substr(at + label.size())));
    return true;
  });
  must(listens && port_ != 0, "siaga serve does not start: " + tests::text_of(folder_.path() / "err"));
}

void Siaga::wait_for(std::size_t units) const {
  must(tests::becomes_true([&] {
         pause(milliseconds{20});
         return is_ready() && metric("units") >= static_cast<double>(units);
       }),
       "siaga serve does not become ready");
}

double Siaga::metric(std::string_view name) const {
  return tests::metric(port_, name);
}

void Siaga::stop() {
  process_->signal(SIGTERM);
  process_->exit_status();
}

Program::Program(int core, std::vector<std::string> command)
    : process_{started(core, std::move(command), folder_.path())} {
  must(tests::becomes_true([&] {
         const auto text = tests::text_of(folder_.path() / "out");
         if (text.find('\n') == std::string::npos) return process_->has_ended();
         std::istringstream ports{text};
         for (unsigned short port = 0; ports >> port;) ports_.push_back(port);
         return true;
       }) &&
           !ports_.empty(),
       "a program does not start: " + tests::text_of(folder_.path() / "err"));
}

std::string own_program() {
  return fs::read_symlink("/proc/self/exe");
}

std::vector<std::string> made_tokens(const Redis& redis, std::string_view region,
                                     const std::vector<dispatch::Actor>& actors) {
  auto connection = redis.connected();
  const store::Keys keys{region};
  std::vector<std::string> tokens;
  for (const auto& actor : actors) {
    tokens.push_back(store::new_token());
    connection.queue(
        {"HSET", keys.tokens(), store::hash_of_token(tokens.back()), store::text_of_badge({actor})});
  }
  for (std::size_t i = 0; i < actors.size(); ++i)
    must(connection.next().has_value(), "Redis does not answer");
  return tokens;
}

std::string made_token(const Redis& redis, dispatch::Role role) {
  return made_tokens(redis, region_name, {{role, "bench", {}}}).front();
}

void sign_in(Sockets& sockets, std::size_t first, const std::vector<std::string>& tokens,
             std::string_view topic) {
  const auto count = sockets.size() - first;
  const auto until_all = [&](std::string_view type) {
    std::size_t come = 0;
    const auto end = Clock::now() + patience;
    while (come < count && Clock::now() < end)
      sockets.read(milliseconds{100}, [&](std::size_t socket, std::string_view text) {
        if (socket >= first && is(text, type)) ++come;
      });
    must(come >= count, "not all heard " + std::string{type});
  };
  for (std::size_t i = 0; i < count; ++i) {
    const auto& token = tokens[tokens.size() == 1 ? 0 : i];
    sockets.send(first + i, R"({"type":"hello","token":")" + token + R"("})");
  }
  until_all("welcome");
  if (topic.empty()) return;
  for (std::size_t i = 0; i < count; ++i)
    sockets.send(first + i, R"({"type":"subscribe","topic":")" + std::string{topic} + R"("})");
  until_all("snapshot");
}

}  // namespace bench
