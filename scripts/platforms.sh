#!/usr/bin/env bash
# Builds, and where an emulator allows it tests, the library on the systems it supports.
#
#   scripts/platforms.sh          everything
#   scripts/platforms.sh --short  what needs no packages of the system: 32-bit Linux is tested,
#                                 WebAssembly built, Windows, macOS, FreeBSD, Android and bare
#                                 metal type-checked
#
# | target                  | what it stands for                      | how                       |
# |-------------------------|-----------------------------------------|---------------------------|
# | i686 Linux              | 32 bits, 3 GiB of address space         | runs natively             |
# | aarch64 Linux           | another architecture, pages of 64 KiB   | qemu, pages of 4, 64 KiB  |
# | s390x Linux             | big-endian                              | qemu                      |
# | x86_64 Windows          | VirtualAlloc                            | wine                      |
# | wasm32                  | no virtual memory                       | builds                    |
# | thumbv7em               | no standard library, no 64-bit atomics  | type-checks               |
# | macOS, FreeBSD, Android | unix without Linux's calls              | type-checks               |
#
# The standard library for a target comes from rustup; where that fails, from Debian's sources,
# with which it is built here.
set -euo pipefail
cd "$(dirname "$0")/.."

short=false
case ${1-} in
    '') ;;
    --short) short=true ;;
    *) echo "usage: $0 [--short]" >&2; exit 2 ;;
esac

cache=${XDG_CACHE_HOME:-$HOME/.cache}/arena-checks
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/platforms
# What is unused on one system only shows here.
export RUSTFLAGS="${RUSTFLAGS-} -Dwarnings"
host=$(rustc -vV | sed -n 's/^host: //p')
failed=()

say() { printf '%s\n' "$*"; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Installs packages of the system, unless they are there.
packages() {
    dpkg -s "$@" >/dev/null 2>&1 && return
    say "installing $*"
    { as_root apt-get -qq update || true; } >/dev/null 2>&1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
        >/dev/null 2>&1 || { say "cannot install $*"; return 1; }
}

# Debian's compiler, which comes with the sources of its library, unpacked into the cache.
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
                apt-get -qq -o APT::Sandbox::User=root download "rustc-web=$version" \
                    "libstd-rust-web-dev=$version" "libstd-rust-web-$release=$version" \
                    "rust-web-src=$version" "$llvm" &&
                for package in *.deb; do dpkg -x "$package" .. || exit 1; done
        ) || return 1
        rm -rf "$root/debs"
        local tool
        for tool in rustc rustdoc; do
            printf '#!/bin/sh\nLD_LIBRARY_PATH=%q exec %q "$@"\n' \
                "$root/usr/lib/x86_64-linux-gnu" "$root/usr/bin/$tool" > "$root/$tool"
            chmod +x "$root/$tool"
        done
    fi
    export RUSTC=$root/rustc RUSTDOC=$root/rustdoc RUSTC_BOOTSTRAP=1
}

# The precompiled standard library of a target.
rustup_has() {
    rustup target add "$1" >/dev/null 2>&1
}

# cargo with the library for a target: on_target TARGET COMMAND ARGUMENTS…
on_target() {
    local target=$1 command=$2
    shift 2
    say "$target: cargo $command $*"
    if rustup_has "$target"; then
        cargo "$command" --quiet --target "$target" "$@"
    elif (debian_compiler) >/dev/null; then
        say "$target: with a library built from Debian's sources"
        (debian_compiler && CARGO_TARGET_DIR=$CARGO_TARGET_DIR/debian cargo "$command" --quiet -Zbuild-std --target "$target" "$@")
    else
        say "$target: its standard library cannot be had"
        return 1
    fi
}

# Notes a failure and goes on, so that one run tells about all targets.
attempt() {
    local started=$SECONDS
    if "$@"; then
        say "ok: $* ($((SECONDS - started)) s)"
    else
        failed+=("$*")
        say "FAILED: $*"
    fi
}

# The linker that comes with the compiler; the C library of the musl targets comes with them.
own_linker() {
    find "$(rustc --print sysroot)/lib/rustlib/$host/bin" -name rust-lld 2>/dev/null | grep . ||
        { say "the toolchain has no rust-lld" >&2; return 1; }
}

# The tests from inside; those from outside, which watch a 64-bit process, only where it is one. There without
# those that measure the process and limit it: under an emulator that would be the emulator's.
test_on() {
    on_target "$1" test -p arena-core --all-features --lib --tests || return 1
    case $1 in
        i686-*) ;;
        *) on_target "$1" test -p arena-tests --test library -- --skip a_refused_commit --skip memory_comes_and_goes ;;
    esac
}

# 32-bit programs run on a 64-bit x86 kernel as they are. The musl targets bring all they need; a
# library built from Debian's sources lacks the C part and takes that of the cross compiler.
i686() {
    local linker
    if rustup_has i686-unknown-linux-musl && linker=$(own_linker); then
        CARGO_TARGET_I686_UNKNOWN_LINUX_MUSL_LINKER=$linker test_on i686-unknown-linux-musl
        return
    fi
    packages gcc-i686-linux-gnu libc6-dev-i386-cross || return 1
    local lib=/usr/i686-linux-gnu/lib
    local runner="$lib/ld-linux.so.2 --library-path $lib"
    CARGO_TARGET_I686_UNKNOWN_LINUX_GNU_LINKER=i686-linux-gnu-gcc \
        CARGO_TARGET_I686_UNKNOWN_LINUX_GNU_RUNNER=$runner ARENA_TEST_RUNNER=$runner \
        test_on i686-unknown-linux-gnu
}

aarch64() {
    packages qemu-user-static || return 1
    local page runner linker
    for page in 4096 65536; do
        say "pages of $page bytes"
        runner="qemu-aarch64-static -p $page"
        if rustup_has aarch64-unknown-linux-musl && linker=$(own_linker); then
            CARGO_TARGET_AARCH64_UNKNOWN_LINUX_MUSL_LINKER=$linker \
                CARGO_TARGET_AARCH64_UNKNOWN_LINUX_MUSL_RUNNER=$runner ARENA_TEST_RUNNER=$runner \
                test_on aarch64-unknown-linux-musl || return 1
            continue
        fi
        packages gcc-aarch64-linux-gnu libc6-dev-arm64-cross || return 1
        runner+=" -L /usr/aarch64-linux-gnu"
        CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc \
            CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER=$runner ARENA_TEST_RUNNER=$runner \
            test_on aarch64-unknown-linux-gnu || return 1
    done
}

s390x() {
    packages qemu-user-static gcc-s390x-linux-gnu libc6-dev-s390x-cross || return 1
    local runner="qemu-s390x-static -L /usr/s390x-linux-gnu"
    CARGO_TARGET_S390X_UNKNOWN_LINUX_GNU_LINKER=s390x-linux-gnu-gcc \
        CARGO_TARGET_S390X_UNKNOWN_LINUX_GNU_RUNNER=$runner ARENA_TEST_RUNNER=$runner \
        test_on s390x-unknown-linux-gnu
}

windows() {
    packages gcc-mingw-w64-x86-64 wine64 || return 1
    local wine
    wine=$(command -v wine64 || find /usr/lib/wine -name wine64 2>/dev/null | grep .) ||
        { say "wine64 is installed, but not found"; return 1; }
    mkdir -p "$cache"
    export WINEPREFIX=$cache/wine WINEDEBUG=-all
    local library=$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll
    if [ ! -f "$library" ]; then
        "$wine" wineboot --init >/dev/null 2>&1 || return 1
        # The standard library draws its random numbers from a function that old versions of wine
        # do not have. It is the same as this one of advapi32.
        x86_64-w64-mingw32-gcc -shared -O2 -x c - -o "$library.part" -ladvapi32 <<'C' || return 1
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
    return SystemFunction036(data, (ULONG)length);
}
C
        mv "$library.part" "$library"
    fi
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=$wine \
        test_on x86_64-pc-windows-gnu
}

wasm() {
    on_target wasm32-unknown-unknown build -p arena --all-features &&
        on_target wasm32-unknown-unknown build -p arena --no-default-features
}

# Without a standard library at all: the target has none, so nothing can slip in.
bare_metal() {
    on_target thumbv7em-none-eabi check -p arena --no-default-features --features derive &&
        on_target thumbv7em-none-eabi check -p arena-core --no-default-features --features allocator-api2,bumpalo
}

type_check() {
    on_target "$1" check -p arena --all-features
}

checked=(x86_64-pc-windows-gnu aarch64-apple-darwin x86_64-unknown-freebsd aarch64-linux-android)
attempt i686
attempt wasm
attempt bare_metal
for target in "${checked[@]}"; do attempt type_check "$target"; done
if ! $short; then
    for target in x86_64-pc-windows-msvc i686-pc-windows-msvc x86_64-unknown-netbsd x86_64-unknown-illumos; do
        attempt type_check "$target"
    done
    attempt aarch64
    attempt s390x
    attempt windows
fi

if [ ${#failed[@]} -gt 0 ]; then
    printf 'platforms: failed, or not possible here: %s\n' "${failed[@]}" >&2
    exit 1
fi
say "platforms: all of them passed"
