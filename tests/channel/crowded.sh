#!/usr/bin/env bash
# crowded.sh PROGRAM: runs its native tests where threads hardly get to run: all of them on one core,
# and then the busiest ones there beside three programs that compute without end. A wait that spins
# for its peer, or counts on a second core, is seen here.
set -euo pipefail
program=$1

core=$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//') # the first that we may use
hogs=()
trap 'kill "${hogs[@]}" 2>/dev/null || true' EXIT

taskset -c "$core" "$program" --gtest_brief=1 --gtest_filter='*/native.*'

for _ in 1 2 3; do
    taskset -c "$core" timeout 60 bash -c 'while :; do :; done' & # ends even if nobody kills it
    hogs+=($!)
done
taskset -c "$core" "$program" --gtest_brief=1 \
    --gtest_filter='stress/native.*:select_race/native.*:waiting_select/native.*:send_recv/native.*'
