#!/usr/bin/env python3
"""Runs third_party/install-debian.sh against a pretended Debian that writes down what is asked.

`install_test.py ROOT`. The stand-ins for dpkg-query, apt-get, sudo and id lie in a folder that is
the whole PATH but for what the script itself calls.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

SCRIPT = Path(sys.argv[1]) / "third_party/install-debian.sh"

STAND_INS = {
    "dpkg-query": 'shift 2; for p; do [[ " $MISSING " == *" $p "* ]] || echo -n "$p=installed "; done',
    "apt-get": 'echo "apt-get $*" >>"$CALLS"; exit "${APT_STATUS:-0}"',
    "sudo": 'echo sudo >>"$CALLS"; exec "$@"',
    "id": 'echo "$USER_ID"',
}


class Install(unittest.TestCase):
    def run_script(self, *sets, missing="", user=0, without=(), apt_status=0):
        with tempfile.TemporaryDirectory() as folder:
            for tool in ("bash", "env", "mktemp", "rm", "tail", "cat"):
                os.symlink(shutil.which(tool), f"{folder}/{tool}")
            for name, body in STAND_INS.items():
                if name not in without:
                    file = Path(folder, name)
                    file.write_text(f"#!/usr/bin/env bash\n{body}\n")
                    file.chmod(0o755)
            calls = Path(folder, "calls")
            calls.touch()
            environment = {
                "PATH": folder, "CALLS": str(calls), "MISSING": missing, "USER_ID": str(user),
                "APT_STATUS": str(apt_status),
            }  # fmt: skip
            done = subprocess.run(
                ["bash", SCRIPT, *sets], env=environment, capture_output=True, text=True
            )
            return done.returncode, calls.read_text().splitlines(), done.stderr

    def test_when_nothing_is_missing_nothing_is_done_at_once(self):
        start = time.monotonic()
        self.assertEqual(self.run_script("run", "tests"), (0, [], ""))
        self.assertLess(time.monotonic() - start, 1)

    def test_only_what_is_missing_is_installed(self):
        status, calls, _ = self.run_script("run", "tests", missing="rustc xvfb")
        self.assertEqual(status, 0)
        self.assertEqual(len(calls), 2)
        self.assertTrue(calls[0].endswith(" update"))
        self.assertTrue(calls[1].endswith(" install --no-install-recommends xvfb rustc"), calls)

    def test_the_program_needs_nothing_of_the_tests(self):
        self.assertEqual(self.run_script("run", missing="rustc libgtest-dev xdotool")[1], [])

    def test_the_tests_need_nothing_of_the_benchmark(self):
        peers = "cargo golang-go librust-flume-dev libtbb-dev"
        self.assertEqual(self.run_script("run", "tests", missing=peers)[1], [])
        self.assertIn("golang-go", self.run_script("bench", missing=peers)[1][1])

    def test_a_user_installs_with_sudo(self):
        _, calls, _ = self.run_script("run", missing="xvfb", user=1000)
        self.assertEqual([call for call in calls if call == "sudo"], ["sudo"] * 2)

    def test_a_user_without_sudo_is_told_what_to_run(self):
        status, calls, said = self.run_script("run", missing="xvfb", user=1000, without=["sudo"])
        self.assertEqual((status, calls), (1, []))
        self.assertEqual(said, "Missing packages: as root, run: apt-get install xvfb\n")

    def test_a_failing_install_says_what_is_missing(self):
        status, _, said = self.run_script("run", missing="xvfb", apt_status=100)
        self.assertEqual(status, 1)
        self.assertIn("could not install what is missing: xvfb\n", said)

    def test_another_system_is_told_what_is_needed(self):
        status, _, said = self.run_script("run", without=["apt-get", "dpkg-query"])
        self.assertEqual(status, 0)
        self.assertEqual(said.count("\n"), 1)
        self.assertIn("libimgui-dev", said)

    def test_an_unknown_set_is_refused(self):
        status, _, said = self.run_script("all")
        self.assertEqual(status, 2)
        self.assertEqual(
            said, "install-debian.sh: there is no set 'all'; the sets are: run tests bench\n"
        )


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
