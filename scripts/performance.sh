#!/usr/bin/env bash
# Measures this library beside its peers, and writes PERFORMANCE.md: the tables as they come out on this
# machine, in the text of benches/performance.md, with plots in docs/plots. Takes half an hour; leave the machine
# alone meanwhile.
#
#   scripts/performance.sh            everything
#   scripts/performance.sh FOLDER     only what is not there yet: table.md, account.md, programs.md, compile.md
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1-} in -*) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac

folder=${1-}
if [ -z "$folder" ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
# measure NAME COMMAND…: what it prints, if that was not kept from another time.
measure() {
    local name=$folder/$1
    shift
    [ -s "$name" ] || { "$@" >"$name.part" && mv "$name.part" "$name"; }
}
measure table.md cargo run --release --example peers
measure account.md cargo run --release --example peers -- --account --row u64 --row 64-byte --row mixed \
    --row slice --row layouts --row 'elements' --row drop --row scope
measure programs.md cargo run --release --example peers -- --programs
measure compile.md scripts/compile-time.sh
measure plots cargo run --release --example peers -- --plots docs/plots

processor=$(sed -n 's/^model name\t*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
pages=$(sed -n 's/.*\[\(.*\)\].*/\1/p' /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null || true)
versions=$(cargo metadata --locked --format-version 1 | grep -oE '"name":"(bumpalo|bump-scope|stumpalo|oxc_allocator|blink-alloc|typed-arena|libmimalloc-sys|slotmap|thunderdome|slab|hecs)","version":"[0-9.]+"' |
    sed -E 's/"name":"(.*)","version":"(.*)"/\1 \2/' | sort -u | paste -sd, | sed 's/,/, /g')
{
    printf '<!-- Written by scripts/performance.sh from benches/performance.md. -->\n\n'
    while IFS= read -r line; do
        case $line in
            '{{machine}}') printf '%s on %s; transparent huge pages: %s; %s; %s.\n' "$(date -u +%B\ %Y)" \
                "${processor:-an unknown processor} ($(nproc) of its threads)" "${pages:-unknown}" \
                "$(rustc --version | cut -d' ' -f1,2)" "$versions" ;;
            '{{table}}') cat "$folder/table.md" ;;
            '{{account}}') cat "$folder/account.md" ;;
            '{{programs}}') cat "$folder/programs.md" ;;
            '{{compile}}') cat "$folder/compile.md" ;;
            *) printf '%s\n' "$line" ;;
        esac
    done <benches/performance.md
} >PERFORMANCE.md
printf 'performance: PERFORMANCE.md is written\n'
