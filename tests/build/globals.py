#!/usr/bin/env python3
"""Finds mutable globals in what the compiler made: `globals.py ROOT LIBRARY...` prints and fails.

Reads the symbols that lie in writable sections (.data, .bss, thread-local ones). Allowed are: what
the sources declare const or constexpr (constructed at run time, never written again), and the one
thread_local pointer to the current actor in core/probe.
"""
import re
import subprocess
import sys
from pathlib import Path

WRITABLE = re.compile(r"^\.(data|bss|tdata|tbss)(?!\.rel\.ro)")
NOT_OURS = re.compile(r"^(std::|guard variable |DW\.ref\.|nlohmann::|CLI::|testing::|\.L|__)")
THE_ONE = re.compile(r"^chan::probe::")


def symbols(library):
    """(section, demangled name) of each object that can be written."""
    listing = subprocess.run(
        ["objdump", "-t", "-C", library], capture_output=True, text=True, check=True
    ).stdout
    for line in listing.splitlines():
        # address flags section \t size [visibility] name; the last flag: O object, d section's own
        found = re.match(r"^[0-9a-f]+ (.{7}) (\S+)\t[0-9a-f]+\s+(?:\.hidden )?(.+)$", line)
        if found and found[1][5] != "d" and WRITABLE.match(found[2]):
            yield found[2], found[3]


def is_const(name, sources):
    """Whether some declaration of the name's last part in the sources is const."""
    last = re.escape(re.sub(r"\[abi:\w+\]|\(.*?\)", "", name).split("::")[-1])
    return re.search(rf"\bconst(?:expr)?\b[^;(){{}}*]*\b{last}\b", sources) is not None


def check(root, libraries):
    sources = "".join(
        file.read_text()
        for top in ("app", "core", "scenarios", "third_party")
        for file in Path(root, top).rglob("*.[ch]pp")
    )
    for library in libraries:
        found = sorted(set(symbols(library)))
        for section, name in found:
            thread_local = section.startswith((".tbss", ".tdata"))
            if NOT_OURS.match(name) or (thread_local and THE_ONE.match(name)):
                continue
            if not is_const(name, sources):
                kind = "thread_local" if thread_local else "global"
                yield f"{Path(library).name}: {name} is a mutable {kind}"


if __name__ == "__main__":
    breaches = sorted(set(check(sys.argv[1], sys.argv[2:])))
    print("\n".join(breaches) or f"no mutable globals in {len(sys.argv) - 2} libraries")
    sys.exit(1 if breaches or len(sys.argv) < 3 else 0)
