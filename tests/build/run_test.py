#!/usr/bin/env python3
"""Runs app/run.sh and app/virtual-display.sh with stand-ins for cmake and the program.

`run_test.py ROOT`. The stand-in for the program writes down its arguments and its display; Xvfb is
the real one.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(sys.argv[1])

PROGRAM = """#!/usr/bin/env bash
echo "${DISPLAY:+display }$*" >>"$CALLS"
[ "$1" != wrong ] || { echo "chanscope: $1 is wrong" >&2; exit 2; }
[ "$1" != run ] || echo "what happened"
while [ $# -gt 0 ]; do [ "$1" != --out ] || echo picture >"$2"; shift; done
exit "${STATUS:-0}"
"""
INSTALL = """#!/usr/bin/env bash
echo "install $*" >>"$CALLS"
"""
CMAKE = """#!/usr/bin/env bash
echo "cmake $*" >>"$CALLS"
echo "cmake says something"
[[ $* != *--build* ]] || { touch build/release/build.ninja; cp "$PROGRAM" build/release/chanscope; }
"""


def executable(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def children(parent):
    """The number and the name of each process that it has started."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, rest = stat.read_text().split(" (", 1)
        except OSError:
            continue  # it has ended
        name, rest = rest.rsplit(") ", 1)
        if rest.split()[1] == str(parent):
            yield number, name


class Run(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name, "a clone")
        for name in ("app/run.sh", "app/virtual-display.sh"):
            (self.root / "app").mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.root / name)
        executable(self.root / "third_party/install-debian.sh", INSTALL)
        executable(self.root / "bin/cmake", CMAKE)
        executable(self.root / "program", PROGRAM)
        (self.root / "build/release").mkdir(parents=True)
        self.calls = self.root / "calls"

    def tearDown(self):
        self.folder.cleanup()

    def start(self, *arguments, display=None, status=0):
        """The exit status, the program's calls, all calls, and the two outputs."""
        environment = {
            "PATH": f"{self.root}/bin:{os.environ['PATH']}",
            "CALLS": str(self.calls),
            "PROGRAM": str(self.root / "program"),
            "STATUS": str(status),
            **({"DISPLAY": display} if display else {}),
        }
        self.calls.write_text("")
        done = subprocess.run(
            [self.root / "app/run.sh", *arguments],
            env=environment,
            cwd=self.folder.name,
            capture_output=True,
            text=True,
        )
        calls = self.calls.read_text().splitlines()
        ours = [call for call in calls if not call.startswith(("cmake ", "install "))]
        return done.returncode, ours, calls, done.stdout, done.stderr

    def test_a_first_start_installs_configures_and_builds_a_second_only_builds(self):
        first = self.start("list")[2]
        self.assertEqual(first[0], "install run")
        self.assertIn("--preset release", first[1])
        self.assertIn("--build --preset release --target chanscope", first[2])
        second = self.start("list")[2]
        self.assertEqual(len(second), 3)
        self.assertIn("--build", second[1])

    def test_with_a_display_all_arguments_go_to_the_program(self):
        for arguments in ([], ["forgotten-sender", "--set", "a b=c"], ["shot", "x"], ["list"]):
            _, ours, _, _, _ = self.start(*arguments, display=":77")
            self.assertEqual(ours, ["display " + " ".join(arguments)])

    def test_without_a_display_what_needs_no_window_just_runs(self):
        for first in ("list", "run", "replay", "--help", "--version"):
            self.assertEqual(self.start(first, "x")[1], [f"{first} x"])
        self.assertEqual(self.start("shot", "--help")[1], ["shot --help"])

    def test_without_a_display_pictures_are_taken_in_a_virtual_one(self):
        self.assertEqual(self.start("shot", "x", "--out", "y")[1], ["display shot x --out y"])
        self.assertEqual(self.start("script", "file")[1], ["display script file"])

    def test_without_a_display_the_opening_lesson_is_played_and_kept(self):
        status, ours, _, said, why = self.start()
        self.assertEqual(status, 0)
        self.assertEqual(ours[0], "forgotten-sender", "is it called rightly?")
        self.assertTrue(ours[1].startswith("display shot forgotten-sender --at end "), ours)
        self.assertEqual(ours[2:], ["run forgotten-sender --transcript"])
        self.assertIn("There is no display", why)
        for name, text in (("window.png", "picture\n"), ("transcript.txt", "what happened\n")):
            file = self.root / "build/release/opening" / name
            self.assertEqual(file.read_text(), text)
            self.assertIn(str(file), said)

    def test_without_a_display_another_lesson_can_be_played(self):
        _, ours, _, _, _ = self.start("backpressure", "--set", "buffer=2")
        self.assertTrue(ours[1].startswith("display shot backpressure --set buffer=2 --at end"))
        self.assertEqual(ours[2], "run backpressure --set buffer=2 --transcript")

    def test_without_a_display_a_wrong_call_is_told_of_as_it_was_written(self):
        status, ours, _, said, why = self.start("wrong", "--variant", "x")
        self.assertEqual((status, ours), (2, ["wrong --variant x"]))
        self.assertEqual((said, why.splitlines()[-1:]), ("", ["chanscope: wrong is wrong"]))
        self.assertNotIn("There is no display", why)

    def test_the_status_is_the_programs(self):
        for arguments in (["list"], ["shot", "x"], ["nonsense"]):
            self.assertEqual(self.start(*arguments, status=2)[0], 2)

    def test_what_the_build_says_does_not_mix_with_the_output(self):
        self.assertEqual(self.start("run", "x")[3], "what happened\n")

    def shown(self, command):
        """The script with a command that has begun, and the numbers of its server and command."""
        display = subprocess.Popen(
            [self.root / "app/virtual-display.sh", "sh", "-c", f"echo $DISPLAY $$; {command}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        number, child = display.stdout.readline().split()
        self.assertRegex(number, r"^:\d+$")
        server = next(pid for pid, name in children(display.pid) if name == "Xvfb")
        return display, server, child

    def assert_gone(self, *processes):
        # not by the display's number, which another server may have by now
        deadline = time.monotonic() + 10
        while any(Path("/proc", pid).exists() for pid in processes):
            self.assertLess(time.monotonic(), deadline, processes)
            time.sleep(0.01)

    def test_the_virtual_display_ends_with_its_command(self):
        display, server, child = self.shown("read line; exit 7")
        display.communicate("\n", timeout=10)
        self.assertEqual(display.returncode, 7)
        self.assert_gone(server, child)

    def test_the_virtual_display_ends_when_it_is_told_to(self):
        display, server, child = self.shown("exec sleep 100")
        display.send_signal(signal.SIGTERM)
        self.assertEqual(display.wait(10), 143)
        display.stdin.close()
        display.stdout.close()
        self.assert_gone(server, child)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
