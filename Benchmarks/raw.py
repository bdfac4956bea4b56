"""Measures raw k6 outputs against DuckDB and polars at a smaller task, and against merely finding the line ends: every figure is
a ratio of medians of the same interleaved rounds.
"""

import pathlib
import subprocess

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

    def case(self, title, path, peers, promises):
        """`promises` are (the start of a peer's name, the least multiple of perfreport's time that it takes)."""
        commands = [("perfreport inspect", [self.program, "inspect", path]), *peers]
        runs = self.measure.interleaved([command for _, command in commands], self.rounds)
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
        return runs[0]

    def run(self):
        plain = self.file("k6.ndjson")
        limit = [(f"finding line ends, {n} thread{'s' * (n > 1)}", [str(self.newlines), str(n), plain]) for n in (2, 1)]
        base = self.case(
            "k6 NDJSON", plain, limit + self.peer("duckdb", plain) + self.peer("polars", plain),
            [("finding line ends, 2", 0.25), ("duckdb", 3), ("polars", 10)],
        )  # fmt: skip
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
        many = self.case("10,000 endpoints", path, [], [])
        if many.wall > 2 * base.wall:
            self.broken.append("10,000 endpoints: slower than half")
        print(f"\n{many.wall / base.wall:.2f} times the time of 48 endpoints; promised: at most 2")
        return self.broken
