#!/usr/bin/env bash
# Changes the code of arena-core, one place at a time, and looks whether a test of arena-core notices.
# What survives needs a test, or a reason in docs/MUTANTS.md: what is not listed there is a failure.
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
# noticed by the time it takes. Without debug information a mutant takes half the time.
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_TEST_DEBUG=0
output=${CARGO_TARGET_DIR:-target}
# Each job has a folder of its own for what it builds: in one they would take each other's tests for their own.
# Its exit status says that something survived; which may have a reason.
env -u CARGO_TARGET_DIR cargo mutants --package arena-core "${files[@]}" --output "$output" --jobs "${MUTANTS_JOBS:-2}" \
    --timeout 60 --no-shuffle -- --all-features --lib --tests && code=0 || code=$?
[ $code = 0 ] || [ $code = 2 ] || [ $code = 3 ] || fail "cargo-mutants could not run"

without_reason=0
while IFS= read -r mutant; do
    # Lines move; what is changed, and in which function, stays.
    change=${mutant#*: }
    grep -qxF -- "$change" docs/MUTANTS.md || {
        printf 'no test and no reason: %s\n' "$mutant" >&2
        without_reason=1
    }
done <"$output/mutants.out/missed.txt"
[ $without_reason = 0 ] || fail "see above"
printf 'mutants: %s caught, %s survive for the reasons in docs/MUTANTS.md\n' \
    "$(wc -l <"$output/mutants.out/caught.txt")" "$(wc -l <"$output/mutants.out/missed.txt")"
