#!/usr/bin/env bash
# Compiles every program of tests/ui with the checkers that the compiler is to get: the next trait
# solver, and the next borrow checker. What must not compile must not with them either, and what must
# compile must. (What they say is not compared; texts differ.)
#
#   scripts/checkers.sh           both
#   scripts/checkers.sh --short   every eighth program
set -euo pipefail
cd "$(dirname "$0")/.."

every=1
case ${1-} in
    '') ;;
    --short) every=8 ;;
    *) echo "usage: $0 [--short]" >&2; exit 2 ;;
esac
target=${CARGO_TARGET_DIR:-target}/checkers

say() { printf '%s\n' "$*"; }
fail() { printf 'checkers: %s\n' "$*" >&2; exit 1; }

cargo +nightly --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal ||
    fail "there is no nightly toolchain and none can be installed; nothing was checked"

# The examples are built for what they need beside the library, as the programs do: collections that take an allocator.
CARGO_TARGET_DIR=$target cargo +nightly build --quiet -p arena --lib --examples --features account,allocator-api2,bumpalo
library=$target/debug/libarena.rlib
[ -f "$library" ] || fail "there is no $library"
collections=$(find "$target/debug/deps" -name 'liballocator_api2-*.rlib' -printf '%T@ %p\n' | sort -n | tail -1 | cut -d' ' -f2)
[ -f "$collections" ] || fail "there is no allocator-api2"

# Says whether a program compiles, and not why: compiles PROGRAM [FLAG…]
compiles() {
    local program=$1
    shift
    rustc +nightly --edition 2024 --crate-type bin --emit link -o "$scratch/$$-program" \
        -L "dependency=$target/debug/deps" --extern "arena=$library" --extern "allocator_api2=$collections" "$@" "$program" >"$scratch/$$-said" 2>&1
}

# One program with one checker; a line if it is not as it should be.
check() {
    local flag=$1 program=$2 name
    name=$(basename "$program")
    if [[ $name == pass_* ]]; then
        compiles "$program" "$flag" || { printf '%s does not compile with %s:\n' "$program" "$flag"; cat "$scratch/$$-said"; }
    elif compiles "$program" "$flag"; then
        printf '%s compiles with %s\n' "$program" "$flag"
    elif grep -q 'internal compiler error' "$scratch/$$-said"; then
        printf '%s crashes the compiler with %s\n' "$program" "$flag"
    fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export scratch target library collections
export -f compiles check

mapfile -t programs < <(find tests/ui -name '*.rs' | sort | awk -v every="$every" '(NR - 1) % every == 0')
[ ${#programs[@]} -ge 10 ] || fail "there are no programs in tests/ui"
for flag in -Znext-solver=globally -Zpolonius=next; do
    say "${#programs[@]} programs with $flag"
    # Each in a process of its own, one per core.
    printf '%s\n' "${programs[@]}" |
        xargs -P "$(nproc)" -I{} bash -c 'check "$0" "$1"' "$flag" {} >>"$scratch/wrong"
done
[ ! -s "$scratch/wrong" ] || { cat "$scratch/wrong"; fail "$(wc -l <"$scratch/wrong") lines above"; }

# A check that cannot fail would be none.
cat >"$scratch/harmless.rs" <<'PROGRAM'
fn main() {}
PROGRAM
[ -n "$(check -Zpolonius=next "$scratch/harmless.rs")" ] || fail "a program that compiles was not noticed"
say "checkers: all as it should be"
