#!/usr/bin/env bash
# Measures this library beside its peers, and writes PERFORMANCE.md: the tables as they come out on this
# machine, in the text of benches/performance.md. Takes a quarter of an hour; leave the machine alone meanwhile.
#
#   scripts/performance.sh               all rows, 30 turns each
#   scripts/performance.sh TABLE.md      with a table that `--example peers` has printed before
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1-} in -*) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac

table=${1-}
if [ -z "$table" ]; then
    table=$(mktemp)
    trap 'rm -f "$table"' EXIT
    cargo run --release --example peers >"$table"
fi

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
            '{{table}}') cat "$table" ;;
            *) printf '%s\n' "$line" ;;
        esac
    done <benches/performance.md
} >PERFORMANCE.md
printf 'performance: PERFORMANCE.md is written\n'
