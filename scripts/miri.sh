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

# Miri is a hundred times slower than the machine: random tests make do with fewer cases.
export PROPTEST_CASES=8

run() {
    local flags="$1 -Zmiri-env-forward=PROPTEST_CASES"
    shift
    say "miri test $* ($flags)"
    MIRIFLAGS=$flags cargo +nightly miri test --quiet "$@"
}

from_inside=(-p arena-core --all-features --lib --tests)
from_outside=(-p arena-tests --test library)

# With flags, and with arguments of cargo: a target, say.
both() {
    local flags=$1
    shift
    run "$flags" "${from_inside[@]}" "$@"
    # The tests from outside go the same ways through the library, by the macros.
    run "$flags" "${from_outside[@]}" "$@"
}

stacked=(both "$strict") tree=(both "$strict -Zmiri-tree-borrows")
if $short; then
    inside=(-p arena-core --all-features)
    stacked=(run "$strict" "${inside[@]}" --lib --test attacks)
    tree=(run "$strict -Zmiri-tree-borrows" "${inside[@]}" --test stores --test planted)
fi

# One alias model beside the other: Miri itself runs on one core.
output=$(mktemp)
trap 'rm -f "$output"; jobs -p | xargs -r kill 2>/dev/null' EXIT
"${tree[@]}" > "$output" 2>&1 &
tree=$!
"${stacked[@]}"
wait "$tree" || { cat "$output"; fail "failed under tree borrows"; }
cat "$output"

# A bug on purpose, to see that it would be found.
MIRIFLAGS=$strict notices overlap "Undefined Behavior" cargo +nightly miri test --quiet
MIRIFLAGS="$strict -Zmiri-tree-borrows" notices overlap "Undefined Behavior" cargo +nightly miri test --quiet

if ! $short; then
    run "$strict" -p arena-core --all-features --doc
    run "$strict -Zmiri-tree-borrows" -p arena-core --all-features --doc
    run "$strict" -p arena-core --no-default-features --lib --tests
    # What the derives generate is run from outside; this is the hostile surroundings they compile in.
    run "$strict" -p arena-derive --test behaviour --test hostile --test stores
    run "$strict" -p arena --doc
    # Other interleavings of the threads, other addresses.
    both "$strict -Zmiri-many-seeds=0..8"
    for target in i686-unknown-linux-gnu s390x-unknown-linux-gnu x86_64-pc-windows-gnu; do
        both "$strict" --target "$target"
    done
fi
say "miri: no undefined behaviour found"
