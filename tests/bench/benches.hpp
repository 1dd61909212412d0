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
void strangers();
void locate();
void duplicates();
void roads();
void planner();
void plan();
void brain();

// Run in processes of their own by the benches above.
int fanout_server();
int echo_server();

}  // namespace bench
