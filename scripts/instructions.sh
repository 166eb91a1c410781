#!/usr/bin/env bash
# Counts instructions per operation, of this library beside its peers, as a Markdown table.
#
#   scripts/instructions.sh             every row
#   scripts/instructions.sh 'Vec push'  the rows whose names contain this
#   scripts/instructions.sh --account   with counters per tag compiled in
#
# Each cell is run twice under callgrind, with different numbers of rounds. The difference is free
# of whatever happens once, and repeats to the instruction. It includes the loop around the
# operation: three instructions (add, compare, branch) where the row says nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

features=()
if [ "${1-}" = --account ]; then
    features=(--features account)
    shift
fi
only=${1-}

fail() { printf 'instructions: %s\n' "$*" >&2; exit 1; }

if ! command -v valgrind >/dev/null; then
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -qq -y valgrind; } >/dev/null 2>&1 ||
        fail "valgrind is not installed and cannot be; nothing was counted"
fi

cargo build --quiet --profile bench -p arena-benches --bin instructions "${features[@]}"
# Where cargo put it is cargo's business: it says so when asked to run it.
program=$(cargo run --quiet --profile bench -p arena-benches --bin instructions "${features[@]}" \
    --config 'target."cfg(all())".runner="echo"' -- list)
program=${program%% *}
[ -x "$program" ] || fail "cannot find the program that was built"

# Instructions that `rounds` rounds of a cell take, with everything around them.
count() {
    local report
    report=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$@" 2>&1) || fail "$report"
    [[ $report =~ Collected\ :\ ([0-9]+) ]] || fail "callgrind said: $report"
    printf '%s\n' "${BASH_REMATCH[1]}"
}

declare -A cells
rows=()
rivals=()
while IFS=$'\t' read -r row rival ops; do
    [[ $row == *"$only"* ]] || continue
    [[ " ${rows[*]/%/|} " == *" $row| "* ]] || rows+=("$row")
    [[ " ${rivals[*]/%/|} " == *" $rival| "* ]] || rivals+=("$rival")
    few=$(count "$row" "$rival" 2)
    many=$(count "$row" "$rival" 12)
    cells[$row/$rival]=$(awk -v n=$((many - few)) -v ops=$((10 * ops)) 'BEGIN { printf "%.1f", n / ops }')
done < <("$program" list)
[ ${#rows[@]} -gt 0 ] || fail "no row is called '$only'"

printf '| instructions per operation |'
printf ' %s |' "${rivals[@]}"
printf '\n|---|'
printf -- '--:|%.0s' "${rivals[@]}"
printf '\n'
for row in "${rows[@]}"; do
    printf '| %s |' "$row"
    for rival in "${rivals[@]}"; do printf ' %s |' "${cells[$row/$rival]:-–}"; done
    printf '\n'
done
