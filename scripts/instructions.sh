#!/usr/bin/env bash
# Counts the instructions of every operation in the table of peers, and compares them with those that were
# accepted, in benches/instructions.txt. They repeat exactly on one compiler, so any change is one of the code.
#
#   scripts/instructions.sh              every row; fails if one takes more or fewer than it did
#   scripts/instructions.sh 'Vec push'   the rows whose names contain this
#   scripts/instructions.sh --accept     writes the counts of today down
#
# They include three of the loop around an operation (add, compare, branch). Rows that copy text are left out:
# which `memcpy` the C library takes is up to the processor. For the rivals beside them see
# `cargo run --release --example peers`.
set -euo pipefail
cd "$(dirname "$0")/.."

accept=false
case ${1-} in
    --accept) accept=true && shift ;;
    -*) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
only=${1-}
accepted=benches/instructions.txt

fail() { printf 'instructions: %s\n' "$*" >&2; exit 1; }

if ! command -v valgrind >/dev/null; then
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -qq -y valgrind; } >/dev/null 2>&1 ||
        fail "valgrind is not installed and cannot be; nothing was counted"
fi

peers() { cargo run --quiet --profile bench -p arena-benches --bin peers -- "$@"; }

rows=()
counts=
worse=0
while IFS= read -r row; do
    [[ $row == *"$only"* ]] || continue
    case $row in 'slice copy'* | 'short string'* | 'format'*) continue ;; esac
    rows+=("$row")
    count=$(peers --count "$row") || fail "\`$row\` cannot be counted"
    counts+="$count"$'\t'"$row"$'\n'
    $accept && continue
    old=$(awk -F'\t' -v row="$row" '$2 == row { print $1 }' "$accepted")
    if [ -z "$old" ]; then
        printf '%s: %s, and no count was accepted\n' "$row" "$count" >&2
        worse=1
    elif awk -v old="$old" -v new="$count" 'BEGIN { exit !(new - old > 0.1 || old - new > 0.1) }'; then
        printf '%s: %s instructions, was %s\n' "$row" "$count" "$old" >&2
        worse=1
    fi
done < <(peers --list)
[ ${#rows[@]} -gt 0 ] || fail "no row is called '$only'"

if $accept; then
    printf '%s' "$counts" >"$accepted"
    printf 'instructions: %d rows accepted\n' ${#rows[@]}
    exit
fi
[ $worse = 0 ] || fail "see above; if that is what you want: $0 --accept"
printf 'instructions: %d rows take what they took\n' ${#rows[@]}
