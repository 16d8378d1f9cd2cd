#!/usr/bin/env bash
# Runs all the tests on the release build: installs what is missing, builds what has changed, then
# calls CTest with the given arguments (-R channel, -L gui, ...). The tests of the window run in a
# virtual display, also where there is a real one: they move its mouse.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "$0")")")
cd "$root"
build=build/release

third_party/install-debian.sh run tests
if ! grep -qs 'CHANSCOPE_TESTS:BOOL=ON' $build/CMakeCache.txt || [ ! -e $build/build.ninja ]; then
    cmake --preset release -DCHANSCOPE_TESTS=ON --log-level=WARNING
fi
cmake --build --preset release

log=$build/tests.log
status=0
app/virtual-display.sh ctest --test-dir $build --output-on-failure --no-tests=error -j"$(nproc)" "$@" |
    tee $log || status=$?
sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests? failed out of ([0-9]+)$/\1 \2/p' $log |
    while read -r failed all; do echo "$((all - failed)) passed, $failed failed"; done
exit $status
