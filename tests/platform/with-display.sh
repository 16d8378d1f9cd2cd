#!/usr/bin/env bash
# Runs a command in the display that there is, or else in a virtual one of its own.
if [ -n "${DISPLAY:-}" ]; then
    exec "$@"
fi
exec "$(dirname "$(readlink -f "$0")")/../../app/virtual-display.sh" "$@"
