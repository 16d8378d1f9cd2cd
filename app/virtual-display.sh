#!/usr/bin/env bash
# Runs a command in a virtual display of its own, which ends with it:
#
#   virtual-display.sh COMMAND [ARGUMENT]...
#
# Xvfb picks a free display number by itself, so any number of these can run side by side.
set -euo pipefail

work=$(mktemp -d)
server=
child=
finish() {
    [ -z "$child" ] || kill "$child" 2>/dev/null || true
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

mkfifo "$work/number"
Xvfb -displayfd 3 -screen 0 2880x1800x24 -nolisten tcp -noreset \
    3>"$work/number" >"$work/log" 2>&1 </dev/null &
server=$!
if ! read -r -t 30 number <"$work/number"; then
    tail -n 5 "$work/log" >&2
    echo "virtual-display.sh: Xvfb did not start" >&2
    exit 1
fi

unset WAYLAND_DISPLAY XAUTHORITY
export DISPLAY=":$number"
"$@" <&0 &
child=$!
status=0
wait "$child" || status=$?
child=
exit "$status"
