#!/usr/bin/env bash
# Builds one program of the channel benchmark that is not C++: build-peer.sh NAME PROGRAM.
# NAME is std, crossbeam, flume or go. Works without a network: crates come from Debian's packages,
# as does the compiler where there is one.
set -euo pipefail

name=$1 program=$2
sources=$(dirname "$(readlink -f "$0")")
work=$(dirname "$program")/$name.build
registry=/usr/share/cargo/registry
export PATH=/usr/bin:$PATH
rm -f "$program"
mkdir -p "$work"

need() {
    command -v "$1" >/dev/null || { echo "there is no $1 here" >&2; exit 1; }
}

crate() { # its name, and a version that is known to do
    need cargo
    [ -d $registry ] || { echo "there is no $registry here" >&2; exit 1; }
    mkdir -p "$work/.cargo"
    cat >"$work/Cargo.toml" <<END
[package]
name = "bench-$name"
version = "0.1.0"
edition = "2021"

[[bin]]
name = "$name"
path = "$sources/rust/$name.rs"

[dependencies]
$1 = "$2"

[profile.release]
opt-level = 3
END
    cat >"$work/.cargo/config.toml" <<END
[source.crates-io]
replace-with = "debian"

[source.debian]
directory = "$registry"
END
    (cd "$work" && CARGO_HOME=$work/home cargo build --release --offline --quiet --target-dir target)
    cp "$work/target/release/$name" "$program"
}

case $name in
std)
    need rustc
    rustc --edition 2021 -C opt-level=3 -o "$program" "$sources/rust/std.rs"
    ;;
crossbeam) crate crossbeam-channel 0.5 ;;
flume) crate flume 0.10 ;;
go)
    need go
    GO111MODULE=off GOFLAGS= GOCACHE=$work/cache go build -o "$program" "$sources/go/main.go"
    ;;
*)
    echo "build-peer.sh: there is no '$name'" >&2
    exit 2
    ;;
esac
