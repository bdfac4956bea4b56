"""Measures perfreport against its limits, against peers that do the same work in the same minutes, and against itself at
several sizes. docs/performance.md explains the method.

usage: ./run bench [--quick] [--only PART]       summaries, reports, profiles and growth; --quick takes fewer rounds
       ./run bench --raw [--quick]               raw outputs of 1.2 GB (--quick: 0.2 GB) against DuckDB and polars from PyPI,
                                                 and their growth up to 5 GB; --plot FILE.svg draws it
       ./run bench --instructions                instructions executed on fixed inputs, against Benchmarks/instructions.json
       ./run bench --instructions --update       replaces the stored figures

Ends with 1 if a limit is broken, or something grows worse than linearly, or the instructions moved by more than 3 %; with 2
if the machine was too busy to tell.
"""

import argparse
import math
import pathlib
import sys
import tempfile

import instructions
import raw
from tools import FOLDER, Measure, generate, go, need

MEGABYTE = 1_000_000
PYTHON = [sys.executable, "-S", "-c"]
LOADS = "import json,sys; [json.load(open(f, encoding='utf-8')) for f in sys.argv[1:]]"
CELLS = "import sys; [[c.strip() for c in l.split('|')] for l in open(sys.argv[1], encoding='utf-8')]"
ITERPARSE = """
import sys, xml.etree.ElementTree as tree
for path in sys.argv[1:]:
    seconds = failures = cases = 0
    for _, element in tree.iterparse(path):
        if element.tag == "testcase":
            cases += 1
            seconds += float(element.get("time") or 0)
            failures += element.find("failure") is not None
        if element.tag in ("testcase", "testsuite"):
            element.clear()
"""


class Bench:
    """Runs the cases, prints a table of each, and remembers what broke its limit."""

    def __init__(self, program, folder, rounds):
        self.program = program
        self.folder = folder
        self.rounds = rounds
        self.measure = Measure(folder)
        self.broken = []
        self.undecided = []

    def file(self, name, script, *arguments):
        return generate(self.folder, name, script, *arguments)

    def case(self, title, arguments, peers=(), size=None, seconds=None, rate=None, memory=None, lead=None, rounds=None):
        """Runs perfreport and its peers in turn, so that a busy minute hits all of them, and prints the medians. `lead` is how
        many times as long each peer has to take at least."""
        commands = [("perfreport", [self.program, *arguments]), *peers]
        runs = self.measure.interleaved([command for _, command in commands], rounds or self.rounds)
        print(f"\n## {title}\n\n| program | time | CPU | MB/s | peak memory | time as a multiple |\n|:--|--:|--:|--:|--:|--:|")
        own = runs[0]
        for (name, _), run in zip(commands, runs):
            speed = f"{size / run.wall / MEGABYTE:.0f}" if size else ""
            ratio = f"{run.wall / own.wall:.2f}"
            print(
                f"| {name} | {run.wall * 1e3:.1f} ms | {run.cpu * 1e3:.1f} ms | {speed} "
                f"| {run.peak / 1e6:.1f} MB | {ratio} |"
            )
        if seconds:
            self.time_limit(title, own, runs[1:], seconds, f"at most {seconds * 1e3:g} ms")
        if rate:
            self.time_limit(title, own, runs[1:], size / rate / MEGABYTE, f"at least {rate} MB/s")
        if memory:
            self.verdict(title, "peak memory", own.peak / 1e6 <= memory, f"at most {memory} MB")
        for (name, _), run in zip(peers, runs[1:]):
            if lead:
                self.verdict(title, "lead", run.wall >= lead * own.wall, f"at least {lead} times as fast as {name}")

    def time_limit(self, title, own, peers, seconds, promise):
        """Where only waiting breaks a limit, and the peers of the same minutes waited too, the machine is to blame."""
        is_busy = own.cpu <= seconds < own.wall and any(peer.wall > 1.2 * peer.cpu for peer in peers)
        if is_busy:
            print(f"\nCANNOT TELL: {promise}; perfreport and its peers had to wait for the processor")
            self.undecided.append(title)
        else:
            self.verdict(title, "time", own.wall <= seconds, promise)

    def verdict(self, title, what, holds, promise):
        print(f"\n{'holds' if holds else 'BROKEN'}: {what}, {promise}")
        if not holds:
            self.broken.append(f"{title}: {what}")

    def linear(self, title, unit, sizes, arguments):
        """Doubling the input may double the time. The exponent of growth is judged between the two largest sizes, where the
        start of the process no longer counts. Up to 1.15 is data that outgrow the processor's cache: the instructions executed
        grow as n^1.00."""
        commands = [[self.program, *arguments(size)] for size in sizes]
        runs = self.measure.interleaved(commands, max(3, self.rounds // 2))
        print(f"\n## {title}\n\n| {unit} | CPU | for each | growth | peak memory |\n|--:|--:|--:|--:|--:|")
        previous = None
        growth = 0.0
        for size, run in zip(sizes, runs):
            text = ""
            if previous:
                growth = math.log(run.cpu / previous[1].cpu) / math.log(size / previous[0])
                text = f"n^{growth:.2f}"
            print(f"| {size:,} | {run.cpu * 1e3:.1f} ms | {run.cpu / size * 1e6:.1f} µs | {text} | {run.peak / 1e6:.1f} MB |")
            previous = (size, run)
        self.verdict(title, f"growth n^{growth:.2f} between the two largest", growth <= 1.15, "linear")


def start_up(bench):
    bench.case(
        "Start-up: perfreport --version", ["--version"], [("/bin/true", ["/bin/true"]), ("python3 -S -c pass", [*PYTHON, "pass"])],
        seconds=0.015, rounds=bench.rounds * 4,
    )  # fmt: skip


def summaries(bench):
    samples = [str(FOLDER.parent / "samples" / name) for name in ("before.json", "after.json")]
    bench.case(
        "Compare two k6 summaries of 13 kB", ["compare", *samples],
        [("python3, json.load of both", [*PYTHON, LOADS, *samples]), ("jq . of both", ["jq", ".", *samples])],
        seconds=0.050, rounds=bench.rounds * 4,
    )  # fmt: skip
    large = bench.file("k6-24000.json", "make_k6.py", 24000)
    bench.case(
        "Convert a k6 summary of 10 MB", ["convert", large],
        [("python3, json.load", [*PYTHON, LOADS, large]), ("jq .", ["jq", ".", large])],
        size=pathlib.Path(large).stat().st_size,
    )  # fmt: skip


def reports(bench):
    before = bench.file("junit-200.xml", "make_junit.py", 200)
    after = bench.file("junit-200-slower.xml", "make_junit.py", 200, 1.5)
    size = pathlib.Path(before).stat().st_size
    peer = [("python3, iterparse", [*PYTHON, ITERPARSE, before])]
    bench.case("Inspect a JUnit report of 200 MB", ["inspect", before], peer, size=size, rate=150, memory=40)
    bench.case("Convert it", ["convert", before], size=size)
    bench.case(
        "Compare two JUnit reports of 200 MB", ["compare", before, after],
        [("python3, iterparse of both", [*PYTHON, ITERPARSE, before, after])], size=2 * size,
    )  # fmt: skip
    before = bench.file("junit-6-passing.xml", "make_junit.py", 6, 1, 0)
    after = bench.file("junit-6.xml", "make_junit.py", 6)
    bench.case("Compare two JUnit reports of 50,000 cases, 500 of them newly failing", ["compare", before, after], size=12 * MEGABYTE)


def documents(bench):
    run = bench.file("k6-1000.json", "make_k6.py", 1000)
    known = bench.file("check-100000.md", "make_document.py", 100_000, 1000)
    unknown = bench.file("check-100000-unknown.md", "make_document.py", 100_000, 0)
    places = bench.file("fill-100000.md", "make_document.py", 100_000, 1000, 2)
    for title, document in [("", known), (", no row of which is an endpoint of the run", unknown)]:
        bench.case(
            "Check of a 100,000-row document" + title, ["check", run, "--slo", document],
            [("python3, rows split into cells", [*PYTHON, CELLS, document])], seconds=2, memory=250,
        )  # fmt: skip
    bench.case("Fill of a 100,000-row document with 200,000 places", ["fill", places, run], memory=500)


def profiles(bench):
    profile = bench.file("cpu-350000.pb", "make_pprof.py", 350_000)
    command = go(bench.folder)
    if command:
        # It takes half a minute a round.
        peers, rounds = [("go tool pprof -top", [command, "tool", "pprof", "-top", profile])], 3
    else:
        print("\nLEFT OUT: go tool pprof is neither on PATH nor to be had from PyPI, so that the lead over it is not measured")
        peers, rounds = [], None
    bench.case(
        "Rank the functions of a pprof profile of 350,000 samples", ["profile", profile], peers,
        size=pathlib.Path(profile).stat().st_size, seconds=1, memory=200, lead=20, rounds=rounds,
    )  # fmt: skip


def growth(bench):
    def junit(size):
        return ["inspect", bench.file(f"junit-{size}.xml", "make_junit.py", size)]

    def k6(*worse):
        def arguments(count):
            name = f"k6-{count}"
            other = "-".join([name, *map(str, worse)])
            files = [bench.file(f"{name}.json", "make_k6.py", count), bench.file(f"{other}.json", "make_k6.py", count, *worse)]
            return ["compare", *files]

        return arguments

    run = bench.file("k6-1000.json", "make_k6.py", 1000)

    def check(rows):
        return ["check", run, "--slo", bench.file(f"check-{rows}.md", "make_document.py", rows, 1000)]

    def fill(rows):
        return ["fill", bench.file(f"fill-{rows}.md", "make_document.py", rows, 1000, 2), run]

    counts = [10, 100, 1_000, 10_000]
    bench.linear("Growth: inspect of JUnit reports", "MB", [25, 50, 100, 200], junit)
    bench.linear("Growth: compare of k6 summaries", "endpoints", counts, k6(1.03))
    bench.linear("Growth: compare where every endpoint got worse and fails more", "endpoints", counts, k6(1.5, 20))
    # Up to 500 endpoints of each side, names that may have been changed are looked for.
    bench.linear("Growth: compare where no endpoint has a partner", "endpoints", [10, 100, 500, 10_000], k6(1, 0, "v2"))
    rows = [25_000, 50_000, 100_000, 200_000]
    bench.linear("Growth: check of a document", "rows", rows, check)
    bench.linear("Growth: fill of a document", "rows", rows, fill)


PARTS = {part.__name__.replace("_", "-"): part for part in (start_up, summaries, reports, documents, profiles, growth)}


def main():
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__.split("\n\n")[0])
    parser.add_argument("program", help=argparse.SUPPRESS)
    parser.add_argument("--quick", action="store_true", help="three rounds instead of seven")
    parser.add_argument("--only", choices=PARTS, help="one part of them")
    parser.add_argument("--raw", action="store_true", help="raw outputs against peers")
    parser.add_argument("--keep", metavar="FOLDER", help="keep inputs and peers here, and use those that are")
    parser.add_argument("--plot", metavar="FILE", help="with --raw: draw time and memory against size, as SVG")
    parser.add_argument("--instructions", action="store_true", help="count instructions instead of time")
    parser.add_argument("--update", action="store_true", help="with --instructions: store the figures found")
    options = parser.parse_args()
    if options.update and not options.instructions:
        parser.error("--update goes with --instructions")
    if options.instructions:
        need("valgrind", "binutils")
        return instructions.run(options.program, options.update)
    need("gcc", "libc6-dev", "jq")
    with tempfile.TemporaryDirectory(prefix="perfreport-bench-") as folder:
        if options.raw:
            need("gzip")
            kept = pathlib.Path(options.keep or folder)
            kept.mkdir(parents=True, exist_ok=True)
            bench = raw.RawBench(options.program, kept, 200 if options.quick else 1200, 3 if options.quick else 7)
            broken = bench.run(options.plot)
            print("\nBROKEN: " + "; ".join(broken) if broken else "\nEvery promise holds.")
            return 1 if broken else 0
        bench = Bench(options.program, pathlib.Path(folder), 3 if options.quick else 7)
        print("# perfreport bench")
        for name, part in PARTS.items():
            if options.only in (None, name):
                part(bench)
    if bench.broken:
        print("\nBROKEN: " + "; ".join(bench.broken))
        return 1
    if bench.undecided:
        print("\nThe machine was too busy to tell: " + "; ".join(bench.undecided))
        return 2
    print("\nEvery limit holds.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
