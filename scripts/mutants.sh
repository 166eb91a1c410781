#!/usr/bin/env bash
# Changes the code of arena-core, one place at a time, and looks whether a test of arena-core notices.
# What survives needs a test, or a reason in docs/MUTANTS.md.
#
#   scripts/mutants.sh             all of arena/, alloc/ and store/: hours
#   scripts/mutants.sh FILE …      those files, by path: 'arena-core/src/store/*.rs'
#   SHARD=2/8 scripts/mutants.sh   an eighth of them, to be spread over machines or evenings
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'mutants: %s\n' "$*" >&2; exit 1; }
cargo mutants --version >/dev/null 2>&1 || cargo install --quiet cargo-mutants ||
    fail "cargo-mutants is not installed and cannot be"

files=()
[ $# -gt 0 ] || set -- 'arena-core/src/arena/**' 'arena-core/src/alloc/**' 'arena-core/src/store/**'
for file in "$@"; do files+=(--file "$file"); done
[ -z "${SHARD-}" ] || files+=(--shard "$SHARD")

# The tests of the package itself; those from outside take minutes to build. A mutant that hangs is
# noticed by the time it takes.
cargo mutants --package arena-core "${files[@]}" --output "${CARGO_TARGET_DIR:-target}" --jobs 2 \
    --timeout 60 --no-shuffle -- --all-features --lib --tests
