// Boost.JSON and Boost.Asio, compiled once.
#include <boost/asio/impl/src.hpp>
#include <boost/json/src.hpp>
