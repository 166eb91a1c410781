#!/usr/bin/env bash
# Checks the published crates with the oldest compiler they promise to support: `rust-version` in
# Cargo.toml. Only the compiler is old: cargo is the current one, and development dependencies,
# which may need more, are not built.
#
# The compiler comes from Debian (package `rustc-web`), unpacked into a cache folder, so nothing is
# installed and no root is needed. Elsewhere than on Debian, rustup is asked for it.
#
#   scripts/msrv.sh
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's/^rust-version = "\([0-9.]*\)".*/\1/p' Cargo.toml | head -n 1)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/arena-checks/rustc-$version
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/msrv

say() { printf '%s\n' "$*"; }
fail() { printf 'msrv: %s\n' "$*" >&2; exit 1; }

# Package lists of our own, because refreshing those of the system needs root. (The sandbox user
# could not write to the cache folder.)
sandbox=(-o APT::Sandbox::User=root)
own_lists=(-o "Dir::State=$cache/apt/state" -o "Dir::Cache=$cache/apt/cache")

debian_version() {
    apt-cache "$@" policy rustc-web 2>/dev/null | tr -s ' ' '\n' | grep -m 1 "^$version\." || true
}

# The package of LLVM that the compiler's library is linked to.
llvm_package() {
    apt-cache "$@" depends "libstd-rust-web-$version" | sed -n 's/.*Depends: \(libllvm[0-9.]*\)$/\1/p' | head -n 1
}

from_debian() {
    command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
    local options=("${sandbox[@]}") debian
    debian=$(debian_version "${options[@]}")
    if [ -z "$debian" ]; then
        say "refreshing the package lists"
        mkdir -p "$cache/apt/state/lists/partial" "$cache/apt/cache/archives/partial"
        options+=("${own_lists[@]}")
        apt-get "${options[@]}" -qq update || say "some package lists could not be refreshed"
        debian=$(debian_version "${options[@]}")
    fi
    [ -n "$debian" ] || return 1

    local llvm
    llvm=$(llvm_package "${options[@]}")
    [ -n "$llvm" ] || return 1
    say "unpacking rustc-web $debian"
    rm -rf "$cache/unpacked.part" && mkdir -p "$cache/unpacked.part/debs"
    (
        cd "$cache/unpacked.part/debs" &&
            apt-get "${options[@]}" -qq download "rustc-web=$debian" \
                "libstd-rust-web-dev=$debian" "libstd-rust-web-$version=$debian" "$llvm" &&
            for package in *.deb; do dpkg -x "$package" .. || exit 1; done
    ) || return 1
    rm -rf "$cache/unpacked.part/debs"
    # Its libraries are not where the loader looks, and must not be seen by anything but the
    # compiler: a wrapper tells it alone.
    local libraries
    libraries=$(find "$cache/unpacked.part" -name 'librustc_driver-*.so' -printf '%h' -quit)
    [ -n "$libraries" ] || return 1
    printf '#!/bin/sh\nLD_LIBRARY_PATH=%q exec %q "$@"\n' \
        "$cache/unpacked${libraries#"$cache/unpacked.part"}" "$cache/unpacked/usr/bin/rustc" \
        > "$cache/unpacked.part/rustc"
    chmod +x "$cache/unpacked.part/rustc"
    rm -rf "$cache/unpacked" && mv "$cache/unpacked.part" "$cache/unpacked"
}

if [ -x "$cache/unpacked/rustc" ] || from_debian; then
    RUSTC=$cache/unpacked/rustc
elif rustup toolchain install "$version" --profile minimal >/dev/null 2>&1; then
    RUSTC=$(rustup which rustc --toolchain "$version")
else
    fail "neither Debian's packages nor rustup have a compiler $version; nothing was checked"
fi
export RUSTC
say "checking with $("$RUSTC" --version)"
[[ $("$RUSTC" --version) == "rustc $version."* ]] || fail "that is not $version"

check() {
    say "cargo check $*"
    cargo check --quiet --locked "$@"
}
check -p arena -p arena-core -p arena-derive
check -p arena -p arena-core -p arena-derive --all-features
check -p arena --no-default-features
check -p arena-core --no-default-features
say "msrv: the published crates build with $version"
