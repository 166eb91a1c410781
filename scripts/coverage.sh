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

cargo +nightly --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal ||
    fail "there is no nightly toolchain and none can be installed"
cargo llvm-cov --version >/dev/null 2>&1 || cargo install --quiet cargo-llvm-cov ||
    fail "cargo-llvm-cov is not installed and cannot be"
rustup component add llvm-tools --toolchain nightly >/dev/null 2>&1 ||
    [ -n "${LLVM_COV-}" ] || fail "the component llvm-tools cannot be installed, and LLVM_COV names no other"

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/coverage
# Not the programs that must not compile, nor the assembly: they run nothing.
cargo +nightly llvm-cov --no-report --quiet -p arena-core --all-features --lib --tests >/dev/null
cargo +nightly llvm-cov --no-report --no-clean --quiet -p arena-derive --lib --tests >/dev/null
cargo +nightly llvm-cov --no-report --no-clean --quiet -p arena-tests --test library --test editor >/dev/null
report=(cargo +nightly llvm-cov report --ignore-filename-regex '(examples|tests|benches|fuzz)/')
"${report[@]}" --summary-only | cut -c1-150
! $html || "${report[@]}" --html --output-dir "$CARGO_TARGET_DIR"

# A line of the text report is `  number|  count|source`.
missed=$("${report[@]}" --text | awk -F'|' '
    /^\/.*:$/ { file = $1 }
    /\/arena-core\// && NF == 1 { file = $1 }
    NF >= 3 && $2 ~ /^ *0$/ && $3 ~ /unsafe/ && $3 !~ /^ *\/\// { print file $1 ":" $3 }')
if [ -n "$missed" ]; then
    printf '%s\n' "$missed"
    fail "the lines above have \`unsafe\` in them and no test reaches them"
fi
printf 'coverage: every line with `unsafe` is reached\n'
