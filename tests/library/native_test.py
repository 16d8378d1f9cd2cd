#!/usr/bin/env python3
"""Holds the native runtime to costing nothing: `native_test.py ROOT`.

Compiles every operation of the channel library at -O2, once as it is and once with the probe deleted
from the headers (strip_probe.py), and expects the same instructions. Symbols are normalised: a
function that no longer takes a ticket has another mangled name. The compiler's limit on how much a
whole file may grow by inlining is lifted: where a file comes near it, what is inlined last depends
on everything else in the file, also on what compiles to nothing.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from strip_probe import strip

ROOT = Path(sys.argv[1])
PADDING = re.compile(r"(data16 |cs )*(nop[wl]?\b|xchg +%ax,%ax)")


def instructions(include, folder):
    """Function by function, without addresses, symbols, and the padding behind each function."""
    made = folder / "everything.o"
    source = ROOT / "tests/library/everything.cpp"
    compiler = os.environ.get("CXX", "c++")
    subprocess.run(
        [compiler, "-std=c++23", "-O2", "--param=large-unit-insns=100000", "-I", include]
        + ["-c", source, "-o", made],
        check=True,
    )
    listing = subprocess.run(
        ["objdump", "-dr", "--no-show-raw-insn", made], capture_output=True, text=True, check=True
    ).stdout
    functions = []
    for line in listing.splitlines():
        if re.match(r"^[0-9a-f]+ <", line):
            functions.append([])
        elif found := re.match(r"^\s+[0-9a-f]+:\s+(\S.*)$", line):
            text = re.sub(r"\s*#.*$", "", found[1])
            text = re.sub(r"\b[0-9a-f]+ <[^>]*>", "<symbol>", text)
            text = re.sub(r"(R_\w+)\s.*", r"\1", text)
            functions[-1].append(text.strip())
    for function in functions:
        while function and PADDING.match(function[-1]):
            function.pop()
    return functions


def headers(root):
    return {file.name: file.read_text() for file in (root / "core/channel").glob("*.hpp")}


class Native(unittest.TestCase):
    def test_costs_no_instruction(self):
        with tempfile.TemporaryDirectory() as name:
            stripped, folder = Path(name, "stripped"), Path(name)
            shutil.copytree(ROOT / "core", stripped / "core")
            for file, text in strip(headers(ROOT)).items():
                (stripped / "core/channel" / file).write_text(text)
            probed, bare = instructions(ROOT, folder), instructions(stripped, folder)
        self.assertGreater(sum(map(len, bare)), 1000, "everything.cpp compiles to something")
        self.assertEqual(sorted(probed), sorted(bare))

    def test_sees_an_instruction_more(self):
        with tempfile.TemporaryDirectory() as name:
            spoilt, folder = Path(name, "spoilt"), Path(name)
            shutil.copytree(ROOT / "core", spoilt / "core")
            lock = spoilt / "core/channel/end_lock.hpp"
            text = lock.read_text().replace("sleepers_.load(", "1 + sleepers_.load(", 1)
            self.assertNotEqual(text, lock.read_text())
            lock.write_text(text)
            self.assertNotEqual(
                sorted(instructions(ROOT, folder)), sorted(instructions(spoilt, folder))
            )

    def test_nothing_of_the_probe_is_left(self):
        for file, text in strip(headers(ROOT)).items():
            code = re.sub(r"//[^\n]*", "", text)
            for word in ("Runtime::note", "Runtime::point", "Runtime::section section", "into_message", "->tag", ".tag"):
                self.assertNotIn(word, code, file)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
