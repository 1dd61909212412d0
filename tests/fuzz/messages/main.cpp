#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include "tests/fuzz/messages/run.hpp"

// message_fuzz [SECONDS]: see Run. The same TEST_SEED says the same, as far as the server answers in the same
// order.
int main(int argc, char** argv) {
  // What is freed is kept less long than is usual: else the sanitizer's own 256 MB hide what the server
  // holds.
  const auto* given = std::getenv("ASAN_OPTIONS");
  const auto options =
      (given == nullptr ? std::string{} : std::string{given} + ":") + "quarantine_size_mb=16";
  setenv("ASAN_OPTIONS", options.c_str(), 1);
  try {
    tests::fuzz::Run run{tests::printed_seed()};
    run.go_on_for(std::chrono::seconds{argc > 1 ? std::stol(argv[1]) : 60});
  } catch (const std::exception& fault) {
    std::cout << "FAILED: " << fault.what() << std::endl;
    return 1;
  }
  return 0;
}
