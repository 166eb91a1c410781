#!/usr/bin/env bash
# Runs the tests of arena-core, from inside and from outside, under Miri, which finds undefined
# behaviour that a run on a real machine survives.
#
#   scripts/miri.sh          both alias models, documentation examples, scheduling seeds, targets
#                            of 32 bits, of big-endian byte order and of Windows
#   scripts/miri.sh --short  some of the tests from inside under each alias model, on this target
set -euo pipefail
cd "$(dirname "$0")/.."

short=false
case ${1-} in
    '') ;;
    --short) short=true ;;
    *) echo "usage: $0 [--short]" >&2; exit 2 ;;
esac
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/miri

say() { printf '%s\n' "$*"; }
fail() { printf 'miri: %s\n' "$*" >&2; exit 1; }
# shellcheck source=scripts/planted.bash
. scripts/planted.bash

cargo +nightly --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal ||
    fail "there is no nightly toolchain and none can be installed; nothing was checked"
cargo +nightly miri --version >/dev/null 2>&1 && [ -d "$(rustc +nightly --print sysroot)/lib/rustlib/src/rust/library" ] ||
    rustup component add miri rust-src --toolchain nightly ||
    fail "the components miri and rust-src cannot be installed; nothing was checked"

# Strict provenance: no integer becomes a pointer. Symbolic alignment: no access is aligned by luck.
strict="-Zmiri-strict-provenance -Zmiri-symbolic-alignment-check"

# Miri is a hundred times slower than the machine: random tests make do with fewer cases, and with fewer still
# where the same code is run once more.
run() {
    local flags="$2 -Zmiri-env-forward=PROPTEST_CASES" cases=$1
    shift 2
    say "miri test $* ($flags, $cases random cases)"
    PROPTEST_CASES=$cases MIRIFLAGS=$flags cargo +nightly miri test --quiet "$@"
}

inside=(-p arena-core --all-features)
# The tests from outside go the same ways through the library, by the macros.
outside=(-p arena-tests --test library)
stacked=$strict tree="$strict -Zmiri-tree-borrows"

# Each line is run by itself, because Miri itself runs on one core; two at a time.
jobs=()
job() { jobs+=("$(printf '%q ' run 8 "$@")"); }
again() { jobs+=("$(printf '%q ' run 2 "$@")"); }

if $short; then
    job "$stacked" "${inside[@]}" --lib --test attacks
    job "$tree" "${inside[@]}" --test stores --test planted
else
    for flags in "$stacked" "$tree"; do
        job "$flags" "${inside[@]}" --lib --tests
        job "$flags" "${outside[@]}"
        job "$flags" "${inside[@]}" --doc
    done
    for target in i686-unknown-linux-gnu s390x-unknown-linux-gnu x86_64-pc-windows-gnu; do
        again "$stacked" "${inside[@]}" --lib --tests --target "$target"
        # `platforms.sh` runs those from outside on Windows.
        case $target in
            *-windows-*) ;;
            *) again "$stacked" "${outside[@]}" --target "$target" ;;
        esac
    done
    job "$stacked" -p arena-core --no-default-features --lib --tests
    # What the derives generate is run from outside; this is the hostile surroundings they compile in.
    job "$stacked" -p arena-derive --test behaviour --test hostile --test stores
    job "$stacked" -p arena --doc
    # Other interleavings of the threads, other addresses.
    job "$stacked -Zmiri-many-seeds=0..8" "${inside[@]}" --test attacks --test stores thread
fi

output=$(mktemp -d)
trap 'rm -rf "$output"; jobs -p | xargs -r kill 2>/dev/null || true' EXIT
for ((number = 0; number < ${#jobs[@]}; number++)); do
    while [ "$(jobs -rp | wc -l)" -ge "${MIRI_JOBS:-2}" ]; do wait -n || true; done
    [ ! -e "$output/failed" ] || break
    (
        # Two folders, or one would wait for the other to be compiled.
        export CARGO_TARGET_DIR=$CARGO_TARGET_DIR/$((number % 2))
        eval "${jobs[number]}" >"$output/$number" 2>&1 || touch "$output/failed"
        cat "$output/$number"
    ) &
done
wait
[ ! -e "$output/failed" ] || fail "see above"

# A bug on purpose, to see that it would be found.
MIRIFLAGS=$strict notices overlap "Undefined Behavior" cargo +nightly miri test --quiet
MIRIFLAGS="$strict -Zmiri-tree-borrows" notices overlap "Undefined Behavior" cargo +nightly miri test --quiet

say "miri: no undefined behaviour found"
