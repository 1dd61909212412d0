// websocketpp as its broadcast example does it: tells everybody a text of so many bytes, as often as the
// control connection says. Prints its two ports.   bench_websocketpp BYTES

#include <cstdlib>
#include <iostream>
#include <istream>
#include <set>
#include <string>
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>

namespace {

namespace asio = websocketpp::lib::asio;
using asio::ip::tcp;
using websocketpp::connection_hdl;
using Endpoint = websocketpp::server<websocketpp::config::asio>;

class Broadcast {
 public:
  Broadcast(asio::io_context& io, std::size_t bytes)
      : text_(bytes, 'x'), acceptor_{io, {asio::ip::address_v4::loopback(), 0}}, control_{io} {
    endpoint_.clear_access_channels(websocketpp::log::alevel::all);
    endpoint_.clear_error_channels(websocketpp::log::elevel::all);
    endpoint_.init_asio(&io);
    endpoint_.set_listen_backlog(1000);
    endpoint_.set_tcp_post_init_handler([this](connection_hdl one) {
      boost::system::error_code ignored;
      endpoint_.get_con_from_hdl(one)->get_raw_socket().set_option(tcp::no_delay{true}, ignored);
    });
    endpoint_.set_validate_handler([this](connection_hdl one) {
      endpoint_.get_con_from_hdl(one)->select_subprotocol("siaga.v1");
      return true;
    });
    endpoint_.set_open_handler([this](connection_hdl one) { watchers_.insert(one); });
    endpoint_.set_close_handler([this](connection_hdl one) { watchers_.erase(one); });
    endpoint_.listen(tcp::endpoint{asio::ip::address_v4::loopback(), 0});
    endpoint_.start_accept();
    acceptor_.async_accept(control_, [this](boost::system::error_code error) {
      if (!error) read();
    });
    boost::system::error_code error;
    std::cout << endpoint_.get_local_endpoint(error).port() << " " << acceptor_.local_endpoint().port()
              << std::endl;
  }

 private:
  void read() {
    asio::async_read_until(control_, buffer_, '\n', [this](boost::system::error_code error, std::size_t) {
      if (error) return;
      std::istream lines{&buffer_};
      std::size_t count = 0;
      lines >> count;
      lines.get();
      for (std::size_t i = 0; i < count; ++i)
        for (const auto& one : watchers_) endpoint_.send(one, text_, websocketpp::frame::opcode::text);
      read();
    });
  }

  std::string text_;
  Endpoint endpoint_;
  std::set<connection_hdl, std::owner_less<connection_hdl>> watchers_;
  tcp::acceptor acceptor_;
  tcp::socket control_;
  asio::streambuf buffer_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  asio::io_context io{1};
  Broadcast broadcast{io, static_cast<std::size_t>(std::strtoul(argv[1], nullptr, 10))};
  io.run();
}
