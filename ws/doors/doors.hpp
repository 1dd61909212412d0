#pragma once

#include <boost/asio/awaitable.hpp>

#include "ws/doors/page.hpp"

namespace ws {

class CallerDoor;
class MapDoor;
class Site;
class Status;

// What is answered to plain HTTP, by path, method and to whom: one row a door, in doors.cpp. (The WebSocket
// at /ws is the server's own.)
class Doors {
 public:
  enum class Open { all, watching };  // watching: only those for who watches over the server
  struct Parts {                      // they outlive the doors
    const Site& site;
    const Status& status;
    CallerDoor& caller;
    const MapDoor& map;
  };
  explicit Doors(Parts parts, Open open = Open::all) : parts_{parts}, open_{open} {}

  boost::asio::awaitable<Page> answer(Visit visit) const;

 private:
  struct Row;
  static const Row& row_for(std::string_view path, Open open);
  boost::asio::awaitable<Page> websocket(Visit visit) const;
  boost::asio::awaitable<Page> caller(Visit visit) const;
  boost::asio::awaitable<Page> map(Visit visit) const;
  boost::asio::awaitable<Page> health(Visit visit) const;
  boost::asio::awaitable<Page> ready(Visit visit) const;
  boost::asio::awaitable<Page> metrics(Visit visit) const;
  boost::asio::awaitable<Page> file(Visit visit) const;
  boost::asio::awaitable<Page> nothing(Visit visit) const;

  Parts parts_;
  Open open_;
};

}  // namespace ws
