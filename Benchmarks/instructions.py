"""A guard that does not depend on how busy the machine is: instructions executed on fixed inputs, counted by callgrind.

The figures depend on the compiler and the C libraries; after a change of those, store them anew.
"""

import json
import os
import pathlib
import re
import subprocess
import tempfile

from tools import FOLDER, generate

STORED = FOLDER / "instructions.json"
TOLERANCE = 0.03


def cases(folder):
    samples = [str(FOLDER.parent / "samples" / name) for name in ("before.json", "after.json")]
    return {
        "compare of the samples": ["compare", *samples],
        "inspect of a 2 MB JUnit report": ["inspect", generate(folder, "junit.xml", "make_junit.py", 2)],
        "inspect of a 20 MB k6 NDJSON": ["inspect", generate(folder, "k6.ndjson", "make_k6_ndjson.py", 20)],
    }


def count(program, arguments, folder):
    """Instructions of one run. Hashing is seeded alike each time, so that dictionaries take the same walks."""
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind.out", program, *arguments]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "SWIFT_DETERMINISTIC_HASHING": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if not found:
        raise SystemExit(f"bench: callgrind did not count {' '.join(arguments)}:\n{done.stderr}")
    return int(found.group(1))


def run(program, update):
    with tempfile.TemporaryDirectory(prefix="perfreport-bench-") as name:
        folder = pathlib.Path(name)
        # Older valgrinds give up on the debug information of Swift's linker.
        stripped = folder / "perfreport"
        subprocess.run(["strip", "-g", "-o", stripped, program], check=True)
        found = {title: count(stripped, arguments, folder) for title, arguments in cases(folder).items()}
    if update:
        STORED.write_text(json.dumps(found, indent=2) + "\n")
        print(f"stored in {STORED.name}:")
    stored = json.loads(STORED.read_text())
    print("| case | stored | found | change |\n|:--|--:|--:|--:|")
    moved = []
    for title, instructions in found.items():
        change = instructions / stored[title] - 1
        print(f"| {title} | {stored[title]:,} | {instructions:,} | {change:+.2%} |")
        if abs(change) > TOLERANCE:
            moved.append(title)
    if moved:
        print(f"\nBROKEN: more than {TOLERANCE:.0%} away: {', '.join(moved)}")
        print("If the change is meant: ./run bench --instructions --update")
    return 1 if moved else 0
