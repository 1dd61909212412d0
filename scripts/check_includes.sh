#!/usr/bin/env bash
# Compiles the files that changed last each by itself, so that each is seen to include what it needs: other builds unite
# the files of a folder.
#   scripts/check_includes.sh [N]     so many of them, 40 by default
set -euo pipefail
# shellcheck source=scripts/env
source "$(dirname "$0")/env"

cmake --preset files > /dev/null
mapfile -t changed < <({
  git diff --name-only HEAD
  git log --no-merges --name-only --format=
} | awk '/\.cpp$/ && !seen[$0]++' | while IFS= read -r file; do
  [ ! -e "$file" ] || ! grep -q "/$file\"" build/files/compile_commands.json || echo "$PWD/$file^"
done | head -n "${1:-40}")
# "x.cpp^" is what ninja makes of x.cpp first.
cmake --build --preset files --target "${changed[@]}"
