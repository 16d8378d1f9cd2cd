#!/usr/bin/env python3
"""Makes a test of every example in the channel library's documentation.

`examples.py OUT HEADER...`: each run of indented lines in a `///` comment becomes a GoogleTest case
that compiles and runs it, in the small world of examples_world.hpp, which has the names that the
examples take for granted. A case of a select stands in one; a header without any example fails.
"""
import re
import sys
from pathlib import Path

EXAMPLE = re.compile(r"^\s*///     (.*)$")


def examples(text):
    """(line, code) of each run of example lines."""
    code, start = [], 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        found = EXAMPLE.match(line)
        if found:
            start = start if code else number
            code.append(found[1])
        elif code:
            yield start, "\n".join(code)
            code = []


def as_statements(code):
    """A case of a select is no statement: it gets its select."""
    one = code.split("   //")[0].strip()
    if one.startswith("chan::on("):
        cases = one.replace("\n", ", ").replace("), ,", "),")
        return f"chan::select({cases}, chan::timeout(5ms, [] {{}}));"
    if one.startswith(("chan::otherwise(", "chan::timeout(")):
        return f"chan::select(chan::on(rx, use), {one});"
    return code


def test_of(name, code):
    """A test case that runs the example in a block of its own, where it may reuse names."""
    world = "lines_world" if re.search(r"\bline\b", code) else "jobs_world"
    sends = "true" if re.search(r"\btx\b", code) else "false"
    job = "" if "<job>" in code else "auto job = world.message(); "
    return (
        f"TEST(example, {name}) {{\n"
        f'    {world} world({sends});\n'
        f"    world.play([&](auto& tx, auto& rx, auto& a, auto& b) {{\n"
        f"        EXAMPLE_NAMES {job}{{\n{as_statements(code)}\n}}\n"
        f"    }});\n}}\n"
    )


def main(out, headers):
    cases = []
    for header in headers:
        before = len(cases)
        for line, code in examples(Path(header).read_text()):
            cases.append(test_of(f"{Path(header).stem}_{line}", code))
        if len(cases) == before:
            sys.exit(f"examples.py: {header} has no example")
    Path(out).write_text(
        '// Made from the documentation of core/channel by examples.py.\n'
        '#include "tests/library/examples_world.hpp"\n\n'
        "namespace tests {\n\n" + "\n".join(cases) + "\n} // namespace tests\n"
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
