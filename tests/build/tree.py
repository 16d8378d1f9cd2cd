#!/usr/bin/env python3
"""Holds the source tree to its layers and fences: `tree.py ROOT` prints each breach and fails.

The arrows between folders are the table LAYERS; a folder may include and link its own row and
nothing else. FENCES says which folders may see which outer library. The other rules are about the
shape of single files. tree_test.py breaks every rule once.
"""
import re
import sys
from pathlib import Path

CORE = ["base", "probe", "channel", "sync", "trace", "model", "export", "sched", "run"]
CORE = [f"core/{name}" for name in CORE]
MODEL = ["core/base", "core/probe", "core/trace", "core/model"]  # the model and what it speaks in
EVERYTHING = None

LAYERS = {
    "core/base": [],
    "core/probe": ["core/base"],
    "core/channel": ["core/base", "core/probe"],
    "core/sync": ["core/base", "core/probe"],
    "core/trace": ["core/base", "core/probe"],
    "core/model": ["core/base", "core/probe", "core/trace"],
    "core/export": MODEL,
    "core/sched": ["core/base", "core/probe"],
    "core/run": [folder for folder in CORE if folder != "core/channel"],  # but see LESSON_API
    "scenarios": CORE,
    "app/session": CORE + ["scenarios"],
    "app/ui": ["core/base"],
    "app/stage": ["app/ui"] + MODEL,
    "app/views": ["app/session", "app/stage", "app/ui", "scenarios"] + MODEL,
    "app/platform": [],
    "app/shell": EVERYTHING,
    "app/cli": EVERYTHING,
    "app/main": EVERYTHING,
    "third_party": [],
    "tests": EVERYTHING,
}

# What lessons are written with: core/run's one file that sees the channel, because run instantiates
# it through lessons only; so lessons are who may include it.
LESSON_API = "core/run/lesson_api.hpp"

IMGUI = ["app/platform", "app/ui", "app/stage", "app/views", "app/shell"]
# pattern of the include: (name of the target, folders that may have it); tests may have all
FENCES = {
    r"GLFW/": ("glfw", ["app/platform"]),
    r"glad/|GL/|EGL/|GLES": ("glad", ["app/platform"]),
    r"(.*/)?im(gui|config|stb)\w*\.h": ("imgui", IMGUI),
    r"(.*/)?stb_\w+\.h": ("stb", ["app/platform", "app/ui"]),
    r"third_party/fonts\.hpp": ("fonts", ["app/platform", "app/ui", "third_party"]),
    r"CLI/": ("cli11", ["app/cli", "app/main"]),
    r"nlohmann/": ("json", ["core/export", "app/session", "app/cli", "app/main"]),
    r"gtest/|gmock/": ("gtest", []),
}

TOP = {
    "app", "core", "scenarios", "tests", "third_party",
    "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md",
}  # fmt: skip
NOT_OURS = {"build", "CMakeUserPresets.json", "compile_commands.json"}  # what .gitignore names
LONGEST = 400
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


def folder_of(path):
    """The layer of a path relative to the root, or None where it belongs to none."""
    parts = Path(path).parts
    if parts[0] in ("core", "app"):
        return "/".join(parts[:2]) if len(parts) > 2 else None
    return parts[0]


def without_comments(text):
    """The text with comments blanked, lines kept; string literals stay as they are."""
    pattern = r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"'
    keep = lambda found: found[0] if found[0][0] == '"' else re.sub(r"[^\n]", " ", found[0])
    return re.sub(pattern, keep, text, flags=re.S)


def check_top(root):
    names = {entry.name for entry in root.iterdir() if not entry.name.startswith(".")} - NOT_OURS
    for name in sorted(names - TOP):
        yield f"{name}: does not belong at the top level"
    for name in sorted(TOP - names):
        yield f"{name}: is missing at the top level"


def check_includes(root, path, text):
    folder = folder_of(path)
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        quoted, target = found[1] == '"', found[2]
        where = f"{path}:{number}"
        for pattern, (_, allowed) in FENCES.items():
            if re.match(pattern, target) and folder != "tests" and folder not in allowed:
                yield f"{where}: {folder} must not see <{target}>"
        if not quoted or target.endswith(".inc"):
            continue
        top = Path(target).parts[0]
        if top not in ("core", "app", "scenarios", "third_party", "tests"):
            if not any(re.match(pattern, target) for pattern in FENCES):
                yield f'{where}: "{target}" is not a path from the root'
            continue
        reached, allowed = folder_of(target), LAYERS[folder]
        if reached == "tests" and folder != "tests":
            yield f"{where}: {folder} must not reach tests"
        elif target == LESSON_API and folder not in ("scenarios", "tests"):
            yield f"{where}: {LESSON_API} is for lessons only"
        elif path == LESSON_API and reached == "core/channel":
            continue
        elif reached != folder and reached != "third_party" and allowed is not EVERYTHING:
            if reached not in allowed:
                yield f"{where}: {folder} must not reach {reached}"


def check_links(path, text):
    """A folder's CMakeLists.txt links only what the folder may reach."""
    folder = folder_of(path)
    allowed = LAYERS.get(folder, EVERYTHING)
    text = re.sub(r"#[^\n]*", "", text)
    names = {folder.split("/")[-1]: folder for folder in LAYERS}
    for name in sorted(set(re.findall(r"\bchanscope_(\w+)", text)) & set(names)):
        if (folder, name) == ("core/run", "channel"):
            continue  # for the users of LESSON_API
        if allowed is not EVERYTHING and names[name] not in [folder, *allowed]:
            yield f"{path}: {folder} must not link chanscope_{name}"
    for name in sorted(set(re.findall(r"\bthird_party::(\w+)", text))):
        for library, owners in FENCES.values():
            if name == library and folder not in ["tests", "third_party", None, *owners]:
                yield f"{path}: {folder} must not link third_party::{name}"


def check_file(root, path, text):
    lines = text.count("\n")
    if lines > LONGEST:
        yield f"{path}: has {lines} lines, more than {LONGEST}"
    code = without_comments(text)
    if path.endswith(".hpp") and "#pragma once" not in code:
        yield f"{path}: has no #pragma once"
    said_in_header = path.endswith(".cpp") and (root / path).with_suffix(".hpp").exists()
    if path.endswith((".hpp", ".cpp")) and not text.startswith("//") and not said_in_header:
        yield f"{path}: does not start with a comment that says what it is"
    if path.startswith("scenarios/"):
        for found in re.finditer(r"\bcatch\s*\(\s*\.\.\.\s*\)", code):
            line = code.count("\n", 0, found.start()) + 1
            yield f"{path}:{line}: catch (...) would swallow the way a lesson is left"


def check(root):
    """All breaches in the tree, as sentences that begin with the place."""
    root = Path(root)
    breaches = list(check_top(root))
    for top in ("app", "core", "scenarios", "tests", "third_party"):
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.name == "CMakeLists.txt":
                breaches += check_links(path, file.read_text())
            if file.suffix not in (".cpp", ".hpp", ".h", ".c", ".rs", ".py", ".sh", ".cmake"):
                continue
            text = file.read_text()
            breaches += check_file(root, path, text)
            if file.suffix not in (".cpp", ".hpp", ".h", ".c"):
                continue
            if folder_of(path) not in LAYERS:
                breaches.append(f"{path}: is in no layer")
                continue
            breaches += check_includes(root, path, without_comments(text))
    return breaches


if __name__ == "__main__":
    found = check(sys.argv[1])
    print("\n".join(found) or "the tree holds its layers and fences")
    sys.exit(1 if found else 0)
