#!/usr/bin/env bash
# Says which lines of the three published crates the tests reach, and fails if a line with `unsafe` in
# arena-core is not among them.
#
#   scripts/coverage.sh          a table, and the lines that were not reached
#   scripts/coverage.sh --html   also a report to read, in target/coverage/html
set -euo pipefail
cd "$(dirname "$0")/.."

html=false
case ${1-} in
    '') ;;
    --html) html=true ;;
    *) echo "usage: $0 [--html]" >&2; exit 2 ;;
esac
fail() { printf 'coverage: %s\n' "$*" >&2; exit 1; }

cargo llvm-cov --version >/dev/null 2>&1 || cargo install --quiet cargo-llvm-cov ||
    fail "cargo-llvm-cov is not installed and cannot be"
# The toolchain's own tools if it can have them; those of Debian read its files too, if they are no older than 19.
if ! rustup component add llvm-tools >/dev/null 2>&1 && [ -z "${LLVM_COV-}" ]; then
    version=$(ls /usr/bin | sed -n 's/^llvm-cov-\(19\|[2-9][0-9]\)$/\1/p' | sort -n | tail -1)
    if [ -z "$version" ]; then
        version=19
        # To install asks for root.
        { apt-get update -qq && apt-get install -qq -y llvm-19; } >/dev/null 2>&1 ||
            fail "neither the component llvm-tools nor llvm-19 can be installed, and LLVM_COV and LLVM_PROFDATA name no others"
    fi
    export LLVM_COV=/usr/bin/llvm-cov-$version LLVM_PROFDATA=/usr/bin/llvm-profdata-$version
fi

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/coverage
cargo llvm-cov clean --workspace
# Not the programs that must not compile, nor the assembly: they run nothing.
cargo llvm-cov --no-report --quiet -p arena-core --all-features --lib --tests >/dev/null
cargo llvm-cov --no-report --quiet -p arena-derive --lib --tests >/dev/null
cargo llvm-cov --no-report --quiet -p arena-tests --test library --test editor >/dev/null
# By default a report is about the package at the root, which has no code.
report=(cargo llvm-cov report -p arena-core -p arena-derive)
"${report[@]}" --summary-only | cut -c1-150
! $html || "${report[@]}" --html --output-dir "$CARGO_TARGET_DIR"

# What no run on this system reaches, by its text, and why.
elsewhere='unsafe { touch(start, len) };                       Linux before 5.14 cannot populate pages
let _ = unsafe { self.memory.decommit(from, top) };  only Miri is told so: scripts/miri.sh'

# A line of the text report is `  number|  count|source`.
text=$(mktemp)
trap 'rm -f "$text"' EXIT
"${report[@]}" --text >"$text"
lines=$(awk -F'|' 'NF >= 3 && $2 ~ /[1-9]/ && $3 ~ /unsafe/ && $3 !~ /^ *\/\// { print $3 }' "$text" | wc -l)
[ "$lines" -gt 300 ] || fail "the report is about $lines lines with \`unsafe\`, and there are hundreds"
missed=$(awk -F'|' -v elsewhere="$elsewhere" '
    BEGIN { split(elsewhere, known, "\n"); for (i in known) sub(/  .*/, "", known[i]) }
    /^\/.*:$/ { file = $1 }
    NF >= 3 && $2 ~ /^ *0$/ && $3 ~ /unsafe/ && $3 !~ /^ *\/\// {
        for (i in known) if (index($0, known[i])) next
        print file $1 ":" $3
    }' "$text")
if [ -n "$missed" ]; then
    printf '%s\n' "$missed"
    fail "the lines above have \`unsafe\` in them and no test reaches them"
fi
printf 'coverage: all %s lines with `unsafe` that this system can reach are reached\n' "$lines"
