# Sourced by `miri.sh` and `sanitizers.sh`: proves that a checker finds the bug that is meant for it.
# The bugs are in `arena-core`, behind `--cfg arena_planted`; see `arena-core/tests/planted.rs`.

# The option that builds arena-core with a bug, and nothing else anew: with_bug BUG
with_bug() {
    printf '%s' "profile.dev.package.arena-core.rustflags=['--cfg','arena_planted=\"$1\"']"
}

# Runs the test of a bug with the bug in the library, and demands that the checker says the text:
# notices BUG TEXT COMMAND [OPTION…]
notices() {
    local bug=$1 text=$2 output
    shift 2
    output=$("$@" -Zprofile-rustflags --config "$(with_bug "$bug")" \
        -p arena-core --all-features --test planted -- "$bug" --exact 2>&1) && {
        printf '%s\n' "$output" | tail -n 20 >&2
        fail "the planted bug \`$bug\` was not noticed by: $*"
    }
    grep -q "$text" <<<"$output" || {
        printf '%s\n' "$output" | tail -n 40 >&2
        fail "the planted bug \`$bug\` was not noticed for what it is (\`$text\`) by: $*"
    }
    say "the planted bug \`$bug\` is noticed: $text"
}
