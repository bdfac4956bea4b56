"""Measures raw k6 and JMeter outputs against DuckDB and polars at a smaller task, against merely finding the line ends, and against
itself at several sizes: every figure is a ratio of medians of the same interleaved rounds.
"""

import math
import pathlib
import subprocess

import plot
from tools import FOLDER, Measure, generate, peers


class RawBench:
    def __init__(self, program, folder, megabytes, rounds):
        self.program = program
        self.folder = folder
        self.megabytes = megabytes
        self.rounds = rounds
        self.measure = Measure(folder)
        self.python = peers(folder, "duckdb", "polars")
        self.newlines = folder / "newlines"
        subprocess.run(["cc", "-O2", "-pthread", "-o", self.newlines, FOLDER / "newlines.c"], check=True)
        self.broken = []

    def file(self, name, *options):
        return generate(self.folder, name, "make_k6_ndjson.py", self.megabytes, *options)

    def peer(self, name, path):
        return [(f"{name}, 2 threads, the smaller task", [self.python, str(FOLDER / "peers_k6.py"), name, path])]

    def case(self, title, path, peers, promises, rounds=1):
        """`promises` are (the start of a peer's name, the least multiple of perfreport's time that it takes); `rounds` is how many times
        the usual rounds: short commands need more, and none beside them that leaves them a cold processor."""
        commands = [("perfreport inspect", [self.program, "inspect", path]), *peers]
        runs = self.measure.interleaved([command for _, command in commands], rounds * self.rounds)
        size = pathlib.Path(path).stat().st_size
        print(f"\n## {title}: {size / 1e6:.0f} MB\n")
        print("| program | time | CPU | MB/s | peak memory | multiple of perfreport's time |\n|:--|--:|--:|--:|--:|--:|")
        for (name, _), run in zip(commands, runs):
            print(
                f"| {name} | {run.wall:.3f} s | {run.cpu:.3f} s | {size / run.wall / 1e6:.0f} | {run.peak / 1e6:.0f} MB "
                f"| {run.wall / runs[0].wall:.2f} |"
            )
        for start, least in promises:
            for (name, _), run in zip(commands, runs):
                if name.startswith(start):
                    holds = run.wall >= least * runs[0].wall
                    print(f"\n{'holds' if holds else 'BROKEN'}: {name} takes at least {least} times as long")
                    if not holds:
                        self.broken.append(f"{title}: {name}")
        return runs

    def jmeter(self):
        # Of the smaller every request is kept, of the larger sketches.
        for megabytes in (520, 650):
            path = generate(self.folder, f"results-{megabytes}.jtl", "make_jtl.py", megabytes)
            tools = [
                (f"{name}, 2 threads, the smaller task", [self.python, str(FOLDER / "peers_jtl.py"), name, path])
                for name in ("duckdb", "polars")
            ]
            self.case("JMeter CSV", path, tools, [("duckdb", 2)])
            pathlib.Path(path).unlink()

    def growth(self, drawing):
        """Sizes four times apart, up to 5 GB; a file whose size is its own is deleted before the next is made."""
        points = []
        for megabytes in (10, 40, 160, 640, 2500, 5000) if self.megabytes > 1000 else (10, 40, 160):
            path = generate(self.folder, f"growth-{megabytes}.ndjson", "make_k6_ndjson.py", megabytes)
            run = self.measure.interleaved([[self.program, "inspect", path]], self.rounds)[0]
            points.append((pathlib.Path(path).stat().st_size, run))
            pathlib.Path(path).unlink()
        print("\n## Growth: inspect of k6 NDJSON\n\n| MB | time | CPU | MB/s | growth of CPU | peak memory |\n|--:|--:|--:|--:|--:|--:|")
        for place, (size, run) in enumerate(points):
            exponent = ""
            if place:
                before, earlier = points[place - 1]
                exponent = f"n^{math.log(run.cpu / earlier.cpu) / math.log(size / before):.2f}"
            print(
                f"| {size / 1e6:,.0f} | {run.wall:.3f} s | {run.cpu:.3f} s | {size / run.wall / 1e6:,.0f} | {exponent} "
                f"| {run.peak / 1e6:.0f} MB |"
            )
        (first, early), (last, late) = points[-2], points[-1]
        exponent = math.log(late.cpu / early.cpu) / math.log(last / first)
        if exponent > 1.15:
            self.broken.append(f"growth: n^{exponent:.2f} between the two largest")
        if drawing:
            pathlib.Path(drawing).write_text(plot.growth([(size, run.wall, run.peak) for size, run in points]))

    def run(self, drawing=None):
        plain = self.file("k6.ndjson")
        limit = [(f"finding line ends, {n} thread{'s' * (n > 1)}", [str(self.newlines), str(n), plain]) for n in (2, 1)]
        self.case("k6 NDJSON, line ends", plain, limit, [("finding line ends, 2", 0.25)], rounds=4)
        peers = self.peer("duckdb", plain) + self.peer("polars", plain)
        self.case("k6 NDJSON", plain, peers, [("duckdb", 3), ("polars", 10)])
        packed = plain + ".gz"
        if not pathlib.Path(packed).exists():
            subprocess.run(["gzip", "-k6", plain], check=True)
        self.case("the same, .gz", packed, self.peer("duckdb", packed), [("duckdb", 2.5)])
        for title, name, *options in (
            ("keys in the older order", "first.ndjson", "--type-first"),
            ("every URL its own", "urls.ndjson", "--unique-urls"),
        ):
            path = self.file(name, *options)
            self.case(title, path, self.peer("duckdb", path), [])
            pathlib.Path(path).unlink()
        path = self.file("shuffled.ndjson", "--shuffle")
        self.case("lines shuffled", path, self.peer("duckdb", path), [("duckdb", 1.5)])
        pathlib.Path(path).unlink()
        path = self.file("many.ndjson", "--endpoints", "10000", "--users", "500")
        few = ("perfreport inspect, 48 endpoints", [self.program, "inspect", plain])
        # At least half as fast: what 48 take is at least half of what 10,000 take.
        self.case("10,000 endpoints", path, [few], [("perfreport inspect, 48", 0.5)], rounds=4)
        pathlib.Path(path).unlink()
        self.jmeter()
        self.growth(drawing)
        return self.broken
