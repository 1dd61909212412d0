#!/usr/bin/env bash
# Fails when a test is run by nothing: such a test cannot fail.
#   scripts/check_tests.sh [FILE...]     these, too, as though they stood in the repository
# Needs the console's packages, because only Vitest knows which files it takes.
set -euo pipefail
# shellcheck source=scripts/env
source "$(dirname "$0")/env"

# The tests that a folder's CMakeLists.txt names, of the folders that tests/CMakeLists.txt takes.
run_by_catch() {
  local folder folders
  read -ra folders < <(sed -n 's/^foreach(folder \(.*\))$/\1/p' tests/CMakeLists.txt)
  for folder in "${folders[@]}"; do
    sed 's/#.*//' "tests/$folder/CMakeLists.txt" | { grep -oE '[A-Za-z0-9_/]+_test\.cpp' || true; } |
      sed "s|^|tests/$folder/|"
  done
}
run_by_node() {
  local pattern
  while IFS= read -r pattern; do
    compgen -G "tests/$pattern"
  done < <(sed -n 's/^ *file(GLOB .* \([^ ]*\.test\.mjs\))$/\1/p' tests/CMakeLists.txt)
}
run_by_vitest() { (cd console && npx --no-install vitest list --filesOnly | sed 's|^|console/|'); }

test_files() {
  find . \( -name node_modules -o -path ./build -o -path ./.tools -o -path ./.git \) -prune -o -type f \
    \( -name '*_test.cpp' -o -name '*.test.mjs' -o -name '*.test.ts' -o -name '*.test.tsx' \) -printf '%P\n'
}

faults=0
while IFS= read -r file; do
  echo "never run: $file" >&2
  faults=1
done < <(comm -23 <({ test_files; printf '%s\n' "$@"; } | sed '/^$/d' | sort -u) \
  <({ run_by_catch; run_by_node; run_by_vitest; } | sort -u))
exit "$faults"
