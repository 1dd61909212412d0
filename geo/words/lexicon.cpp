#include "geo/words/lexicon.hpp"

#include <algorithm>
#include <array>

namespace geo::lexicon {
namespace {

using std::string_view;

struct Rewrite {
  string_view from;
  string_view to;
};

// Abbreviations of one meaning, whatever stands beside them.
constexpr auto abbreviations = std::to_array<Rewrite>({
    {"tj", "tanjung"},
    {"tg", "tanjung"},
    {"tjg", "tanjung"},
    {"tanj", "tanjung"},
    {"sei", "sungai"},
    {"pd", "pondok"},
    {"pdk", "pondok"},
    {"gn", "gunung"},
    {"gng", "gunung"},
    {"bkt", "bukit"},
    {"tlk", "teluk"},
    {"kbn", "kebun"},
    {"jl", "jalan"},
    {"jln", "jalan"},
    {"jlan", "jalan"},
    {"street", "jalan"},
    {"road", "jalan"},
    {"gg", "gang"},
    {"alley", "gang"},
    {"ds", "desa"},
    {"dsa", "desa"},
    {"village", "desa"},
    {"kel", "kelurahan"},
    {"klrhn", "kelurahan"},
    {"kec", "kecamatan"},
    {"kcmtn", "kecamatan"},
    {"kecmatan", "kecamatan"},
    {"district", "kecamatan"},
    {"subdistrict", "kecamatan"},
    {"kab", "kabupaten"},
    {"regency", "kabupaten"},
    {"br", "banjar"},
    {"bjr", "banjar"},
    {"dsn", "dusun"},
    {"hamlet", "dusun"},
    {"lk", "lingkungan"},
    {"lingk", "lingkungan"},
    {"link", "lingkungan"},
    {"kp", "kampung"},
    {"kmp", "kampung"},
    {"kampong", "kampung"},
    {"perum", "perumahan"},
    {"prum", "perumahan"},
    {"komp", "kompleks"},
    {"komplek", "kompleks"},
    {"no", "nomor"},
    {"nmr", "nomor"},
    {"number", "nomor"},
    {"pkm", "puskesmas"},
    {"pusk", "puskesmas"},
    {"puskes", "puskesmas"},
    {"puskemas", "puskesmas"},
    {"pskms", "puskesmas"},
    {"rs", "rumahsakit"},
    {"rsu", "rumahsakit"},
    {"rsud", "rumahsakit"},
    {"rsau", "rumahsakit"},
    {"rsia", "rumahsakit"},
    {"rsad", "rumahsakit"},
    {"rsb", "rumahsakit"},
    {"rsj", "rumahsakit"},
    {"hospital", "rumahsakit"},
    {"clinic", "klinik"},
    {"pharmacy", "apotek"},
    {"apotik", "apotek"},
    {"psr", "pasar"},
    {"ps", "pasar"},
    {"market", "pasar"},
    {"mesjid", "masjid"},
    {"msjd", "masjid"},
    {"msjid", "masjid"},
    {"mosque", "masjid"},
    {"musholla", "mushola"},
    {"musola", "mushola"},
    {"mushalla", "mushola"},
    {"langgar", "mushola"},
    {"temple", "pura"},
    {"church", "gereja"},
    {"grj", "gereja"},
    {"wihara", "vihara"},
    {"sdn", "sd"},
    {"smpn", "smp"},
    {"sman", "sma"},
    {"smkn", "smk"},
    {"school", "sekolah"},
    {"ktr", "kantor"},
    {"ktor", "kantor"},
    {"office", "kantor"},

    {"jbt", "jembatan"},
    {"bridge", "jembatan"},
    {"harbour", "pelabuhan"},
    {"harbor", "pelabuhan"},
    {"port", "pelabuhan"},

    {"blkg", "belakang"},
    {"blkng", "belakang"},
    {"blakang", "belakang"},
    {"behind", "belakang"},
    {"dpn", "depan"},
    {"dpan", "depan"},
    {"opposite", "seberang"},
    {"sbrg", "seberang"},
    {"sebrang", "seberang"},
    {"across", "seberang"},
    {"sblh", "sebelah"},
    {"sebelahnya", "sebelah"},
    {"samping", "sebelah"},
    {"smpg", "sebelah"},
    {"beside", "sebelah"},
    {"next", "sebelah"},
    {"dkt", "dekat"},
    {"deket", "dekat"},
    {"near", "dekat"},
    {"around", "sekitar"},
    {"front", "depan"},
    {"belakangnya", "belakang"},
    {"depannya", "depan"},
    {"dekatnya", "dekat"},
    {"seberangnya", "seberang"},
    {"between", "antara"},
    {"and", "dan"},
    {"from", "dari"},
    {"dr", "dari"},
    {"north", "utara"},
    {"south", "selatan"},
    {"east", "timur"},
    {"west", "barat"},
    {"utaranya", "utara"},
    {"selatannya", "selatan"},
    {"timurnya", "timur"},
    {"baratnya", "barat"},
    {"northeast", "timurlaut"},
    {"southeast", "tenggara"},
    {"southwest", "baratdaya"},
    {"northwest", "baratlaut"},
    {"m", "meter"},
    {"mtr", "meter"},
    {"mter", "meter"},
    {"metre", "meter"},
    {"metres", "meter"},
    {"meters", "meter"},
    {"kilo", "km"},
    {"kilometer", "km"},
    {"kilometre", "km"},
    {"kilometres", "km"},
    {"kilometers", "km"},
});

// Two words that are one.
struct Pair {
  string_view first;
  string_view second;
  string_view to;
};
constexpr auto pairs = std::to_array<Pair>({
    {"rumah", "sakit", "rumahsakit"},
    {"timur", "laut", "timurlaut"},
    {"barat", "daya", "baratdaya"},
    {"barat", "laut", "baratlaut"},
    {"health", "centre", "puskesmas"},
    {"health", "center", "puskesmas"},
});

struct Numeral {
  string_view name;
  double value;
};
constexpr auto numerals = std::to_array<Numeral>({
    {"i", 1},        {"ii", 2},        {"iii", 3},        {"iv", 4},     {"v", 5},     {"vi", 6},
    {"vii", 7},      {"viii", 8},      {"ix", 9},         {"x", 10},     {"satu", 1},  {"dua", 2},
    {"tiga", 3},     {"empat", 4},     {"lima", 5},       {"enam", 6},   {"tujuh", 7}, {"delapan", 8},
    {"sembilan", 9}, {"sepuluh", 10},  {"one", 1},        {"two", 2},    {"three", 3}, {"four", 4},
    {"five", 5},     {"seratus", 100}, {"setengah", 0.5}, {"half", 0.5},
});

struct KindWord {
  string_view word;
  PlaceKind kind;
};
constexpr auto kinds = std::to_array<KindWord>({
    {"kecamatan", PlaceKind::kecamatan}, {"desa", PlaceKind::village},      {"kelurahan", PlaceKind::village},
    {"banjar", PlaceKind::hamlet},       {"dusun", PlaceKind::hamlet},      {"lingkungan", PlaceKind::hamlet},
    {"kampung", PlaceKind::hamlet},      {"perumahan", PlaceKind::hamlet},  {"kompleks", PlaceKind::hamlet},
    {"jalan", PlaceKind::street},        {"gang", PlaceKind::street},       {"puskesmas", PlaceKind::health},
    {"rumahsakit", PlaceKind::health},   {"klinik", PlaceKind::health},     {"apotek", PlaceKind::health},
    {"pustu", PlaceKind::health},        {"pura", PlaceKind::worship},      {"masjid", PlaceKind::worship},
    {"mushola", PlaceKind::worship},     {"gereja", PlaceKind::worship},    {"vihara", PlaceKind::worship},
    {"kelenteng", PlaceKind::worship},   {"sekolah", PlaceKind::school},    {"sd", PlaceKind::school},
    {"smp", PlaceKind::school},          {"sma", PlaceKind::school},        {"smk", PlaceKind::school},
    {"tk", PlaceKind::school},           {"pasar", PlaceKind::market},      {"kantor", PlaceKind::office},
    {"polsek", PlaceKind::office},       {"balai", PlaceKind::office},      {"jembatan", PlaceKind::landmark},
    {"pelabuhan", PlaceKind::landmark},  {"terminal", PlaceKind::landmark}, {"pantai", PlaceKind::landmark},
    {"lapangan", PlaceKind::landmark},   {"toko", PlaceKind::landmark},     {"stasiun", PlaceKind::landmark},
});

struct Bearing {
  string_view word;
  double degrees;
};
// Balinese kaja is towards the mountains, north on Bali's south coast; Sundanese kaler, kidul, wetan, kulon.
constexpr auto bearings = std::to_array<Bearing>({
    {"utara", 0},
    {"timurlaut", 45},
    {"timur", 90},
    {"tenggara", 135},
    {"selatan", 180},
    {"baratdaya", 225},
    {"barat", 270},
    {"baratlaut", 315},
    {"kaja", 0},
    {"kelod", 180},
    {"klod", 180},
    {"kangin", 90},
    {"kauh", 270},
    {"kaler", 0},
    {"kidul", 180},
    {"wetan", 90},
    {"kulon", 270},
});

struct Reach {
  string_view word;
  double metres;
};
constexpr auto reaches = std::to_array<Reach>({
    {"depan", 80},
    {"seberang", 80},
    {"sebelah", 80},
    {"belakang", 120},
    {"dekat", 250},
    {"sekitar", 300},
    {"pinggir", 150},
    {"ujung", 300},
    {"masuk", 200},
    {"lewat", 300},
});

constexpr auto fillers = std::to_array<string_view>({
    "di",  "ke",  "dari",  "arah",   "sekitar", "kurang",  "lebih", "kira",   "sekira", "yang",
    "itu", "nya", "pas",   "persis", "sama",    "the",     "of",    "to",     "in",     "at",
    "a",   "an",  "about", "on",     "is",      "sebelah", "jarak", "sejauh", "daerah", "wilayah",
});

constexpr auto commons = std::to_array<string_view>({
    "ada",      "adik",        "agak",     "air",        "aja",       "akan",      "aku",        "ambulan",
    "ambulans", "ambulance",   "anak",     "anaknya",    "angkat",    "apa",       "atas",       "atau",
    "awas",     "ayah",        "ayo",      "bagian",     "bagus",     "bangun",    "banget",     "banyak",
    "bapa",     "bapak",       "baru",     "batuk",      "bawah",     "bayi",      "beliau",     "belum",
    "berat",    "berdarah",    "besar",    "biasa",      "bibi",      "biru",      "bisa",       "blok",
    "bocah",    "boleh",       "buat",     "bukan",      "buka",      "bulan",     "cat",        "cepat",
    "cepetan",  "cat",         "coklat",   "dada",       "dan",       "darah",     "datang",     "dengan",
    "depan",    "desa",        "diare",    "dulu",       "dong",      "demam",     "emergency",  "gapura",
    "gawat",    "gak",         "gerbang",  "hamil",      "hari",      "help",      "here",       "hijau",
    "hitam",    "hidung",      "home",     "house",      "ibu",       "ini",       "istri",      "itu",
    "jadi",     "jangan",      "jatuh",    "jauh",       "juga",      "kakak",     "kakek",      "kaki",
    "kalau",    "kali",        "kamar",    "kami",       "kanan",     "karena",    "kasih",      "kecelakaan",
    "kecil",    "kejang",      "kena",     "kepala",     "keras",     "kiri",      "kirim",      "kita",
    "kosong",   "kuning",      "lagi",     "lahir",      "lain",      "laki",      "lama",       "lantai",
    "lemas",    "lokasi",      "luka",     "lurus",      "maaf",      "malam",     "mandi",      "mana",
    "masih",    "masuk",       "mau",      "melahirkan", "merah",     "mertua",    "minta",      "mobil",
    "mohon",    "motor",       "muntah",   "my",         "nafas",     "napas",     "nanti",      "nenek",
    "ngga",     "nggak",       "nomor",    "nyeri",      "orang",     "pagar",     "pagi",       "pak",
    "paman",    "panas",       "parah",    "patah",      "perempuan", "pertigaan", "perempatan", "pernah",
    "pingsan",  "please",      "pintu",    "pohon",      "posisi",    "posisinya", "putih",      "rumah",
    "rumahnya", "sadar",       "saja",     "sakit",      "sama",      "sampai",    "sangat",     "satu",
    "saya",     "sebentar",    "segera",   "sekarang",   "sekali",    "sekolah",   "selamat",    "sendiri",
    "serangan", "sesak",       "siang",    "simpang",    "sini",      "siap",      "sore",       "stroke",
    "suami",    "sudah",       "tabrak",   "tabrakan",   "tadi",      "tahu",      "tahun",      "tak",
    "tangan",   "tanya",       "petani",   "nelayan",    "guru",      "buruh",     "pedagang",   "sopir",
    "supir",    "murid",       "siswa",    "tamu",       "pasien",    "tengah",    "perut",      "perutnya",
    "bukan",    "ujung",       "gitu",     "ndak",       "enggak",    "tapi",      "pojok",      "kan",
    "sih",      "deh",         "ya",       "iya",        "pure",      "telepon",   "tempat",     "tepat",
    "terus",    "terserempet", "tetangga", "tidak",      "tinggal",   "tiba",      "tolong",     "tua",
    "tunggu",   "turun",       "udah",     "umur",       "warna",     "warung",    "we",         "yang",
    "halo",     "need",        "near",     "there",      "accident",  "wife",      "husband",    "father",
    "mother",   "baby",        "bleeding", "blue",       "red",       "gate",      "mbak",       "mas",
    "bang",     "kang",        "teh",      "aki",        "bli",       "mbok",      "pekak",      "dadong",
    "odong",    "niki",        "tiang",    "titiang",    "nggih",     "punten",    "euy",        "atuh",
    "abah",     "umi",         "nenekku",  "encik",      "awak",      "kau",       "rt",         "rw",
    "km",       "meter",       "gang",     "antara",     "between",   "lewat",     "belok",      "lampu",
    "sungai",   "tukad",       "kolam",    "bale",       "tembok",    "cepet",     "sebrang",    "sumur",
    "kebun",    "sawah",       "terang",   "gelap",
});

template <class Table, class Projection>
const auto* find(const Table& table, string_view word, Projection by) {
  const auto found = std::ranges::find(table, word, by);
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

string_view written_out(string_view word) {
  const auto* known = find(abbreviations, word, &Rewrite::from);
  return known == nullptr ? word : known->to;
}

std::optional<string_view> joined(string_view first, string_view second) {
  const auto known = std::ranges::find_if(
      pairs, [&](const Pair& pair) { return pair.first == first && pair.second == second; });
  return known == pairs.end() ? std::nullopt : std::optional{known->to};
}

std::optional<double> number_named(string_view word) {
  const auto* known = find(numerals, word, &Numeral::name);
  return known == nullptr ? std::nullopt : std::optional{known->value};
}

std::optional<PlaceKind> kind_named_by(string_view word) {
  const auto* known = find(kinds, word, &KindWord::word);
  return known == nullptr ? std::nullopt : std::optional{known->kind};
}

bool names_regency(string_view word) {
  return word == "kabupaten" || word == "kota" || word == "provinsi" || word == "kodya";
}

std::optional<double> bearing_of(string_view word) {
  const auto* known = find(bearings, word, &Bearing::word);
  return known == nullptr ? std::nullopt : std::optional{known->degrees};
}

std::optional<Metres> length_of(string_view word) {
  if (word == "meter") return Metres{1};
  if (word == "km") return Metres{1000};
  return std::nullopt;
}

std::optional<Metres> reach_of(string_view word) {
  const auto* known = find(reaches, word, &Reach::word);
  return known == nullptr ? std::nullopt : std::optional{Metres{known->metres}};
}

bool is_filler(string_view word) {
  return std::ranges::find(fillers, word) != fillers.end();
}

bool is_common(string_view word) {
  return is_filler(word) || bearing_of(word) || length_of(word) || reach_of(word) ||
         std::ranges::find(commons, word) != commons.end();
}

}  // namespace geo::lexicon
