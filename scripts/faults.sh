#!/usr/bin/env bash
# Takes memory away from programs and looks at how they end: an error of one line and status 2, or a
# picture; never a crash, an abort or a panic. The picture is the one of every run, or has fewer sparks in
# it, which is what the editor does without when there is no room for them.
#
#   scripts/faults.sh          a refusal of each commit that a run of the editor makes, and of all from
#                              each on; the random programs of the tests with commits that fail; limits
#                              on address space
#   scripts/faults.sh --short  each seventh of these
set -euo pipefail
cd "$(dirname "$0")/.."

step=1
case ${1-} in
    '') ;;
    --short) step=7 ;;
    *) echo "usage: $0 [--short]" >&2; exit 2 ;;
esac
say() { printf '%s\n' "$*"; }
fail() { printf 'faults: %s\n' "$*" >&2; exit 1; }

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/faults RUSTFLAGS='--cfg=arena_faults'
cargo build --quiet --release --example editor
editor=$CARGO_TARGET_DIR/release/examples/editor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run=("$editor" --frames 4 --instances 300 --frozen-clock --out "$work/out.d")

# Runs the editor and checks its end: check WHAT COMMAND…
succeeded=0 refused=0 fewer=0
check() {
    local what=$1 status=0
    shift
    rm -rf "$work/out.d"
    "$@" >"$work/out" 2>"$work/err" || status=$?
    case $status in
        0)
            [ -s "$work/out.d/last-frame.png" ] || fail "$what: no picture"
            cmp -s "$work/out.d/last-frame.png" "$work/expected.png" || fewer=$((fewer + 1))
            succeeded=$((succeeded + 1)) ;;
        2)
            [ "$(wc -l <"$work/err")" = 1 ] || { cat "$work/err" >&2; fail "$what: not one line"; }
            refused=$((refused + 1)) ;;
        *) cat "$work/err" >&2; fail "$what: status $status" ;;
    esac
}

ARENA_COUNT_COMMITS=yes "${run[@]}" >/dev/null 2>"$work/err"
commits=$(grep -c '^commit ' "$work/err")
cp "$work/out.d/last-frame.png" "$work/expected.png"
for ((n = 1; n <= commits + 1; n += step)); do
    ARENA_REFUSE_COMMIT=$n check "without commit $n" "${run[@]}"
done
[ $((succeeded - fewer)) -gt 0 ] || fail "no picture was as ever"
say "editor, one of $commits commits refused: $succeeded pictures ($fewer with fewer sparks), $refused errors"
succeeded=0 refused=0 fewer=0
for ((n = 1; n <= commits; n += step)); do
    ARENA_REFUSE_COMMIT=$n.. check "without commits from $n on" "${run[@]}"
done
[ $refused -gt 0 ] || fail "no refusal was noticed"
say "editor, all from one on refused: $succeeded pictures ($fewer with fewer sparks), $refused errors"

succeeded=0 refused=0 fewer=0
for ((mib = 4000; mib > 60; mib -= 60 * step)); do
    check "with $mib MiB of address space" bash -c "ulimit -v $((mib * 1024)) && exec \"\$@\"" editor "${run[@]}"
done
[ $succeeded -gt 0 ] && [ $refused -gt 0 ] || fail "the limits on address space were all too high, or all too low"
say "editor, address space from 4000 down to 60 MiB: $succeeded pictures, $refused errors"

for every in 2 3 5 7; do
    ARENA_REFUSE_COMMIT=%$every cargo test --quiet -p arena-tests --test library -- programs >"$work/out" 2>&1 ||
        { cat "$work/out" >&2; fail "random programs, every commit number $every refused"; }
done
say "random programs, every second, third, fifth, seventh commit refused: nothing lost"
