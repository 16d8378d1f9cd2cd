#!/usr/bin/env bash
# Opens Chanscope: installs what is missing, builds what has changed, and starts the program with
# the given arguments. Where there is no display, a lesson is played in a virtual one, and its
# screenshot and transcript are left in build/release/opening.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
root=$(dirname "$here")
build=$root/build/release
program=$build/chanscope

"$root/third_party/install-debian.sh" run
(
    cd "$root"
    if [ ! -e "$build/build.ninja" ]; then
        cmake --preset release -DCHANSCOPE_TESTS=OFF --log-level=WARNING
    fi
    if [ ! -e "$program" ]; then
        cmake --build --preset release --target chanscope
    else
        cmake --build --preset release --target chanscope -- --quiet |
            sed '/^ninja: no work to do\.$/d'
    fi
) >&2

# Whether the arguments ask for something that needs no window.
windowless() {
    case ${1:-} in
    list | run | replay) return 0 ;;
    esac
    for argument; do
        case $argument in
        -h | --help | --version) return 0 ;;
        esac
    done
    return 1
}

if windowless "$@" || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$program" "$@"
fi

case ${1:-} in
shot | script) exec "$here/virtual-display.sh" "$program" "$@" ;;
esac

[ $# -gt 0 ] || set -- forgotten-sender

# What is wrong with the arguments is said of the call as it was written: the program finds that
# before it finds that it has no display.
status=0
said=$(DISPLAY='' WAYLAND_DISPLAY='' "$program" "$@" 2>&1) || status=$?
if [ "$status" = 2 ]; then
    echo "$said" >&2
    exit 2
fi

echo "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so the lesson is played in" \
    "a virtual one." >&2
opening=$build/opening
mkdir -p "$opening"
"$here/virtual-display.sh" "$program" shot "$@" --at end --size 1440x900 --out "$opening/window.png"
"$program" run "$@" --transcript >"$opening/transcript.txt"
echo "The window at the end of the lesson: $opening/window.png"
echo "What happened, in words:             $opening/transcript.txt"
