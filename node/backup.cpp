#include "node/backup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <vector>

#include "config/keys.hpp"
#include "config/region.hpp"
#include "config/version.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "node/archive.hpp"
#include "node/subcommands.hpp"
#include "node/tools.hpp"
#include "store/redis_files.hpp"
#include "ws/clock.hpp"

namespace node {
namespace {

namespace fs = std::filesystem;
using dispatch::Fault;
using dispatch::OrFault;

constexpr int without_register = 2;  // the status of a backup that is good but for that

// A file that goes along, by the name that it gets.
struct Copied {
  std::string name;
  fs::path from;
  std::uintmax_t bytes = 0;
};

OrFault<std::vector<Copied>> copied_of(const config::Values& settings) {
  std::vector<Copied> all;
  std::error_code error;
  const auto region = settings.path("region");
  for (fs::recursive_directory_iterator one{region, error}, end; !error && one != end; one.increment(error))
    if (one->is_regular_file(error))
      all.push_back({"region" / one->path().lexically_relative(region), one->path(), one->file_size(error)});
  if (error) return Fault{"cannot read the region's folder " + region.string() + ": " + error.message()};
  std::ranges::sort(all, {}, &Copied::name);
  return {boost::system::in_place_value, std::move(all)};
}

// The health service's file may be missing for a moment: the log is not left without a copy for that.
OrFault<Copied> register_of(const config::Values& settings) {
  const auto patients = settings.path("patients");
  std::error_code error;
  const auto bytes = fs::file_size(patients, error);
  if (error) return Fault{"cannot read " + patients.string() + ": " + error.message()};
  if (access(patients.c_str(), R_OK) != 0) return Fault{"may not read " + patients.string()};
  return Copied{"patients.csv", patients, bytes};
}

// Those in force, wherever they were said.
std::string text_of(const config::Values& settings) {
  std::string text;
  for (const auto& key : config::all_keys()) {
    const auto& value = settings.text(key.name);
    const bool is_text = std::holds_alternative<std::string_view>(key.fallback);
    text.append(key.name).append(" = ");
    text.append(is_text ? dispatch::json::text_of(value) : value).append("\n");
  }
  return text;
}

OrFault<bool> write(ArchiveWriter& out, const BackupLabel& label, const config::Values& settings,
                    const store::RedisFiles& log, const std::vector<Copied>& copied) {
  const std::string folder = std::string{store::RedisFiles::folder} + "/";
  if (auto done = out.add(BackupLabel::name, dispatch::json::text_of(label) + "\n"); done.has_error())
    return done;
  if (auto done = out.add("settings.toml", text_of(settings)); done.has_error()) return done;
  if (auto done = out.add(folder + store::RedisFiles::manifest_name, log.manifest); done.has_error())
    return done;
  for (const auto& file : log.files)
    if (auto done = out.add(folder + file.name, file.open.descriptor(), file.bytes); done.has_error())
      return done;
  for (const auto& [name, from, bytes] : copied) {
    const store::OpenFile file{open(from.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.descriptor() < 0) return Fault{"cannot read " + from.string()};
    if (auto done = out.add(name, file.descriptor(), bytes); done.has_error()) return done;
  }
  return out.finish();
}

// For `siaga_backup_age_seconds`: a backup is good even if this cannot be noted.
void note(const fs::path& data_dir, const fs::path& file) {
  const store::OpenFile to{open((data_dir / last_backup_name).c_str(),
                                O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600)};
  const auto text = file.string() + "\n";
  if (to.descriptor() < 0 || ::write(to.descriptor(), text.data(), text.size()) < 0)
    std::cerr << "siaga: cannot note the backup in " << data_dir.string() << "\n";
}

}  // namespace

OrFault<int> backup(const config::Values& settings) {
  if (!settings.has("file")) return Fault{"say where the backup goes: siaga backup FILE"};
  if (settings.has("redis.url"))
    return Fault{
        "siaga backup knows only the Redis that Siaga runs in its data folder; redis.url names one of yours: "
        "back "
        "that up by its own means (docs/operations.md)"};
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  const auto data_dir = settings.path("data_dir");
  const auto log = store::RedisFiles::open(data_dir);
  if (log.has_error()) return log.error();
  auto copied = copied_of(settings);
  if (copied.has_error()) return copied.error();
  int status = 0;
  if (settings.has("patients")) {
    auto patients = register_of(settings);
    if (patients.has_error()) {
      std::cerr << "siaga: the register of patients is not in this backup: " << patients.error().what << "\n";
      status = without_register;
    } else {
      copied->push_back(std::move(*patients));
    }
  }

  constexpr std::uintmax_t head = 2048;  // of a member, and its last block
  std::uintmax_t bytes = 64 * head;
  for (const auto& file : log->files) bytes += file.bytes + head;
  for (const auto& file : *copied) bytes += file.bytes + head;
  const auto file = fs::absolute(settings.path("file"));
  if (const auto why_not = no_room_for(bytes, file.parent_path())) return *why_not;

  const auto now = ws::Clock{}.now();
  auto out = ArchiveWriter::create(file, now);
  if (out.has_error()) return out.error();
  BackupLabel label;
  label.version = config::version();
  label.region = region->name;
  label.made = now;
  if (const auto done = write(*out, label, settings, *log, *copied); done.has_error()) return done.error();
  note(data_dir, file);
  std::cout << file.string() << ": " << fs::file_size(file) << " bytes, the log of " << region->name
            << " and " << copied->size() << " files beside it\n";
  return status;
}

}  // namespace node
