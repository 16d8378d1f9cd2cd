#!/usr/bin/env python3
"""Builds and runs the channel benchmark; see tests/bench.sh for its use.

Outermost are the rounds, so that a peer's samples of one row lie apart in time, and those that make
a ratio lie together. See workloads.hpp for what a program takes and prints, ratios.py for what is
made of it.
"""
import argparse
import json
import os
import platform
import random
import subprocess
import sys
from pathlib import Path

from plan import OURS, PEERS, PINNINGS, ROWS, program_of
from ratios import judge, table

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/release"
PROGRAMS = BUILD / "tests/bench/programs"
ROUNDS, QUICK_ROUNDS = 15, 3
ABSENT = 3  # the exit status of a program that has no such thing
LONGEST = 120  # seconds, for one process


class Failure(Exception):
    """One process failed, or what it says cannot be right; its text says how."""


class Options(argparse.ArgumentParser):
    def error(self, message):
        self.exit(2, f"bench.sh: {message}\n")


def names_from(known, what):
    def parse(text):
        names = text.split(",")
        for name in names:
            if name not in known:
                raise argparse.ArgumentTypeError(
                    f"there is no {what} '{name}'; there are: {', '.join(known)}"
                )
        return list(dict.fromkeys(names))

    return parse


def rounds_from(text):
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of rounds from 1 to 1000")
    return int(text)


def parse(arguments):
    options = Options(prog="bench.sh", description="Measures our channels against their peers.")
    options.add_argument("--rows", metavar="A,B", type=names_from(ROWS, "row"), default=list(ROWS))
    options.add_argument(
        "--peers", metavar="A,B", type=names_from(PEERS, "peer"), default=list(PEERS)
    )
    options.add_argument("--pinning", choices=PINNINGS, help="only this one of the two")
    options.add_argument("--rounds", metavar="N", type=rounds_from, help=f"default: {ROUNDS}")
    options.add_argument("--quick", action="store_true", help="3 rounds, a quarter of the messages")
    options.add_argument("--json", metavar="FILE", type=Path, default=BUILD / "bench.json")
    chosen = options.parse_args(arguments)
    chosen.rounds = chosen.rounds or (QUICK_ROUNDS if chosen.quick else ROUNDS)
    chosen.pinnings = [chosen.pinning] if chosen.pinning else list(PINNINGS)
    if "spread" in chosen.pinnings and len(os.sched_getaffinity(0)) < 2:
        if chosen.pinning:
            options.error("the pinning 'spread' needs two processors, and there is one")
        chosen.pinnings.remove("spread")
        print("There is one processor: only the pinning 'same' is measured.", file=sys.stderr)
    if not chosen.json.absolute().parent.is_dir() and chosen.json != BUILD / "bench.json":
        options.error(f"there is no folder {chosen.json.parent} for the file of --json")
    return chosen


def reason(output):
    """The line of a failed build that says most."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower() or "there is no" in line]
    return (telling or lines[-1:] or ["for no reason that it gave"])[0]


def build(programs):
    """Installs and builds. Returns the programs that could not be built, each with the reason."""
    install = ROOT / "third_party/install-debian.sh"
    subprocess.run([install, "run", "tests"], check=True)
    if subprocess.run([install, "bench"]).returncode != 0:
        print("Some peers will be missing.", file=sys.stderr)
    cache = BUILD / "CMakeCache.txt"
    if not (BUILD / "build.ninja").exists() or "CHANSCOPE_TESTS:BOOL=ON" not in cache.read_text():
        subprocess.run(
            ["cmake", "--preset", "release", "-DCHANSCOPE_TESTS=ON", "--log-level=WARNING"],
            cwd=ROOT, check=True, stdout=sys.stderr,
        )  # fmt: skip

    def make(target, *more):
        command = ["cmake", "--build", "--preset", "release", "--target", target, *more]
        return subprocess.run(
            command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    print("Building the programs …", file=sys.stderr)
    if make("chanscope_bench", "--", "-k", "0").returncode == 0:
        return {}
    missing = {}
    for program in programs:
        made = make(f"bench_{program}")
        if made.returncode != 0:
            missing[program] = reason(made.stdout)
            (BUILD / f"bench-{program}.log").write_text(made.stdout)
    return missing


def run_once(command, expected_sum):
    """One process's sample; None if the peer has no such thing."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        raise Failure(f"did not end within {LONGEST} s") from None
    if done.returncode == ABSENT:
        return None
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["without a word"]
        raise Failure(f"ended with {done.returncode}: {said[0]}")
    try:
        sample = json.loads(done.stdout)
        ns, cpu_ns, total = (sample[key] for key in ("ns", "cpu_ns", "sum"))
        if not (ns > 0 and cpu_ns >= 0):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise Failure(f"printed no sample: {done.stdout.strip()[:80]!r}") from None
    if total != expected_sum:
        raise Failure(f"returned the sum {total} where {expected_sum} was sent")
    return {"ns": ns, "cpu_ns": cpu_ns}


def measure(chosen, programs, peers, shuffle=random.shuffle, say=print):
    """All samples, {(row, pinning): {peer: [a sample for each round]}}, and what failed.

    A peer that fails once on a row is left out of it: its rounds would not match.
    """
    cells = [(row, pinning) for row in chosen.rows for pinning in chosen.pinnings]
    samples = {cell: {peer: [] for peer in peers} for cell in cells}
    failures = []
    for number in range(1, chosen.rounds + 1):
        say(f"round {number} of {chosen.rounds}")
        for row, pinning in cells:
            of_peers = samples[row, pinning]
            messages = ROWS[row].messages(pinning, chosen.quick)
            order = list(of_peers)
            shuffle(order)
            for peer in order:
                command = [programs / program_of(peer), peer, row, pinning, str(messages)]
                try:
                    sample = run_once(command, ROWS[row].expected_sum(messages))
                except Failure as failure:
                    failures.append(f"{peer} on {row}, {pinning}: {failure}")
                    sample = None
                if sample:
                    of_peers[peer].append(sample)
                else:
                    del of_peers[peer]
    return samples, failures


def machine():
    """What the figures depend on, for the file."""
    model = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")]  # fmt: skip
    try:
        form = "${Package} ${Version}\n"
        packages = ["rustc", "golang-go", "librust-crossbeam-channel-dev", "librust-flume-dev",
                    "libconcurrentqueue-dev", "libreaderwriterqueue-dev", "libtbb-dev"]  # fmt: skip
        query = ["dpkg-query", "-W", "-f", form, *packages]
        versions = subprocess.run(query, capture_output=True, text=True).stdout.splitlines()
    except OSError:
        versions = []
    return {
        "processor": model[0] if model else platform.machine(),
        "processors": len(os.sched_getaffinity(0)),
        "kernel": platform.release(),
        "load": os.getloadavg()[0],
        "packages": dict(line.split() for line in versions if " " in line.strip()),
    }


def main(arguments):
    chosen = parse(arguments)
    programs = list(dict.fromkeys(map(program_of, [OURS, *chosen.peers])))
    missing = build(programs)
    if OURS in missing:
        print(f"bench.sh: our own program could not be built: {missing[OURS]}", file=sys.stderr)
        return 1
    peers = [peer for peer in [OURS, *chosen.peers] if program_of(peer) not in missing]
    before = machine()
    if before["load"] > 2 * before["processors"]:
        print(f"The machine is busy (load {before['load']:.0f}): expect odd ratios.", file=sys.stderr)
    samples, failures = measure(
        chosen, PROGRAMS, peers, say=lambda text: print(text, file=sys.stderr)
    )
    results = {cell: judge(of_peers) for cell, of_peers in samples.items()}
    print(table(results, missing))
    rows = [
        {"row": row, "pinning": pinning, "messages": ROWS[row].messages(pinning, chosen.quick)}
        | figures
        for (row, pinning), figures in results.items()
    ]
    told = {
        "machine": before | {"load_after": os.getloadavg()[0]}, "rounds": chosen.rounds,
        "quick": chosen.quick, "not_built": missing, "failures": failures, "rows": rows,
    }  # fmt: skip
    chosen.json.write_text(json.dumps(told, indent=1) + "\n")
    print(f"All samples are in {chosen.json}.", flush=True)
    for failure in failures:
        print(f"bench.sh: {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
    except KeyboardInterrupt:
        sys.exit(130)
