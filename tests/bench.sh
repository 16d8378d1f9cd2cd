#!/usr/bin/env bash
# Measures our channels against the peers that Debian carries: Rust's std::sync::mpsc, crossbeam,
# flume, Go, moodycamel's two queues, TBB, and a mutex with condition variables. Installs what is
# missing, builds the CMake target chanscope_bench, and prints one table. Takes some 7 minutes on
# two processors; the machine should have nothing else to do.
#
#   tests/bench.sh [--rows a,b] [--peers a,b] [--pinning same|spread] [--rounds N] [--quick]
#                  [--json FILE]
#
# Every round runs every peer once per row and pinning, each in a process of its own, in a shuffled
# order; a ratio is formed within a round only. `same` is the whole process on one processor,
# `spread` one thread per processor. Exit 1: a program failed or summed wrongly; 2: a wrong use.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "$0")")")
command -v python3 >/dev/null || "$root/third_party/install-debian.sh" tests
exec env PYTHONDONTWRITEBYTECODE=1 python3 "$root/tests/bench/driver.py" "$@"
