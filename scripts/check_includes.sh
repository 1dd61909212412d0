#!/usr/bin/env bash
# Compiles the files that changed last each by itself, so that each is seen to include what it needs: other builds unite
# the files of a folder.
#   scripts/check_includes.sh [N]     so many of them, 40 by default
set -euo pipefail
# shellcheck source=scripts/env
source "$(dirname "$0")/env"

cmake --preset files > /dev/null

# How each file is compiled, after its name. Asked of the compiler alone: a build would first make all that a test
# program stands on.
commands() {
  awk '
    /^ *"command": / { sub(/^ *"command": "/, ""); sub(/",$/, ""); command = $0
                       gsub(/\\\\/, "\001", command); gsub(/\\"/, "\"", command); gsub(/\001/, "\\", command) }
    /^ *"file": /    { sub(/^ *"file": "/, ""); sub(/",?$/, ""); if (!seen[$0]++) print $0 "\t" command }
  ' build/files/compile_commands.json
}
changed() {
  {
    git diff --name-only HEAD
    git log --no-merges --name-only --format=
  } | awk '/\.cpp$/ && !seen[$0]++' | while IFS= read -r file; do
    [ ! -e "$file" ] || echo "$PWD/$file"
  done
}

awk -F '\t' -v most="${1:-40}" '
  NR == FNR { command[$1] = $2; next }
  $1 in command && count++ < most { print command[$1] " -fsyntax-only" }
' <(commands) <(changed) | tr '\n' '\0' | xargs -0 -n 1 -P "$(nproc)" sh -c
