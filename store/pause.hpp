#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace store {

// On a thread that has nothing else to do before it tries again.
inline void pause_for(std::chrono::milliseconds time) {
  std::mutex unused;
  std::unique_lock lock{unused};
  std::condition_variable{}.wait_for(lock, time);
}

}  // namespace store
