#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "node/archive.hpp"
#include "node/backup.hpp"
#include "node/subcommands.hpp"
#include "node/tools.hpp"
#include "store/redis_files.hpp"
#include "ws/clock.hpp"

namespace node {
namespace {

namespace fs = std::filesystem;
using dispatch::Fault;
using dispatch::OrFault;

// Beside the log: what a server does not read there by itself.
constexpr const char* beside_name = "restored";
// The log's name until it is known to be whole.
constexpr const char* unproved_name = "appendonlydir.part";

std::optional<fs::path> place_for(const fs::path& data_dir, const fs::path& name) {
  const auto parts = std::distance(name.begin(), name.end());
  const auto first = parts == 0 ? fs::path{} : *name.begin();
  if (first == store::RedisFiles::folder && parts == 2) return data_dir / unproved_name / name.filename();
  const bool is_alone = name == BackupLabel::name || name == "settings.toml" || name == "patients.csv";
  if (is_alone || (first == "region" && parts > 1)) return data_dir / beside_name / name;
  return std::nullopt;
}

OrFault<BackupLabel> label_in(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream{file, std::ios::binary}.rdbuf();
  boost::system::error_code error;
  const auto value = boost::json::parse(text.str(), error);
  BackupLabel label;
  dispatch::json::Rest of_newer_versions;
  dispatch::json::FieldError why{{}, {}, &of_newer_versions};
  if (error || !dispatch::json::read(value, label, why)) return Fault{"the backup does not say what it is"};
  if (label.format > BackupLabel::newest_format)
    return Fault{"version " + label.version + " made this backup, and this one cannot read it: use that"};
  return label;
}

// Takes away what was unpacked, unless all went well.
class Unproved {
 public:
  explicit Unproved(fs::path data_dir) : data_dir_{std::move(data_dir)} {}
  ~Unproved() {
    if (proved) return;
    std::error_code ignored;
    for (const auto* name : {unproved_name, store::RedisFiles::folder, beside_name})
      fs::remove_all(data_dir_ / name, ignored);
  }
  Unproved(const Unproved&) = delete;
  Unproved& operator=(const Unproved&) = delete;

  bool proved = false;

 private:
  fs::path data_dir_;
};

std::string age_of(std::chrono::seconds age) {
  using std::chrono::hours;
  using std::chrono::minutes;
  const auto text = [](auto count, const char* unit) { return std::to_string(count) + " " + unit; };
  if (age < minutes{2}) return text(age.count(), "s");
  if (age < hours{2}) return text(age / minutes{1}, "min");
  if (age < std::chrono::days{2}) return text(age / hours{1}, "h");
  return text(age / std::chrono::days{1}, "days");
}

void print(const store::Audit& audit, const BackupLabel& label, const fs::path& data_dir) {
  const auto now = ws::Clock{}.now();
  const auto since = [&](dispatch::TimePoint at) {
    return age_of(std::chrono::duration_cast<std::chrono::seconds>(now - at));
  };
  std::cout << "region " << label.region << ", by siaga " << label.version << ", made " << since(label.made)
            << " ago\n";
  if (audit.last)
    std::cout << "last entry: " << audit.entries << ", " << since(*audit.last) << " old\n";
  else
    std::cout << "the log is empty\n";
  const auto beside = data_dir / beside_name;
  std::cout << "siaga serve --data-dir " << data_dir.string()
            << " goes on from there. The region's folder, the settings"
            << (fs::exists(beside / "patients.csv") ? " and the register of patients" : "")
            << " of that day: " << beside.string() << "\n";
}

}  // namespace

OrFault<int> restore(const config::Values& settings) {
  if (!settings.has("file")) return Fault{"say which backup: siaga restore FILE --data-dir DIR"};
  const auto file = settings.path("file");
  const auto data_dir = settings.path("data_dir");
  std::error_code error;
  const auto bytes = fs::file_size(file, error);
  if (error) return Fault{"cannot read " + file.string() + ": " + error.message()};
  fs::create_directories(data_dir, error);
  if (!error) fs::permissions(data_dir, fs::perms::owner_all, error);
  if (error) return Fault{"cannot make the data folder " + data_dir.string() + ": " + error.message()};
  if (!fs::is_empty(data_dir, error) || error)
    return Fault{"the data folder " + data_dir.string() +
                 " is in use or not empty: name a new one with --data-dir, or move what is in it away"};
  if (const auto why_not = no_room_for(bytes, data_dir)) return *why_not;

  Unproved unproved{data_dir};
  const auto whole = unpack(file, [&](const fs::path& name) { return place_for(data_dir, name); });
  if (whole.has_error()) return whole.error();
  const auto label = label_in(data_dir / beside_name / BackupLabel::name);
  if (label.has_error()) return label.error();
  fs::rename(data_dir / unproved_name, data_dir / store::RedisFiles::folder, error);
  if (error) return Fault{file.string() + " has no log in it"};
  const auto audit = audit_in(data_dir, label->region);
  if (audit.has_error()) return audit.error();
  unproved.proved = true;  // what a log breaks is not the backup's fault
  print(*audit, *label, data_dir);
  return report(*audit) ? 0 : 1;
}

}  // namespace node
