#include "config/settings.hpp"

#include "tests/config/folder.hpp"

using config::Key;
using config::Values;
using tests::Folder;
using Strings = std::vector<std::string>;
using Variables = std::map<std::string, std::string>;

namespace {

dispatch::OrFault<Values> load(const Strings& flags, Variables variables = {},
                               std::span<const Key> own = {}) {
  return config::load(flags, own, [variables = std::move(variables)](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional{found->second};
  });
}

Values loaded(const Strings& flags, const Variables& variables = {}) {
  auto values = load(flags, variables);
  if (values.has_error()) FAIL(values.error().what);
  return *values;
}

std::string fault_of(const Strings& flags, const Variables& variables = {}) {
  const auto values = load(flags, variables);
  REQUIRE(values.has_error());
  return values.error().what;
}

// What is wrong with a settings file of this text, after its name.
std::string fault_in_file(std::string_view text) {
  const Folder folder;
  const auto file = folder.write("siaga.toml", text).string();
  const auto fault = fault_of({"--config", file});
  REQUIRE(fault.starts_with(file));
  return fault.substr(file.size());
}

}  // namespace

TEST_CASE("the flag wins over the environment, that over the file, and that over the default") {
  const Folder folder;
  const auto file = folder.write("siaga.toml", "listen = \"file:1\"\n[log]\nlevel = \"warn\"\n").string();
  const Variables variables{{"SIAGA_LISTEN", "environment:1"}};
  REQUIRE(loaded({"--config", file}).text("listen") == "file:1");
  REQUIRE(loaded({"--config", file}, variables).text("listen") == "environment:1");
  REQUIRE(loaded({"--config", file, "--listen", "flag:1"}, variables).text("listen") == "flag:1");
  REQUIRE(loaded({"--config", file, "--listen=flag:1"}).text("listen") == "flag:1");
  REQUIRE(loaded({"--config", file}).text("log.level") == "warn");
  REQUIRE(loaded({"--config", file}).whole("dispatch.acknowledge_s") == 60);
}

TEST_CASE("a path in the file is relative to the file, and none stays none") {
  const Folder folder;
  const auto file = folder.write("siaga.toml", "patients = \"pasien.csv\"\n").string();
  REQUIRE(loaded({"--config", file}).path("patients") == folder.path() / "pasien.csv");
  const auto none = folder.write("none.toml", "patients = \"\"\n").string();
  REQUIRE(loaded({"--config", none}).text("patients").empty());
}

TEST_CASE("the settings file is named by flag or environment, and must then be there") {
  const Folder folder;
  const auto file = folder.write("other.toml", "[dispatch]\nassign_s = 45\n").string();
  REQUIRE(loaded({}, {{"SIAGA_CONFIG", file}}).whole("dispatch.assign_s") == 45);
  REQUIRE(loaded({"--config", file}, {{"SIAGA_CONFIG", "/nowhere"}}).whole("dispatch.assign_s") == 45);
  REQUIRE(fault_of({"--config", "/nowhere/siaga.toml"}) == "there is no settings file /nowhere/siaga.toml");
  REQUIRE(fault_of({}, {{"SIAGA_CONFIG", "/nowhere"}}) == "there is no settings file /nowhere");
}

TEST_CASE("every setting has a default within its own bounds, and the file in the repository is good") {
  const Folder folder;
  REQUIRE(load({"--config", folder.write("empty.toml", "").string()}).has_value());
  const auto values = loaded({"--config", PROJECT_SOURCE_DIR "/config/siaga.toml"});
  const auto defaults = loaded({"--config", folder.write("empty.toml", "").string()});
  for (const auto& key : config::all_keys()) {
    CAPTURE(key.name);
    REQUIRE_FALSE(key.meaning.empty());
    if (!key.is_path && std::holds_alternative<std::string_view>(key.fallback))
      REQUIRE(values.text(key.name) == defaults.text(key.name));
    if (!std::holds_alternative<std::string_view>(key.fallback))
      REQUIRE(values.number(key.name) == defaults.number(key.name));
  }
}

TEST_CASE("a key that is not known is refused, with the nearest that is") {
  REQUIRE(fault_in_file("\nlissten = \"x\"\n") ==
          ", line 2: there is no setting lissten; did you mean listen?");
  REQUIRE(fault_in_file("[redis]\nurll = \"x\"\n") ==
          ", line 2: there is no setting redis.urll; did you mean redis.url?");
  REQUIRE(fault_in_file("redis = 3\n") == ", line 1: there is no setting redis; did you mean region?");
  REQUIRE(fault_of({"--redis-ur", "x"}) ==
          "command line: there is no setting --redis-ur; did you mean --redis-url?");
}

TEST_CASE("a value of the wrong type, or out of bounds, is refused with its place") {
  REQUIRE(fault_in_file("[dispatch]\nassign_s = \"soon\"\n") ==
          ", line 2: dispatch.assign_s should be a whole number, not soon");
  REQUIRE(fault_in_file("[dispatch]\n\nassign_s = 60.5\n") ==
          ", line 3: dispatch.assign_s should be a whole number, not 60.5");
  REQUIRE(fault_in_file("[dispatch]\nassign_s = 4\n") ==
          ", line 2: dispatch.assign_s should be between 5 and 3600, not 4");
  REQUIRE(fault_in_file("[clock]\nspeed = 1001\n") ==
          ", line 2: clock.speed should be between 0.01 and 1000, not 1001");
  REQUIRE(fault_of({}, {{"SIAGA_CLOCK_SPEED", "fast"}}) ==
          "SIAGA_CLOCK_SPEED: clock.speed should be a number, not fast");
  REQUIRE(fault_of({"--redis-replicas", "6"}) ==
          "--redis-replicas: redis.replicas should be between 0 and 5, not 6");
  REQUIRE(fault_of({"--redis-replicas=-1"}) ==
          "--redis-replicas: redis.replicas should be between 0 and 5, not -1");
}

TEST_CASE("a number that is none is refused, also where the file's language has a word for it") {
  REQUIRE_THAT(fault_of({"--clock-speed", "nan"}), Catch::Contains("clock.speed should be"));
  REQUIRE_THAT(fault_of({"--clock-speed", "inf"}), Catch::Contains("clock.speed should be"));
  REQUIRE_THAT(fault_in_file("[clock]\nspeed = nan\n"), Catch::Contains("clock.speed should be"));
}

TEST_CASE("a file that is not TOML is refused with its line") {
  REQUIRE_THAT(fault_in_file("listen = \"a\"\nlisten = = 3\n"), Catch::StartsWith(", line 2: "));
}

TEST_CASE("a path in the file is relative to the file, a path in a flag to the present folder") {
  const Folder folder;
  const auto file = folder.write("siaga.toml", "region = \"../here\"\ndata_dir = \"/var/siaga\"\n").string();
  const auto values = loaded({"--config", file, "--console", "dist"});
  REQUIRE(values.path("region") == folder.path().parent_path() / "here");
  REQUIRE(values.path("data_dir") == "/var/siaga");
  REQUIRE(values.path("console") == "dist");
}

TEST_CASE("a flag begins with two dashes and has a value") {
  REQUIRE(fault_of({"listen", "x"}) == "a flag begins with --, this does not: listen");
  REQUIRE(fault_of({"--listen"}) == "--listen needs a value");
  REQUIRE(loaded({"--redis-url", ""}).text("redis.url").empty());
}

TEST_CASE("a password is never shown, wherever the address with it was written by mistake") {
  const std::string url =
      GENERATE("redis://:geheim@db", "redis://siaga:geheim@db:6379/0", "rediss://geheim", "p@geheim");
  std::vector faults{fault_of({url}),
                     fault_of({"serve", "--redis-url=" + url}),
                     fault_of({"--redis-replicas", url}),
                     fault_of({"--" + url, "x"}),
                     fault_of({}, {{"SIAGA_REDIS_REPLICAS", url}}),
                     fault_in_file("[redis]\nurl = " + url + "\n"),
                     fault_in_file("[redis]\nurl = \"" + url + "\n"),
                     fault_in_file("[redis]\nreplicas = \"" + url + "\"\n"),
                     fault_in_file("[redis]\n\"" + url + "\" = 1\n")};
  for (const auto& fault : faults) {
    CAPTURE(fault);
    CHECK(fault.find("geheim") == std::string::npos);
  }
}

TEST_CASE("a subcommand has flags of its own, which others do not know") {
  constexpr std::array own{Key{"role", "operator", "who"}, Key{"number_of", 3L, "how many", 1, 9}};
  const auto values = load({"--number-of", "4"}, {}, own);
  REQUIRE(values.has_value());
  REQUIRE(values->whole("number_of") == 4);
  REQUIRE(values->text("role") == "operator");
  REQUIRE_THAT(load({"--number-of", "10"}, {}, own).error().what, Catch::Contains("between 1 and 9"));
  REQUIRE_THAT(fault_of({"--role", "crew"}), Catch::Contains("no setting --role"));
}

TEST_CASE("help names every flag with its default and what it is for") {
  const auto help = config::help_of(config::all_keys());
  for (const auto& key : config::all_keys()) {
    REQUIRE_THAT(help, Catch::Contains(config::flag_of(key)));
    REQUIRE_THAT(help, Catch::Contains(std::string{key.meaning}));
  }
  REQUIRE_THAT(help, Catch::Contains("  --dispatch-acknowledge-s (60)\n"));
}

TEST_CASE("what is true or false is written so in a file, whether the setting is a word or a number") {
  const Folder folder;
  const auto file = folder.write("siaga.toml", "[redis]\ntrust = true\n[plan]\nsends_on = false\n").string();
  const auto values = loaded({"--config", file});
  REQUIRE(values.text("redis.trust") == "true");
  REQUIRE(values.whole("plan.sends_on") == 0);
}
