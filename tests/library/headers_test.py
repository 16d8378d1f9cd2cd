#!/usr/bin/env python3
"""Compiles every header of the channel library alone: `headers_test.py ROOT`.

A header that is the first thing that another one includes is compiled alone there, so only those
that are nobody's first are given to the compiler.
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(sys.argv[1])
FOLDERS = ("core/base", "core/probe", "core/channel", "core/sync")


def firsts(root, headers):
    """The headers that another one includes before anything else."""
    for header in headers:
        if found := re.search(r'^#include (?:"(.*)"|<.*>)', header.read_text(), re.M):
            if found[1]:
                yield root / found[1]


def compiles(root, header, *options):
    """What the compiler says against this header; nothing, if all is well."""
    made = subprocess.run(
        [os.environ.get("CXX", "c++"), "-std=c++23", "-fsyntax-only", "-w", "-I", root, *options]
        + ["-x", "c++", header],
        capture_output=True, text=True,
    )
    return "" if made.returncode == 0 else f"{header} alone: {made.stderr}"


def check(root, folders=FOLDERS):
    headers = [header for folder in folders for header in sorted((root / folder).glob("*.hpp"))]
    chosen = set(headers) - set(firsts(root, headers))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = pool.map(lambda header: compiles(root, header), sorted(chosen))
        return len(headers), "".join(complaints)


class Headers(unittest.TestCase):
    def test_each_compiles_alone(self):
        found, complaints = check(ROOT)
        self.assertGreater(found, 30)
        self.assertEqual(complaints, "")

    def test_another_system_is_refused_with_a_sentence(self):
        complaint = compiles(ROOT, ROOT / "core/channel/channel.hpp", "-U__linux__")
        self.assertIn("channels need Linux", complaint)

    def test_one_that_needs_another_before_it_is_found(self):
        with tempfile.TemporaryDirectory() as name:
            root = Path(name)
            (root / "needs.hpp").write_text("inline std::atomic<int> word;\n")
            (root / "user.hpp").write_text('#include <atomic>\n#include "needs.hpp"\n')
            (root / "first.hpp").write_text('#include "needs.hpp"\n#include <atomic>\n')
            found, complaints = check(root, ["."])
        self.assertEqual(found, 3)
        self.assertIn("first.hpp alone", complaints)
        self.assertNotIn("user.hpp alone", complaints)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
