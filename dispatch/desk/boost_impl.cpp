// Boost.JSON, Boost.Asio and Boost.URL, compiled once.
#include <boost/asio/impl/src.hpp>
#include <boost/json/src.hpp>
#include <boost/url/src.hpp>
