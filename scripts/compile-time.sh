#!/usr/bin/env bash
# Measures what this library costs to compile: with everything it needs from nothing, and per struct with a derive,
# beside `bumpalo` and `serde_derive`. Prints a table. Times are of the processor, all cores together, in seconds;
# the best of three.
#
#   scripts/compile-time.sh
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
[ $# = 0 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }

structs=1000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CARGO_TARGET_DIR=$work/target CARGO_TERM_COLOR=never

# A package with the dependencies and the source of standard input: package NAME DEPENDENCIES
package() {
    mkdir -p "$work/$1/src"
    printf '[workspace]\n[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\n%s\n' "$1" "$2" \
        >"$work/$1/Cargo.toml"
    cat >"$work/$1/src/lib.rs"
    (cd "$work/$1" && cargo fetch --quiet)
}

# Seconds of the processor that a command takes.
seconds() {
    local TIMEFORMAT='%U %S'
    { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1 + $2 }'
}

build() { (cd "$work/$1" && cargo build --quiet); }

# Not incrementally, as a package from a registry is never built so, and this library is in a folder here.
from_nothing() {
    for _ in 1 2 3; do
        rm -rf "$CARGO_TARGET_DIR"
        CARGO_INCREMENTAL=0 seconds build "$1"
    done | sort -n | head -1
}

# Of the last package alone.
again() {
    build "$1"
    for _ in 1 2 3; do
        touch "$work/$1/src/lib.rs"
        seconds build "$1"
    done | sort -n | head -1
}

# Structs with three fields: structs ATTRIBUTES
structs() {
    for ((n = 0; n < structs; n++)); do
        printf '%s\npub struct S%d { pub a: u32, pub b: [f32; 3], pub c: u64 }\n' "$1" "$n"
    done
}

arena="arena = { path = \"$root\" }"
# With the versions of the lock file.
version() { cargo metadata --manifest-path "$root/Cargo.toml" --locked --format-version 1 | grep -oE "\"name\":\"$1\",\"version\":\"[0-9.]+\"" | head -1 | grep -oE '[0-9][0-9.]+'; }
bumpalo="bumpalo = { version = \"=$(version bumpalo)\", features = [\"boxed\", \"collections\"] }"
serde='serde = { version = "1", features = ["derive"] }'

package with-arena "$arena" </dev/null
package with-bumpalo "$bumpalo" </dev/null
package with-serde "$serde" </dev/null
printf '| from nothing | processor seconds |\n|---|--:|\n'
for name in arena bumpalo serde; do
    printf '| %s | %.2f |\n' "$(echo $name | sed 's/arena/`arena` with its derives/; s/serde/`serde` with `serde_derive`/; s/bumpalo/`bumpalo` with collections/')" "$(from_nothing with-$name)"
done

structs '' | package plain ''
{ printf 'use arena::Arena;\n#[derive(arena::Tag)]\npub enum Subsystem { Renderer }\n'
  structs '#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame)]'; } | package derived-arena "$arena"
structs '#[derive(serde::Serialize)]' | package derived-serde "$serde"
structs '#[derive(serde::Serialize, serde::Deserialize)]' | package derived-serde-both "$serde"
plain=$(again plain)
printf '\n| derive on %d structs of three fields | processor milliseconds per struct |\n|---|--:|\n' "$structs"
for name in arena serde serde-both; do
    printf '| %s | %.2f |\n' \
        "$(echo $name | sed 's/^arena/`Arena`/; s/^serde-both/`Serialize` and `Deserialize`/; s/^serde$/`Serialize`/')" \
        "$(again derived-$name | awk -v plain="$plain" -v structs="$structs" '{ print ($1 - plain) * 1000 / structs }')"
done
