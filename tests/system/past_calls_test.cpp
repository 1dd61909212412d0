#include <catch2/catch.hpp>
#include <fstream>

#include "tests/system/said.hpp"

using namespace tests;

namespace {

Message check(std::string_view query, boost::json::object caller) {
  return {{"type", "check_call"}, {"query", query}, {"caller", std::move(caller)}};
}

// Its answer.
const Message& asked(Client& client, const std::string& query, boost::json::object caller) {
  client.say(check(query, std::move(caller)));
  return client.expect(
      [&](const Message& one) { return text(one, "/type") == "call_hints" && text(one, "/query") == query; },
      "the answer to " + query);
}

void write(const std::filesystem::path& file, const std::string& rows) {
  const auto fresh = file.string() + ".new";
  std::ofstream{fresh} << "nik,nama,telepon,alamat,lat,lon,catatan,puskesmas\n" << rows;
  std::filesystem::rename(fresh, file);
}

}  // namespace

TEST_CASE("a call that has left the board is shown when its number calls again, after a restart too") {
  const Folder folder;
  Serve serve{folder.path(), {"--dispatch-archive-s", "1"}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.subscribe("board");
  const auto said = call("P1");
  ayu.must(said);
  CHECK(asked(ayu, "q-1", {{"phone", "0811000000"}}).at("past").as_array().empty());
  ayu.must(call_off(id_of(said), "hoax"));
  ayu.expect([](const Message& one) { return text(one, "/events/0/type") == "incident.archived"; },
             "the archived incident");
  for (const auto restarted : {false, true}) {
    if (restarted) {
      serve.kill();
      serve.start();
      ayu.connect(serve.port());
    }
    const auto& again = asked(ayu, restarted ? "q-3" : "q-2", {{"phone", "0811-000-000"}});
    CHECK(again.at("hints").as_array().empty());
    REQUIRE(again.at("past").as_array().size() == 1);
    CHECK(text(again, "/past/0/incident") == id_of(said));
    CHECK(text(again, "/past/0/text") == "behind the market");
    CHECK(text(again, "/past/0/ended") == "hoax");
    CHECK(again.at("past").at(0).at("pin").at("lat").to_number<double>() == Approx(negara.lat));
  }
  CHECK_FALSE(asked(ayu, "q-4", {{"name", "Rina"}}).as_object().contains("past"));
}

TEST_CASE("a registered patient is found by number, name and NIK, and no NIK is in an answer or in the log") {
  const Folder folder;
  const auto file = folder.path() / "pasien.csv";
  const std::string sudana =
      "5101044107860001,I Ketut Sudana,0811 000 000,Br. Tengah,-8.357,114.615,oksigen,P1\n";
  write(file, sudana);
  Serve serve{folder.path() / "data", {"--patients", file.string()}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client made{{.port = serve.port(), .token = serve.token("supervisor")}};
  const auto found = [&](const std::string& query, boost::json::object caller) {
    const auto& answer = asked(ayu, query, std::move(caller));
    CHECK(boost::json::serialize(answer).find("510104") == std::string::npos);
    return answer.at("patients").as_array().size();
  };
  CHECK(found("q-1", {{"phone", "+62 811000000"}}) == 1);
  CHECK(found("q-2", {{"name", "ketut soedana"}}) == 1);
  CHECK(found("q-3", {{"name", "5101044107860001"}}) == 1);
  CHECK(found("q-4", {{"name", "Wayan Rai"}}) == 0);
  CHECK_FALSE(asked(made, "q-5", {{"phone", "0811000000"}}).as_object().contains("patients"));

  write(file, sudana + "5101044107860001,Wayan Rai,,,,,,\n");  // the same card twice
  CHECK(found("q-6", {{"name", "Wayan Rai"}}) == 0);
  CHECK(found("q-7", {{"phone", "0811000000"}}) == 1);
  write(file, sudana + "5101044107860002,Wayan Rai,,,,,,P1\n");
  CHECK(found("q-8", {{"name", "Wayan Rai"}}) == 1);

  REQUIRE(serve.terminate() == 0);
  CHECK(serve.log().find("line 3, column nik: stands in line 2 already") != std::string::npos);
  CHECK(serve.log().find("510104") == std::string::npos);
  CHECK(serve.log().find("Sudana") == std::string::npos);
}

TEST_CASE(
    "a server with a faulty register runs with what is right in it, and says what is not for as long as it "
    "holds") {
  const Folder folder;
  const auto file = folder.path() / "pasien.csv";
  const std::string sudana = "5101044107860001,I Ketut Sudana,0811 000 000,Br. Tengah,,,,P1\n";
  write(file, "510104410786,Wayan Rai,,,,,,\n" + sudana +
                  "0,I Made tanpa NIK,081234567891,Br,,,kartu belum ada,P1\n");
  Serve serve{folder.path() / "data", {"--patients", file.string()}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  CHECK(text(ayu.welcome(), "/conditions/0/code") == "patients_faulty");
  CHECK(asked(ayu, "q-1", {{"name", "Sudana"}}).at("patients").as_array().size() == 1);
  CHECK(asked(ayu, "q-2", {{"phone", "+62 0812 3456 7891"}}).at("patients").as_array().size() == 1);
  write(file, sudana);
  CHECK(asked(ayu, "q-3", {{"name", "Sudana"}}).at("patients").as_array().size() == 1);
  ayu.expect(
      [](const Message& one) {
        return text(one, "/type") == "conditions" && one.at("conditions").as_array().empty();
      },
      "that nothing is wrong any more");
  REQUIRE(serve.terminate() == 0);
  CHECK(serve.log().find("pasien.csv, line 2, column nik: should be 16 digits") != std::string::npos);
}

TEST_CASE("a server whose register is not there runs, and reads it when it comes") {
  const Folder folder;
  const auto file = folder.path() / "pasien.csv";
  Serve serve{folder.path() / "data", {"--patients", file.string()}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  CHECK(asked(ayu, "q-1", {{"name", "Sudana"}}).at("patients").as_array().empty());
  write(file, "5101044107860001,I Ketut Sudana,,,,,,\n");
  CHECK(asked(ayu, "q-2", {{"name", "Sudana"}}).at("patients").as_array().size() == 1);
}
