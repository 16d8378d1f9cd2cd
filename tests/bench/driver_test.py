#!/usr/bin/env python3
"""Feeds the benchmark's driver with canned samples and with stand-ins for cmake and the programs."""
import contextlib
import io
import itertools
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import driver
from plan import OURS, PEERS, ROWS
from ratios import judge, table

HERE = Path(driver.__file__).parent


def canned(**peers):
    """Samples from wall times; the CPU time is twice that."""
    return {name.replace("_", "-"): [{"ns": ns, "cpu_ns": 2 * ns} for ns in times]
            for name, times in peers.items()}  # fmt: skip


class Ratios(unittest.TestCase):
    def test_a_ratio_is_of_one_round(self):
        # the machine slows down tenfold; of the medians by themselves the ratio would be 5
        figures = judge(canned(ours=[5, 50, 500], std=[10, 100, 1000]))
        self.assertEqual(
            figures["peers"]["std"]["ratio"],
            {"median": 0.5, "min": 0.5, "max": 0.5, "all": [0.5, 0.5, 0.5]},
        )
        figures = judge(canned(ours=[10, 50, 60], std=[100, 10, 30]))
        ratio = figures["peers"]["std"]["ratio"]
        self.assertEqual((ratio["median"], ratio["min"], ratio["max"]), (2, 0.1, 5))

    def test_the_best_peer_has_the_worst_median_of_ratios(self):
        samples = canned(ours=[10, 10, 10], std=[20, 20, 20], flume=[8, 8, 100], tbb=[9, 9, 1])
        self.assertEqual(judge(samples)["best_peer"], "flume")

    def test_an_even_number_of_rounds_has_the_middle_of_two(self):
        figures = judge(canned(ours=[10, 10], std=[10, 5]))
        self.assertEqual(figures["peers"]["std"]["ratio"]["median"], 1.5)

    def test_go_is_rated_but_never_the_best_peer(self):
        figures = judge(canned(ours=[10, 10], std=[20, 20], go=[1, 1]))
        self.assertEqual(figures["best_peer"], "std")
        self.assertEqual(figures["peers"]["go"]["ratio"]["median"], 10)

    def test_without_ours_nothing_is_rated(self):
        figures = judge(canned(std=[20, 20], go=[1, 1]))
        self.assertIsNone(figures["best_peer"])
        self.assertNotIn("ratio", figures["peers"]["std"])

    def test_rounds_that_do_not_match_are_refused(self):
        with self.assertRaises(ValueError):
            judge(canned(ours=[1, 2], std=[1]))

    def test_the_table_shows_figures_and_names_what_is_missing(self):
        results = {
            ("bounded1-1-1", "same"): judge(canned(ours=[10, 30, 20], flume=[20, 20, 20], go=[5] * 3)),
            ("select-4", "spread"): judge(canned(crossbeam=[300, 300, 300])),
        }
        text = table(results, {"std": "there is no rustc here"}).splitlines()
        self.assertRegex(
            text[2],
            r"^bounded\(1\), 1→1 +same +flume +1\.00 +0\.50–1\.50 +20\.0 / 20\.0 +40\.0 / 40\.0 +4\.00$",
        )
        self.assertRegex(text[3], r"^select over .* spread +ours is missing +- +- +- / - +- / - +-$")
        self.assertIn("Faster than every measured peer on threads in 0 of 2.", text)
        self.assertIn(
            "Not measured: Rust std mpsc: could not be built: there is no rustc here", text
        )
        self.assertIn("Not measured: ours on select over 4 bounded(64).", text)


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def program(self, path, *lines):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(["#!/usr/bin/env bash", *lines]) + "\n")
        file.chmod(0o755)
        return file


class Samples(Folder):
    def sample_of(self, *lines, expected=10):
        return driver.run_once([self.program("program", *lines)], expected)

    def failure_of(self, *lines):
        with self.assertRaises(driver.Failure) as raised:
            self.sample_of(*lines)
        return str(raised.exception)

    def test_a_sample_is_read(self):
        sample = self.sample_of("""echo '{"ns": 1.5, "cpu_ns": 3, "sum": 10}'""")
        self.assertEqual(sample, {"ns": 1.5, "cpu_ns": 3})

    def test_a_wrong_sum_is_rejected(self):
        self.assertEqual(
            self.failure_of("""echo '{"ns": 1.5, "cpu_ns": 3, "sum": 9}'"""),
            "returned the sum 9 where 10 was sent",
        )

    def test_a_program_that_fails_is_quoted(self):
        self.assertEqual(
            self.failure_of("echo The sum is wrong. >&2; exit 1"), "ended with 1: The sum is wrong."
        )
        self.assertEqual(self.failure_of("kill -9 $$"), "ended with -9: without a word")

    def test_what_is_no_sample_is_rejected(self):
        for said in ("", "nonsense", "7", '{"ns": 1}', '{"ns": 0, "cpu_ns": 1, "sum": 10}'):
            self.assertIn("printed no sample", self.failure_of(f"echo '{said}'"))

    def test_a_program_that_hangs_is_given_up(self):
        with mock.patch.object(driver, "LONGEST", 0.1):
            self.assertEqual(self.failure_of("exec sleep 60"), "did not end within 0.1 s")

    def test_status_3_says_that_there_is_no_such_thing(self):
        self.assertIsNone(self.sample_of("exit 3"))

    def measure(self, rows, peers, rounds=2, shuffle=lambda order: None):
        chosen = SimpleNamespace(rows=rows, pinnings=["same", "spread"], rounds=rounds, quick=True)
        calls = self.root / "calls"
        calls.touch()
        with mock.patch.dict(os.environ, {"CALLS": str(calls)}):
            result = driver.measure(chosen, self.root, peers, shuffle, say=lambda text: None)
        return *result, calls.read_text().splitlines()

    GOOD = (
        'echo "$*" >>"$CALLS"',
        """echo "{\\"ns\\": 5, \\"cpu_ns\\": 6, \\"sum\\": $(($4 * ($4 + 1) / 2))}" """,
    )

    def test_each_round_runs_every_peer_once_for_each_row_and_pinning(self):
        for name in ("ours", "moodycamel"):
            self.program(name, *self.GOOD)
        peers = [OURS, "moodycamel", "moodycamel-rw"]
        turns = itertools.count(1)
        turn = lambda order: order.sort(reverse=next(turns) % 2)
        samples, failures, calls = self.measure(["bounded1-1-1", "select-4"], peers, shuffle=turn)
        self.assertEqual(failures, [])
        cells = [call.rsplit(" ", 3)[1:3] for call in calls]
        order = [[row, pinning] for row in ("bounded1-1-1", "select-4")
                 for pinning in ("same", "spread") for _ in peers]  # fmt: skip
        self.assertEqual(cells, order * 2)
        ran = [call.split(" ")[0] for call in calls]
        self.assertEqual(ran[:6], sorted(peers, reverse=True) + sorted(peers))
        for of_peers in samples.values():
            self.assertEqual({peer: len(all) for peer, all in of_peers.items()}, dict.fromkeys(peers, 2))

    def test_all_peers_of_a_row_get_the_same_messages(self):
        for name in ("ours", "std"):
            self.program(name, *self.GOOD)
        calls = self.measure(["bounded1-1-1"], [OURS, "std"], rounds=1)[2]
        self.assertEqual([call.split(" ")[3] for call in calls], ["5000", "5000", "2000", "2000"])

    def test_who_fails_once_on_a_row_is_left_out_of_it_and_told(self):
        self.program("ours", *self.GOOD)
        second = "[ $3 != same ] || [ $(grep -c 'std .* same' $CALLS) != 2 ] || exit 1"
        self.program("std", self.GOOD[0], second, self.GOOD[1])
        samples, failures, _ = self.measure(["ping-pong"], [OURS, "std"], rounds=3)
        self.assertEqual(list(samples["ping-pong", "same"]), [OURS])
        self.assertEqual(len(samples["ping-pong", "spread"]["std"]), 3)
        self.assertEqual(failures, ["std on ping-pong, same: ended with 1: without a word"])

    def test_who_has_no_such_thing_is_left_out_without_a_word(self):
        self.program("ours", "exit 3")
        self.program("std", *self.GOOD)
        samples, failures, _ = self.measure(["ping-pong"], [OURS, "std"])
        self.assertEqual((list(samples["ping-pong", "same"]), failures), (["std"], []))


class Whole(Folder):
    def test_a_wrong_sum_ends_with_1_and_the_rest_is_in_table_and_file(self):
        good = """echo '{"ns": 5, "cpu_ns": 6, "sum": 2001000}'"""
        self.program("ours", good)
        self.program("std", good.replace("5", "10"))
        self.program("flume", good.replace("2001000", "2001001"))
        out, errors = io.StringIO(), io.StringIO()
        with (
            mock.patch.object(driver, "PROGRAMS", self.root),
            mock.patch.object(driver, "build", lambda programs: {"tbb": "no reason"}),
            mock.patch.object(os, "sched_getaffinity", lambda thread: {0, 1}),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(errors),
        ):
            status = driver.main(
                f"--rows bounded1-1-1 --peers std,flume,tbb --pinning spread --quick"
                f" --json {self.root}/x.json".split()
            )
        self.assertEqual(status, 1)
        fault = "flume on bounded1-1-1, spread: returned the sum 2001001 where 2001000 was sent"
        self.assertTrue(errors.getvalue().endswith(f"bench.sh: {fault}\n"), errors.getvalue())
        self.assertRegex(out.getvalue(), r"spread +std +0\.50 +0\.50–0\.50")
        told = json.loads((self.root / "x.json").read_text())
        self.assertEqual((told["failures"], told["not_built"]), ([fault], {"tbb": "no reason"}))
        (row,) = told["rows"]
        self.assertEqual((row["messages"], row["best_peer"]), (2000, "std"))
        self.assertEqual(row["peers"]["std"]["rounds"], [{"ns": 10, "cpu_ns": 6}] * 3)


class Build(Folder):
    def build(self, *cmake):
        self.program("bin/cmake", *cmake)
        self.program("third_party/install-debian.sh", "exit 0")
        (self.root / "build.ninja").touch()
        (self.root / "CMakeCache.txt").write_text("CHANSCOPE_TESTS:BOOL=ON\n")
        path = f"{self.root}/bin:{os.environ['PATH']}"
        with (
            mock.patch.object(driver, "ROOT", self.root),
            mock.patch.object(driver, "BUILD", self.root),
            mock.patch.dict(os.environ, {"PATH": path}),
            mock.patch("sys.stderr"),
        ):
            return driver.build(["ours", "std", "go"])

    def test_what_builds_is_not_missing(self):
        self.assertEqual(self.build("[[ $* == *' chanscope_bench '* ]]"), {})

    def test_what_does_not_build_is_named_with_the_telling_line(self):
        missing = self.build(
            "case $* in *bench_ours) exit 0 ;; *bench_go) echo x; echo there is no go here ;; esac",
            "echo 'main.rs: error: oh'; echo more; exit 1",
        )
        self.assertEqual(missing, {"std": "main.rs: error: oh", "go": "there is no go here"})


class Options(Folder):
    def use(self, *arguments):
        done = subprocess.run(
            [HERE.parent / "bench.sh", *arguments], cwd=self.root, capture_output=True, text=True
        )
        return done.returncode, done.stderr, done.stdout

    def test_a_wrong_use_gets_one_sentence(self):
        for arguments, told in (
            (["--rows", "bounded"], "there is no row 'bounded'; there are: unbounded-1-1, "),
            (["--peers", "std,kanal"], "there is no peer 'kanal'; there are: std, "),
            (["--rounds", "0"], "'0' is no number of rounds from 1 to 1000"),
            (["--pinning", "both"], "invalid choice: 'both'"),
            (["--json", "nowhere/x.json"], "there is no folder nowhere for the file of --json"),
            (["--fast"], "unrecognized arguments: --fast"),
        ):
            status, said, _ = self.use(*arguments)
            self.assertEqual((status, said.count("\n")), (2, 1), said)
            self.assertIn(told, said)

    def test_help_names_the_options(self):
        status, _, said = self.use("--help")
        self.assertEqual(status, 0)
        for option in ("--rows", "--peers", "--pinning", "--rounds", "--quick", "--json"):
            self.assertIn(option, said)


class Plan(unittest.TestCase):
    def test_counts_can_be_shared_by_four_and_are_enough_for_a_start(self):
        for row in ROWS.values():
            for pinning in ("same", "spread"):
                for quick in (False, True):
                    self.assertEqual(row.messages(pinning, quick) % 4, 0)
                    self.assertGreaterEqual(row.messages(pinning, quick), 1000)

    def test_the_programs_know_the_rows_and_peers(self):
        sources = {
            name: (HERE / name).read_text()
            for name in ("workloads.cpp", "rust/workloads.rs", "go/main.go")
        }
        for row, (name, text) in itertools.product(ROWS, sources.items()):
            self.assertIn(f'"{row}"', text, name)
        for name, peer in PEERS.items():
            file = {"std": "rust/std.rs", "crossbeam": "rust/crossbeam.rs", "flume": "rust/flume.rs",
                    "go": "go/main.go"}.get(peer.program, f"{peer.program}.cpp")  # fmt: skip
            self.assertIn(f'"{name}"', (HERE / file).read_text())

    def test_the_sum_counts_every_word(self):
        self.assertEqual(ROWS["unbounded-1-1"].expected_sum(4), 10)
        self.assertEqual(ROWS["unbounded-1-1-64b"].expected_sum(4), 80)


if __name__ == "__main__":
    unittest.main()
