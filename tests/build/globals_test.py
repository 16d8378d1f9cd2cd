#!/usr/bin/env python3
"""Compiles small sources, with and without mutable globals, and expects globals.py to know."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import globals as mutable_globals

SOURCE = """
#include <string>
#include <vector>
namespace chan::probe { inline thread_local int* current = nullptr; }
namespace %(name)s {
constexpr int table[] = {1, 2, 3};
const std::vector<std::string> made_at_run_time = {"a"};
static const std::string& word() {
    static const std::string text(100, 'x');
    return text;
}
%(more)s
int use() { return *chan::probe::current + table[word().size() + made_at_run_time.size()]; }
}
"""


class Globals(unittest.TestCase):
    def breaches(self, more="", name="scenarios"):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "core", "x.cpp")
            source.parent.mkdir()
            source.write_text(SOURCE % {"more": more, "name": name})
            compiler = os.environ.get("CXX", "c++")
            subprocess.run(
                [compiler, "-std=c++23", "-O1", "-c", source, "-o", f"{folder}/x.o"], check=True
            )
            return list(mutable_globals.check(folder, [f"{folder}/x.o"]))

    def test_constants_and_the_current_actor_are_fine(self):
        self.assertEqual(self.breaches(), [])

    def test_a_mutable_global_is_found(self):
        for more, name, kind in (
            ("int counter;", "counter", "global"),
            ("static int hidden = 1; int* see() { return &hidden; }", "hidden", "global"),
            ("int next() { static int last; return ++last; }", "next()::last", "global"),
            ('const char* words[] = {"a"};', "words", "global"),
            ("std::vector<int> list;", "list", "global"),
            ("inline int shared = 2; int* see() { return &shared; }", "shared", "global"),
            ("thread_local int mine;", "mine", "thread_local"),
        ):
            with self.subTest(more):
                self.assertEqual(
                    self.breaches(more), [f"x.o: scenarios::{name} is a mutable {kind}"]
                )


if __name__ == "__main__":
    unittest.main()
