#!/usr/bin/env bash
# Runs the fuzz targets in `fuzz/`, which compare the library with models and with 128-bit arithmetic,
# throw tokens at the derives, and bytes at the editor's OBJ reader.
#
#   scripts/fuzz.sh                      every target for an hour, one after the other
#   scripts/fuzz.sh TARGET [SECONDS]     one of them: arena, stores, bump, derive, obj
#   scripts/fuzz.sh --short              replays what is known and looks for ten seconds each
#
# Resumes from the inputs in fuzz/corpus/TARGET.tar.gz, and puts the smallest set that reaches all that
# is reached back there, except for the short form. What fails is left in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }
fail() { printf 'fuzz: %s\n' "$*" >&2; exit 1; }

all=(arena stores bump derive obj)
keep=true
case ${1-} in
    '') targets=("${all[@]}") seconds=3600 ;;
    --short) targets=("${all[@]}") seconds=10 keep=false ;;
    -*) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    *) targets=("$1") seconds=${2-3600} ;;
esac

cargo +nightly --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal ||
    fail "there is no nightly toolchain and none can be installed; nothing was fuzzed"
cargo fuzz --version >/dev/null 2>&1 || cargo install --quiet cargo-fuzz ||
    fail "cargo-fuzz is not installed and cannot be; nothing was fuzzed"

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/fuzz
host=$(rustc -vV | sed -n 's/^host: //p')
# Without `--cfg fuzzing`, under which proc-macro2 forgets where a token was written.
cargo +nightly fuzz build --no-cfg-fuzzing
mkdir -p fuzz/artifacts "$CARGO_TARGET_DIR/corpora"

for target in "${targets[@]}"; do
    program=$CARGO_TARGET_DIR/$host/release/$target
    [ -x "$program" ] || fail "there is no target $target; there are ${all[*]}"
    corpus=$CARGO_TARGET_DIR/corpora/$target
    known=fuzz/corpus/$target.tar.gz
    mkdir -p "$corpus"
    [ ! -f "$known" ] || tar -xzf "$known" -C "$corpus"
    before=$(find "$corpus" -type f | wc -l)
    log=$(mktemp)
    "$program" "$corpus" -max_total_time="$seconds" -artifact_prefix="fuzz/artifacts/$target-" \
        -rss_limit_mb=4096 -timeout=60 -print_final_stats=1 >"$log" 2>&1 ||
        { grep -E 'panicked|ERROR|SUMMARY|written to' -A3 "$log"; fail "$target: see above; the log is $log"; }
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    if $keep; then
        smallest=$corpus-smallest
        rm -rf "$smallest" && mkdir -p "$smallest" fuzz/corpus
        "$program" -merge=1 "$smallest" "$corpus" >"$log" 2>&1 || fail "$target: cannot minimize; the log is $log"
        # Without names and times of this machine, so that the same inputs are the same file.
        tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$smallest" -c . | gzip -n >"$known"
        rm -rf "$corpus" && mv "$smallest" "$corpus"
    fi
    say "$target: $runs inputs in $seconds s, $(find "$corpus" -type f | wc -l) kept (began with $before); nothing found"
    rm -f "$log"
done
