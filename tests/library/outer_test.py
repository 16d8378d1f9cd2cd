#!/usr/bin/env python3
"""Uses the channel library from outer CMake projects: `outer_test.py ROOT`.

Once installed and found by find_package(chanscope), once as a subfolder; neither may need anything
but a compiler and threads.
"""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(sys.argv[1])
# As on a machine that has none of the packages of the window and the tests.
NOTHING_ELSE = [
    f"-DCMAKE_DISABLE_FIND_PACKAGE_{name}=ON"
    for name in ("glfw3", "Freetype", "CLI11", "nlohmann_json", "GTest", "Python3", "OpenGL")
]

PROGRAM = """
#include "core/channel/channel.hpp"

#include <cstdio>
#include <thread>

int main() {
    auto [tx, rx] = chan::sync_channel<int>(4);
    std::jthread producer([tx = std::move(tx)] {
        for (int n = 1; n <= 10; ++n) (void)tx.send(n);
    });
    int sum = 0;
    for (int n : rx) sum += n;
    std::printf("%d\\n", sum);
}
"""


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"{command} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


class Outer(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def answer_of(self, how, *options):
        """What a project says that gets the library in this way."""
        project = self.folder / "project"
        project.mkdir()
        (project / "main.cpp").write_text(PROGRAM)
        (project / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\n"
            "project(outer LANGUAGES CXX)\n"
            f"{how}\n"
            "add_executable(outer main.cpp)\n"
            "target_link_libraries(outer PRIVATE chanscope::channel)\n"
        )
        build = self.folder / "build"
        run("cmake", "-S", project, "-B", build, "-G", "Ninja", *options)
        run("cmake", "--build", build)
        return run(build / "outer")

    def test_finds_the_installed_package(self):
        prefix, build = self.folder / "prefix", self.folder / "library"
        run(
            "cmake", "-S", ROOT, "-B", build, "-G", "Ninja",
            "-DCHANSCOPE_APP=OFF", "-DCHANSCOPE_TESTS=OFF", *NOTHING_ELSE,
        )  # fmt: skip
        run("cmake", "--build", build)
        run("cmake", "--install", build, "--prefix", prefix)
        how = "find_package(chanscope 0.1 REQUIRED)"
        self.assertEqual(self.answer_of(how, f"-DCMAKE_PREFIX_PATH={prefix}"), "55\n")

    def test_takes_it_as_a_subfolder(self):
        how = f'add_subdirectory("{ROOT}" chanscope)'
        self.assertEqual(self.answer_of(how, *NOTHING_ELSE), "55\n")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
