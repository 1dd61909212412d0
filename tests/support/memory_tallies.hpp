#pragma once

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>

#include "dispatch/learn/tallies.hpp"

namespace tests {

// Keeps to the contract of dispatch::Tallies in a map; answers later than asked.
class MemoryTallies final : public dispatch::Tallies {
 public:
  explicit MemoryTallies(boost::asio::any_io_executor executor) : executor_{std::move(executor)} {}

  boost::asio::awaitable<std::size_t> add(std::vector<dispatch::Tally> more) override {
    co_await boost::asio::post(executor_, boost::asio::use_awaitable);
    if (away) co_return 0;
    for (const auto& one : more) {
      auto& numbers = kept[one.name].numbers;
      numbers.resize(std::max(numbers.size(), one.numbers.size()));
      for (std::size_t i = 0; i < one.numbers.size(); ++i) numbers[i] += one.numbers[i];
    }
    co_return more.size();
  }
  boost::asio::awaitable<std::optional<std::vector<dispatch::Tally>>> all() override {
    co_await boost::asio::post(executor_, boost::asio::use_awaitable);
    if (away) co_return std::nullopt;
    std::vector<dispatch::Tally> all;
    for (const auto& [name, tally] : kept) all.push_back({name, tally.numbers, 0});
    co_return all;
  }

  bool away = false;
  std::map<std::string, dispatch::Tally> kept;

 private:
  boost::asio::any_io_executor executor_;
};

}  // namespace tests
