#include <catch2/catch.hpp>
#include <random>

#include "dispatch/rules/command.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
namespace bj = boost::json;

namespace {

// Makes any described thing, with every field filled somehow.
class Maker {
 public:
  explicit Maker(std::uint32_t seed) : random_{seed} {}

  template <class T>
  T some() {
    T thing{};
    fill(thing);
    return thing;
  }

  void fill(std::string& text) {
    constexpr std::array parts{"pasar ", "\"", "\\", "\n",   "\x01",      "é",
                               "🚑",      "'",  "{}", "null", "</script>", " "};
    for (auto n = below(6); n > 0; --n) text += parts[below(parts.size())];
  }
  void fill(bool& truth) { truth = below(2) == 0; }
  void fill(double& number) { number = static_cast<double>(below(1'000'000)) / 1000; }
  void fill(std::uint64_t& number) { number = below(1'000'000); }
  void fill(std::int64_t& number) { number = static_cast<std::int64_t>(below(1'000'000)); }
  void fill(TimePoint& when) { when = TimePoint{milliseconds{below(1'800'000'000) * 1000 + below(1000)}}; }
  template <class Period>
  void fill(std::chrono::duration<std::int64_t, Period>& span) {
    span = std::chrono::duration<std::int64_t, Period>{below(100'000)};
  }
  void fill(geo::MetresPerSecond& speed) {
    speed = geo::MetresPerSecond{static_cast<double>(1 + below(500)) / 8};
  }
  void fill(geo::Metres& length) { length = geo::Metres{static_cast<double>(below(5000)) / 8}; }
  void fill(geo::Position& where) {
    where = tests::at(static_cast<double>(below(180'000)) / 1000 - 90,
                      static_cast<double>(below(360'000)) / 1000 - 180);
  }
  void fill(Station& station) {
    fill(station.name);
    fill(station.where);
  }
  template <class Tag>
  void fill(Id<Tag>& name) {
    name = tests::id<Id<Tag>>("some-" + std::to_string(below(1000)));
  }
  template <json::DescribedEnum E>
  void fill(E& value) {
    std::vector<E> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto one) { all.push_back(one.value); });
    value = all[below(all.size())];
  }
  template <class T>
  void fill(std::optional<T>& thing) {
    if (below(3) > 0) fill(thing.emplace());
  }
  template <class T>
  void fill(std::vector<T>& things) {
    for (auto n = below(4); n > 0; --n) fill(things.emplace_back());
  }
  template <json::Described T>
  void fill(T& thing) {
    boost::mp11::mp_for_each<json::Members<T>>([&](auto member) { fill(thing.*member.pointer); });
  }
  std::size_t below(std::size_t end) { return random_() % end; }

 private:
  std::mt19937 random_;
};

template <class T>
void require_that_it_comes_back(const T& thing) {
  using json::read;
  using json::write;
  std::string text;
  write(text, thing);
  CAPTURE(text);
  T back{};
  json::FieldError why;
  INFO(why.path << " should be " << why.wanted);
  REQUIRE(read(bj::parse(text), back, why));
  std::string again;
  write(again, back);
  REQUIRE(again == text);
}

template <class T>
bj::value wrong_for() {
  if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::optional<bool>>) return 1;
  return true;
}

template <class T>
void require_that_each_field_is_checked(const T& thing) {
  const auto whole = bj::parse(json::text_of(thing)).get_object();
  const auto fault = [](const bj::object& object) {
    T back{};
    json::FieldError why{"read without fault", ""};
    (void)json::read(bj::value(object), back, why);
    return why.path;
  };
  boost::mp11::mp_for_each<json::Members<T>>([&](auto member) {
    using Field = std::remove_cvref_t<decltype(thing.*member.pointer)>;
    auto wrong = whole;
    wrong[member.name] = wrong_for<Field>();
    REQUIRE(fault(wrong) == member.name);
    wrong.erase(member.name);
    if constexpr (!json::is_optional<Field>) REQUIRE(fault(wrong) == member.name);
  });
  auto more = whole;
  more["surplus"] = 1;
  REQUIRE(fault(more) == "surplus");
}

template <class Variant, class Do>
void for_each_of(Do action) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Variant>>(
      [&](auto identity) { action(identity); });
}

}  // namespace

TEST_CASE("incidents, assignments and units come back from the store as they went") {
  Maker maker{GENERATE(range(1U, 60U))};
  require_that_it_comes_back(maker.some<Incident>());
  require_that_it_comes_back(maker.some<Assignment>());
  require_that_it_comes_back(maker.some<Unit>());
}

TEST_CASE("every event comes back from the log as it went") {
  Maker maker{GENERATE(range(1U, 60U))};
  for_each_of<json::DescribedOf<EventBody>>([&](auto identity) {
    using Body = typename decltype(identity)::type;
    Event event;
    maker.fill(event.at);
    maker.fill(event.recorded);
    maker.fill(event.by);
    maker.fill(event.command);
    maker.fill(event.touches);
    event.body = maker.some<Body>();
    require_that_it_comes_back(event);
  });
}

TEST_CASE("every command of a client comes over the wire as it went") {
  Maker maker{GENERATE(range(1U, 60U))};
  for_each_of<ClientCommand>(
      [&](auto identity) { require_that_it_comes_back(maker.some<typename decltype(identity)::type>()); });
}

TEST_CASE("in every entity, event and command each field is checked by name") {
  Maker maker{GENERATE(range(1U, 4U))};
  require_that_each_field_is_checked(maker.some<Incident>());
  require_that_each_field_is_checked(maker.some<Assignment>());
  require_that_each_field_is_checked(maker.some<Unit>());
  const auto check = [&](auto identity) {
    require_that_each_field_is_checked(maker.some<typename decltype(identity)::type>());
  };
  for_each_of<json::DescribedOf<EventBody>>(check);
  for_each_of<ClientCommand>(check);
}

TEST_CASE("a position report comes back as it went") {
  Maker maker{GENERATE(range(1U, 40U))};
  Fix fix;
  maker.fill(fix.unit);
  maker.fill(fix.where);
  maker.fill(fix.at);
  maker.fill(fix.accuracy_m);
  maker.fill(fix.speed_mps);
  if (maker.below(2) == 0) fix.heading_deg = static_cast<double>(maker.below(361));
  maker.fill(fix.source);
  maker.fill(fix.clock_is_wrong);
  maker.fill(fix.doubt);
  if (fix.doubt) fix.off_by_m = static_cast<double>(maker.below(900'000));
  require_that_it_comes_back(fix);
}

TEST_CASE("a position report off the earth, or one that cannot be read, is refused by its field") {
  const auto [more, field] = GENERATE(table<const char*, const char*>({
      {R"("lat":91,"lon":0)", "lat"},
      {R"("lat":0,"lon":181)", "lon"},
      {R"("lat":0)", "lon"},
      {R"("lat":0,"lon":0,"speed_mps":"fast")", "speed_mps"},
  }));
  Fix fix;
  json::FieldError why;
  REQUIRE_FALSE(read(bj::parse(std::string{R"({"unit":"AMB-01","at":0,)"} + more + "}"), fix, why));
  REQUIRE_THAT(why.path, Catch::Contains(field));
}

TEST_CASE("numbers of a position that cannot be are unknown, and what else is said of it is left aside") {
  const auto* more =
      GENERATE(R"("speed_mps":-1,"heading_deg":-1,"accuracy_m":-0.1)", R"("speed_mps":1001)",
               R"("heading_deg":361,"altitude":3,"satellites":[4,7])", R"("doubt":"of a newer version")");
  Fix fix;
  json::FieldError why;
  REQUIRE(read(bj::parse(std::string{R"({"unit":"AMB-01","at":0,"lat":0,"lon":0,)"} + more + "}"), fix, why));
  REQUIRE_FALSE((fix.speed_mps || fix.heading_deg || fix.accuracy_m || fix.doubt));
}
