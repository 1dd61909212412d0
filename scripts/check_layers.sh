#!/usr/bin/env bash
# Fails when a folder includes one that it must not know, or reaches for what is not its business.
# The tables are the architecture.
set -euo pipefail
cd "$(dirname "$0")/.."

declare -A may_include=(
  [geo]="geo"
  [dispatch]="dispatch geo"
  [config]="config dispatch geo"
  [store]="store dispatch geo"
  [ws]="ws dispatch geo"
  [ws/wire]="ws/wire dispatch geo"
  [region]="region config dispatch geo"
  [node]="node config store ws dispatch geo"
  # Within dispatch, from the ground up.
  [dispatch/model]="dispatch/model geo"
  [dispatch/log]="dispatch/(model|log) geo"
  [dispatch/show]="dispatch/(model|log|show) geo"
  [dispatch/choose]="dispatch/(model|log|choose) geo"
  [dispatch/learn]="dispatch/(model|log|choose|learn) geo"
  [dispatch/rules]="dispatch/(model|log|choose|rules) geo"
  [dispatch/people]="dispatch/(model|log|choose|rules|people) geo"
  [dispatch/desk]="dispatch/(model|log|choose|learn|rules|desk) geo"
  [dispatch/sim]="dispatch/(model|log|show|choose|learn|rules|people|desk|sim) geo"
)
# What only some files of the product may name: pattern -> where it may stand.
declare -A only_in=(
  ["<hiredis/"]="store/redis_[^:/]*"
  ["<boost/beast"]="ws/[^:]*\.cpp|ws/(exchange|gate|reply)\.hpp"
  ["<boost/asio/(co_spawn|steady_timer|detached)"]="dispatch/desk/[^:]*|(store|ws|node)/[^:]*"
  ["<GeographicLib/"]="geo/[^:]*"
  ["<sqlite3.h>"]="geo/sqlite\.hpp"
  ["\"geo/sqlite.hpp\""]="geo/[^:]*"
  ["<zlib.h>"]="geo/tiles/gzip\.cpp"
  ["<pugixml"]="geo/codes/pidf_lo\.cpp"
  ["<archive"]="node/archive\.cpp"
  ["(system|steady|high_resolution)_clock::now"]="(ws/clock|store/redis_(reader|server|hearing|pipeline))\.cpp"
)
# Files that may sleep, tests among them: a test that sleeps is slow on a good day and wrong on a bad one.
may_sleep=()

product=()
for path in "${!may_include[@]}" main.cpp; do
  [ ! -e "$path" ] || product+=("$path")
done
[ ${#product[@]} -gt 0 ] || exit 0

faults=0
# Reads lines of grep; each is a fault of this kind.
refuse() {
  while IFS= read -r line; do
    echo "$1: $line   ($2)" >&2
    faults=1
  done
}
# grep through C++ files: pattern, then paths.
cpp_lines() { grep -rHnE --include='*.[ch]pp' -e "$@" || true; }

for folder in "${!may_include[@]}"; do
  [ -d "$folder" ] || continue
  allowed=${may_include[$folder]// /|}
  refuse layer "$folder may include: ${may_include[$folder]}" < <(
    cpp_lines '^ *# *include +["<](\.\.|geo|dispatch|config|store|ws|region|node|tests|console)/' "$folder" |
      grep -vE "include +\"($allowed)/" || true
  )
done
for pattern in "${!only_in[@]}"; do
  refuse reach "only in ${only_in[$pattern]}" < <(
    cpp_lines "$pattern" "${product[@]}" | grep -vE "^(${only_in[$pattern]}):" || true
  )
done
[ ! -d tests ] || product+=(tests)
refuse sleep "wait for the event, or hand the time in" < <(
  cpp_lines '\b(sleep_for|sleep_until|usleep)\b' "${product[@]}" |
    { if [ ${#may_sleep[@]} -gt 0 ]; then grep -vFf <(printf '%s:\n' "${may_sleep[@]}"); else cat; fi } || true
)
exit "$faults"
