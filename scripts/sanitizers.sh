#!/usr/bin/env bash
# Runs the tests of arena-core, from inside and from outside, under AddressSanitizer,
# ThreadSanitizer, MemorySanitizer and Valgrind's memcheck. They see the real memory of the system,
# which Miri does not.
#
#   scripts/sanitizers.sh                          all four
#   scripts/sanitizers.sh address|thread|memory|valgrind …   those
#   scripts/sanitizers.sh --short …                the same on fewer tests, a minute each
#
# Each is told what is whose in an arena (`arena-core/src/arena/shadow.rs`), so memory that was reset is
# off limits, and each has to find a bug on purpose (`arena-core/tests/planted.rs`). LeakSanitizer is
# part of AddressSanitizer.
#
# The thread and memory sanitizers must see the standard library too, so it is built with them:
# from the nightly toolchain's component rust-src, or else from Debian's packages.
set -euo pipefail
cd "$(dirname "$0")/.."

# Sanitizers learn of mappings by intercepting the C library. `rustix` would go past it, and memory
# that was unmapped and mapped again would look like memory shared without synchronization.
libc="--cfg=rustix_use_libc"
host=x86_64-unknown-linux-gnu
cache=${XDG_CACHE_HOME:-$HOME/.cache}/arena-checks
target_dir=${CARGO_TARGET_DIR:-target}

say() { printf '%s\n' "$*"; }
fail() { printf 'sanitizers: %s\n' "$*" >&2; exit 1; }
# shellcheck source=scripts/planted.bash
. scripts/planted.bash

[ "$(rustc -vV | sed -n 's/^host: //p')" = "$host" ] || fail "this script is written for $host"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# The tests from inside and from outside: run_tests [+TOOLCHAIN] [OPTION…]. The short form is those of
# the variable `essence`.
run_tests() {
    local toolchain=()
    case ${1-} in +*) toolchain=("$1") && shift ;; esac
    if $short; then
        # shellcheck disable=SC2086 # several words
        cargo "${toolchain[@]}" test --quiet "$@" -p arena-core --all-features $essence
    else
        cargo "${toolchain[@]}" test --quiet "$@" -p arena-core --all-features --lib --tests
        # Without those about the process itself: its limits, what it has in memory, the signal it ends by. The
        # sanitizers have memory of their own, and answer a fault themselves. Nor one that reads what nobody wrote.
        cargo "${toolchain[@]}" test --quiet "$@" -p arena-tests --test library -- \
            --skip a_refused_commit --skip the_guard_page_faults --skip memory_comes_and_goes \
            --skip what_comes_back_from_the_system_is_new
    fi
}

need_nightly() {
    cargo +nightly --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal ||
        fail "there is no nightly toolchain and none can be installed"
}

# Debian's compiler with the sources of its library, unpacked into the cache (`platforms.sh` uses the
# same). The packages lack the runtimes of the sanitizers; those of the toolchain fit.
debian_compiler() {
    local root=$cache/rustc-with-sources
    if [ ! -x "$root/rustc" ]; then
        command -v apt-get >/dev/null || return 1
        local version release llvm
        version=$(apt-cache policy rustc-web | sed -n 's/.*Candidate: \([0-9].*\)/\1/p')
        [ -n "$version" ] || return 1
        release=$(cut -d. -f1-2 <<<"$version")
        llvm=$(apt-cache depends "libstd-rust-web-$release" | sed -n 's/.*Depends: \(libllvm[0-9.]*\)$/\1/p' | head -n 1)
        say "unpacking rustc-web $version with its sources"
        rm -rf "$root" && mkdir -p "$root/debs"
        (
            cd "$root/debs" &&
                apt-get -qq -o APT::Sandbox::User=root download "rustc-web=$version" "libstd-rust-web-dev=$version" \
                    "libstd-rust-web-$release=$version" "rust-web-src=$version" "$llvm" &&
                for package in *.deb; do dpkg -x "$package" .. || exit 1; done
        ) || return 1
        rm -rf "$root/debs"
        for tool in rustc rustdoc; do
            printf '#!/bin/sh\nLD_LIBRARY_PATH=%q exec %q "$@"\n' \
                "$root/usr/lib/x86_64-linux-gnu" "$root/usr/bin/$tool" > "$root/$tool"
            chmod +x "$root/$tool"
        done
    fi
    cp "$(rustc --print sysroot)/lib/rustlib/$host/lib"/librustc-*_rt.*san.a \
        "$root/usr/lib/rustlib/$host/lib/" || return 1
    export RUSTC=$root/rustc RUSTDOC=$root/rustdoc RUSTC_BOOTSTRAP=1
}

# The tests with everything, the standard library included, built with one sanitizer; and the bug on
# purpose with the text it must be found by.
with_library() {
    local sanitizer=$1 flags=$2 bug=$3 text=$4
    if { cargo +nightly --version && { [ -d "$(rustc +nightly --print sysroot)/lib/rustlib/src/rust/library" ] ||
        rustup component add rust-src --toolchain nightly; }; } >/dev/null 2>&1; then
        say "$sanitizer sanitizer, with the nightly toolchain"
        (
            export CARGO_TARGET_DIR=$target_dir/$sanitizer RUSTFLAGS=$flags
            run_tests +nightly -Zbuild-std --target "$host"
            notices "$bug" "$text" cargo +nightly test --quiet -Zbuild-std --target "$host"
        )
    elif (debian_compiler); then
        say "$sanitizer sanitizer, with Debian's compiler"
        (
            debian_compiler
            export CARGO_TARGET_DIR=$target_dir/$sanitizer-debian RUSTFLAGS=$flags
            run_tests -Zbuild-std --target "$host"
            notices "$bug" "$text" cargo test --quiet -Zbuild-std --target "$host"
        )
    else
        fail "no sources of the standard library can be had; the $sanitizer sanitizer did not run"
    fi
}

run_address() (
    need_nightly
    say "address sanitizer"
    essence="--lib --tests"
    export CARGO_TARGET_DIR=$target_dir/address
    export RUSTFLAGS="$libc -Zsanitizer=address --cfg=arena_shadow=\"address\""
    run_tests +nightly --target "$host"
    # This one needs nothing of the library, so the documentation examples can run as well.
    $short || RUSTDOCFLAGS="-Zsanitizer=address" \
        cargo +nightly test --quiet --target "$host" -p arena-core --all-features --doc
    notices reset_first use-after-poison cargo +nightly test --quiet --target "$host"
    notices leak "detected memory leaks" cargo +nightly test --quiet --target "$host"
)

run_thread() {
    essence="--test attacks --test planted --test stores thread"
    with_library thread "$libc -Zsanitizer=thread" race "data race"
}

run_memory() {
    essence="--test attacks --test planted -- --skip random"
    with_library memory "$libc -Zsanitizer=memory -Zsanitizer-memory-track-origins --cfg=arena_shadow=\"memory\"" \
        uninitialized "use-of-uninitialized-value"
}

run_valgrind() {
    command -v valgrind >/dev/null || as_root apt-get install -y -qq valgrind >/dev/null ||
        fail "valgrind is not installed, and cannot be without root"
    need_nightly
    say "valgrind"
    # Without the longest: thousands of random steps.
    essence="--test attacks --test planted -- --skip random"
    local runner="valgrind -q --error-exitcode=97 --leak-check=full --show-leak-kinds=definite"
    runner+=" --errors-for-leak-kinds=definite --fair-sched=yes"
    export CARGO_TARGET_DIR=$target_dir/valgrind CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER=$runner
    export RUSTFLAGS='--cfg=arena_shadow="valgrind"'
    run_tests +nightly
    notices reset_first "Invalid read" cargo +nightly test --quiet
    notices leak "definitely lost" cargo +nightly test --quiet
}

short=false
[ "${1-}" != --short ] || { short=true && shift; }
[ $# -gt 0 ] || set -- address thread memory valgrind
for check in "$@"; do
    case $check in
        address | thread | memory | valgrind) (set -e; "run_$check") ;;
        *) echo "usage: $0 [--short] [address] [thread] [memory] [valgrind]" >&2; exit 2 ;;
    esac
done
say "sanitizers: nothing found by: $*"
