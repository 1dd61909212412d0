#!/usr/bin/env bash
# Fails when a program lacks a defence that the preset `release` builds in.
#   scripts/check_hardening.sh PROGRAM
set -euo pipefail

facts=$(readelf --wide --file-header --program-headers --dynamic --dyn-syms "$1")
faults=0
expect() {
  grep -qE "$2" <<< "$facts" || { echo "not hardened: $1" >&2; faults=1; }
}
expect "position independent" 'Type: +DYN'
expect "read-only relocations" 'GNU_RELRO'
expect "bound at the start" '\(FLAGS_1\).* NOW'
expect "no code on the stack" 'GNU_STACK .* RW +0x'
expect "stack protector" '__stack_chk_fail'
expect "checked copies" '_chk@'
expect "checked containers" '__glibcxx_assert_fail'
exit "$faults"
