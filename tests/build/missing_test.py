#!/usr/bin/env python3
"""Hides one outer package after the other from CMake and expects one clear sentence about it.

`missing_test.py ROOT BUILD`: takes what CMake knows about the compilers over from BUILD.
"""
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT, BUILD = Path(sys.argv[1]), Path(sys.argv[2])

PACKAGES = {  # Debian's name: how it is hidden
    "libglfw3-dev": "-DCMAKE_DISABLE_FIND_PACKAGE_glfw3=ON",
    "python3-glad": "-DCMAKE_IGNORE_PATH=/usr/bin;/bin;/usr/local/bin",
    "libstb-dev": "-DCMAKE_IGNORE_PATH=/usr/include/stb",
    "libimgui-dev": "-DCMAKE_IGNORE_PATH=/usr/include/imgui",
    "libfreetype-dev": "-DCMAKE_DISABLE_FIND_PACKAGE_Freetype=ON",
    "fonts-inter": "-DCMAKE_IGNORE_PATH=/usr/share/fonts/opentype/inter",
    "fonts-jetbrains-mono": "-DCMAKE_IGNORE_PATH=/usr/share/fonts/truetype/jetbrains-mono",
    "libcli11-dev": "-DCMAKE_DISABLE_FIND_PACKAGE_CLI11=ON",
    "nlohmann-json3-dev": "-DCMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON",
    "libgtest-dev": "-DCMAKE_DISABLE_FIND_PACKAGE_GTest=ON",
}


def configure(*options):
    with tempfile.TemporaryDirectory() as folder:
        for known in (BUILD / "CMakeFiles").glob("[0-9]*"):
            shutil.copytree(known, Path(folder, "CMakeFiles", known.name))
        cache = (BUILD / "CMakeCache.txt").read_text()
        for name in ("CMAKE_MAKE_PROGRAM", "CMAKE_C_COMPILER", "CMAKE_CXX_COMPILER"):
            lines = [line for line in cache.splitlines() if line.startswith(name + ":")]
            options += (f"-D{lines[0]}",) if lines else ()
        done = subprocess.run(
            ["cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", *options],
            capture_output=True,
            text=True,
        )
        return done.returncode, " ".join(done.stderr.split())


class Missing(unittest.TestCase):
    def test_nothing_missing_configures(self):
        self.assertEqual(configure()[0], 0)

    def test_each_missing_package_is_named_with_how_to_get_it(self):
        for package, hiding in PACKAGES.items():
            with self.subTest(package):
                status, errors = configure(hiding)
                self.assertNotEqual(status, 0)
                self.assertIn("Chanscope needs ", errors)
                self.assertIn(f"install Debian's {package} (third_party/install-debian.sh", errors)
                self.assertEqual(errors.count("CMake Error"), 1, errors)

    def test_the_program_alone_needs_no_googletest(self):
        self.assertEqual(configure(PACKAGES["libgtest-dev"], "-DCHANSCOPE_TESTS=OFF")[0], 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
