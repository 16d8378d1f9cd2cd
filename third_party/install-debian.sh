#!/usr/bin/env bash
# Installs what Chanscope needs from Debian's packages, and of that only what is missing.
#
#   install-debian.sh run          what builds and runs the program
#   install-debian.sh run tests    and what its tests need
#   install-debian.sh bench        the peers of the channel benchmark
#
# Runs as root or with sudo and asks nothing. When nothing is missing it does nothing, at once.
set -euo pipefail

declare -A packages=(
    [run]="g++ cmake ninja-build libimgui-dev libglfw3-dev python3-glad libstb-dev libfreetype-dev
        libcli11-dev nlohmann-json3-dev fonts-inter fonts-jetbrains-mono
        libgl1 libgl1-mesa-dri libxcursor1 libxi6 libxinerama1 libxrandr2 xvfb"
    [tests]="libgtest-dev python3 rustc xdotool"
    [bench]="rustc cargo librust-crossbeam-channel-dev librust-flume-dev golang-go
        libconcurrentqueue-dev libreaderwriterqueue-dev libtbb-dev"
)

wanted=()
for set in "${@:-run}"; do
    [ -n "${packages[$set]:-}" ] || {
        echo "install-debian.sh: there is no set '$set'; the sets are: run tests bench" >&2
        exit 2
    }
    read -ra names -d '' <<<"${packages[$set]}" || true
    wanted+=("${names[@]}")
done

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "This system has no apt-get; Chanscope needs what Debian calls: ${wanted[*]}." >&2
    exit 0 # what is missing, CMake names
fi

installed=" $(dpkg-query -W -f '${Package}=${db:Status-Status} ' "${wanted[@]}" 2>/dev/null || true)"
missing=()
for name in "${wanted[@]}"; do
    [[ $installed == *" $name=installed "* ]] || missing+=("$name")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
        echo "Missing packages: as root, run: apt-get install ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1 </dev/null && return
    tail -n 20 "$log" >&2
    echo "apt-get could not install what is missing: ${missing[*]}" >&2
    exit 1
}
echo "Installing from Debian: ${missing[*]}" >&2
apt update
apt install --no-install-recommends "${missing[@]}"
