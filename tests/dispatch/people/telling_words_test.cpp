#include "dispatch/people/telling_words.hpp"

#include <catch2/catch.hpp>

#include "geo/words/lexicon.hpp"

using namespace dispatch;

namespace {

std::vector<TellingWord> words(std::string_view text) {
  return telling_words(text, geo::lexicon::is_common);
}

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> all;
  for (const auto& word : words(text)) all.push_back(word.text);
  return all;
}

WordCounts said(const std::vector<std::string>& all) {
  return counted(all, geo::lexicon::is_common);
}

}  // namespace

TEST_CASE("names and house numbers tell, everyday words and counts do not") {
  REQUIRE(texts("di depan rumah Pak Sudana, Jl. Mawar no 12") ==
          std::vector<std::string>{"sudana", "jalan", "mawar", "12"});
  REQUIRE(texts("jembatan 2 orang, 3 km dari Pohsanten") ==
          std::vector<std::string>{"jembatan", "pohsanten"});
  REQUIRE(texts("Mawar mawar MAWAR") == std::vector<std::string>{"mawar"});
  REQUIRE(texts("5th Street") == std::vector<std::string>{"5", "jalan"});
  REQUIRE(texts("tolong pak cepat").empty());
}

TEST_CASE("a slip in a long word and an old spelling are the same word, a short word must be exact") {
  const auto alike = [](std::string_view a, std::string_view b) {
    return are_alike(words(a).at(0), words(b).at(0));
  };
  REQUIRE(alike("Pengambengan", "pengambngan"));
  REQUIRE(alike("Djembrana", "jembrana"));
  REQUIRE_FALSE(alike("Baluk", "Bayuk"));
  REQUIRE_FALSE(alike("120", "121"));
}

TEST_CASE("the rarer the shared words, the more they say, and a name's other words take it away") {
  const auto b = words("jembatan pohsanten");
  std::vector<std::string> all{"jembatan pohsanten"};
  const auto alone = in_common(words("jembatan pohsanten"), b, said(all), {});
  REQUIRE(alone.bits == Approx(15.3).margin(0.1));
  REQUIRE(alone.part == 1);
  for (int i = 0; i < 99; ++i) all.emplace_back(i % 2 == 0 ? "jembatan gumbrih" : "pura jati");
  const auto among_many = in_common(words("jembatan pohsanten"), b, said(all), {});
  REQUIRE(among_many.bits == Approx(1.5 + 8.6).margin(0.1));
  const auto other_end = in_common(words("jembatan gumbrih"), b, said(all), {});
  REQUIRE(other_end.bits == Approx(1.5).margin(0.1));
  REQUIRE(other_end.part < 0.6);
  REQUIRE(in_common(words("pura jati"), b, said(all), {}).bits == 0);
}

TEST_CASE("a number alone is nothing in common") {
  const auto b = words("Mawar 12");
  REQUIRE(in_common(words("Melati 12"), b, said({"Mawar 12"}), {}).bits == 0);
  REQUIRE(in_common(words("mawar 12"), b, said({"Mawar 12"}), {}).bits > 12);
}

TEST_CASE("more words in one text are no difference, other words in both are") {
  const auto b = words("pohsanten");
  const auto counts = said({"pohsanten"});
  REQUIRE(in_common(words("pohsanten, truk terguling, jembatan"), b, counts, {}).part == 1);
  REQUIRE(in_common({}, b, counts, {}).part == 0);
  REQUIRE(in_common(words("truk"), {}, counts, {}).bits == 0);
}
