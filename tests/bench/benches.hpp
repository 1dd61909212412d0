#pragma once

namespace bench {

void nearest();
void commit();
void push();
void positions();
void fanout();
void idle();
void stalled();
void start();
void locate();
void roads();
void planner();

// Run in processes of their own by the benches above.
int fanout_server();
int echo_server();

}  // namespace bench
