#!/usr/bin/env python3
"""Breaks each rule of tree.py once, in a small tree of its own, and expects exactly that breach."""
import tempfile
import unittest
from pathlib import Path

import tree

HEADER = "// A header.\n#pragma once\n"
SOUND = {
    "CMakeLists.txt": "",
    "CMakePresets.json": "{}",
    "LICENSE": "",
    "README.md": "",
    "core/base/a.hpp": HEADER,
    "core/model/a.hpp": HEADER + '#include "core/trace/a.hpp"\n#include <vector>\n',
    "core/trace/a.hpp": HEADER + '#include "core/base/a.hpp"\n',
    "core/model/CMakeLists.txt": "chanscope_library(chanscope_model DEPENDS chanscope_trace)\n",
    "app/platform/a.cpp": "// Platform.\n#include <GLFW/glfw3.h>\n#include <imgui.h>\n",
    "app/shell/a.cpp": '// Shell.\n#include "app/session/a.hpp"\n#include "core/run/a.hpp"\n',
    "app/session/a.hpp": HEADER + '#include "scenarios/a.hpp"\n',
    "scenarios/a.hpp": HEADER + '// catch (...) is only talked about\n#include "core/run/a.hpp"\n',
    "scenarios/lessons/a.cpp": "// A lesson.\nvoid f() { try {} catch (int) {} }\n",
    "tests/a.cpp": '// A test.\n#include <gtest/gtest.h>\n#include "core/model/a.hpp"\n',
    "third_party/fonts.hpp": HEADER,
}


class Tree(unittest.TestCase):
    def breaches(self, changes):
        with tempfile.TemporaryDirectory() as folder:
            for path, text in {**SOUND, **changes}.items():
                if text is None:
                    continue
                file = Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            return tree.check(folder)

    def expect(self, sentence, **files):
        """files: path with _ for / -> text, given as a dict."""
        self.assertEqual(self.breaches(files["files"]), [sentence])

    def test_a_sound_tree_has_no_breach(self):
        self.assertEqual(self.breaches({}), [])

    def test_each_arrow_that_is_not_in_the_table_is_a_breach(self):
        folders = [folder for folder in tree.LAYERS if folder not in ("tests", "third_party")]
        tried = 0
        for here in folders:
            allowed = tree.LAYERS[here]
            for there in folders:
                name = f"{here}/x.cpp"
                text = f'// x\n#include "{there}/a.hpp"\n'
                legal = allowed is tree.EVERYTHING or there in allowed or there == here
                expected = [] if legal else [f"{name}:2: {here} must not reach {there}"]
                with self.subTest(here=here, there=there):
                    self.assertEqual(self.breaches({name: text}), expected)
                tried += not legal
        self.assertGreater(tried, 100)

    def test_the_layers_are_the_architecture(self):
        reach = tree.LAYERS
        for folder in ("core/trace", "core/model", "core/sched", "core/run"):
            self.assertNotIn(folder, reach["core/channel"])
            self.assertNotIn("core/channel", reach[folder])
        for folder in tree.CORE:
            self.assertFalse([name for name in reach[folder] if not name.startswith("core/")])
        self.assertEqual(reach["app/platform"], [])

    def test_outer_libraries_stay_behind_their_fence(self):
        for header, folder in {
            "GLFW/glfw3.h": "app/views",
            "glad/gl.h": "app/ui",
            "imgui.h": "app/session",
            "imgui_internal.h": "scenarios",
            "imgui/imgui.h": "core/run",
            "imgui_impl_glfw.h": "app/cli",
            "stb_image_write.h": "app/stage",
            "CLI/CLI.hpp": "app/shell",
            "nlohmann/json.hpp": "core/model",
            "gtest/gtest.h": "core/base",
        }.items():
            for text in (f"#include <{header}>", f'#include "{header}"', f"  # include <{header}>"):
                with self.subTest(text=text):
                    self.expect(
                        f"{folder}/x.cpp:2: {folder} must not see <{header}>",
                        files={f"{folder}/x.cpp": f"// x\n{text}\n"},
                    )

    def test_fonts_are_for_the_window_only(self):
        self.expect(
            "core/run/x.cpp:2: core/run must not see <third_party/fonts.hpp>",
            files={"core/run/x.cpp": '// x\n#include "third_party/fonts.hpp"\n'},
        )

    def test_only_lessons_bring_run_and_channel_together(self):
        api = {tree.LESSON_API: HEADER + '#include "core/channel/a.hpp"\n'}
        include = f'// x\n#include "{tree.LESSON_API}"\n'
        self.assertEqual(self.breaches({**api, "scenarios/lessons/x.cpp": include}), [])
        for folder in ("core/run", "app/session", "app/shell"):
            self.expect(
                f"{folder}/x.cpp:2: {tree.LESSON_API} is for lessons only",
                files={**api, f"{folder}/x.cpp": include},
            )

    def test_tests_are_reached_by_tests_only(self):
        self.expect(
            "app/main/x.cpp:2: app/main must not reach tests",
            files={"app/main/x.cpp": '// x\n#include "tests/a.hpp"\n'},
        )

    def test_includes_are_from_the_root(self):
        self.expect(
            'core/model/x.cpp:2: "a.hpp" is not a path from the root',
            files={"core/model/x.cpp": '// x\n#include "a.hpp"\n'},
        )

    def test_commented_includes_do_not_count(self):
        text = '// x\n// #include <imgui.h>\n/*\n#include <imgui.h>\n*/\n'
        self.assertEqual(self.breaches({"core/run/x.cpp": text}), [])

    def test_links_follow_the_layers_too(self):
        self.expect(
            "core/model/CMakeLists.txt: core/model must not link chanscope_run",
            files={
                "core/model/CMakeLists.txt": "chanscope_library(chanscope_model\n"
                "    DEPENDS chanscope_trace chanscope_run)\n"
            },
        )
        self.expect(
            "app/views/CMakeLists.txt: app/views must not link third_party::glfw",
            files={"app/views/CMakeLists.txt": "x(y PRIVATE_DEPENDS third_party::glfw)\n"},
        )

    def test_the_top_level_is_closed_and_complete(self):
        self.expect("docs: does not belong at the top level", files={"docs/a.md": ""})
        self.expect("a.py: does not belong at the top level", files={"a.py": ""})
        self.expect("LICENSE: is missing at the top level", files={"LICENSE": None})
        self.assertEqual(self.breaches({"build/x.cpp": "", ".ci/run": ""}), [])

    def test_every_source_is_in_a_layer(self):
        self.expect("core/odd/x.cpp: is in no layer", files={"core/odd/x.cpp": "// x\n"})
        self.expect("app/x.cpp: is in no layer", files={"app/x.cpp": "// x\n"})

    def test_a_file_has_at_most_400_lines(self):
        fits, longer = "// x\n" * 400, "// x\n" * 401
        for path in ("core/run/x.cpp", "tests/x.cpp", "app/ui/x.sh", "scenarios/lessons/x.rs"):
            self.assertEqual(self.breaches({path: fits}), [])
            self.expect(f"{path}: has 401 lines, more than 400", files={path: longer})

    def test_headers_are_included_once(self):
        text = "// x\n// #pragma once\nint f();\n"
        self.expect("core/run/x.hpp: has no #pragma once", files={"core/run/x.hpp": text})

    def test_a_file_says_what_it_is(self):
        self.expect(
            "core/run/x.cpp: does not start with a comment that says what it is",
            files={"core/run/x.cpp": "int x();\n"},
        )
        self.assertEqual(
            self.breaches({"core/run/x.cpp": "int x();\n", "core/run/x.hpp": HEADER}), []
        )

    def test_lessons_do_not_swallow_everything(self):
        self.expect(
            "scenarios/lessons/x.cpp:2: catch (...) would swallow the way a lesson is left",
            files={"scenarios/lessons/x.cpp": "// x\nvoid f() { try {} catch ( ... ) {} }\n"},
        )
        self.assertEqual(
            self.breaches({"core/run/x.cpp": "// x\nvoid f() { try {} catch (...) {} }\n"}), []
        )


if __name__ == "__main__":
    unittest.main()
