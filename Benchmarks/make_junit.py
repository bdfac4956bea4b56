#!/usr/bin/env python3
"""Writes a JUnit report of a given size, the same for the same size: suites of distinct cases, of which one in a hundred
fails with a stack trace and one in fifty is skipped.

usage: make_junit.py MEGABYTES OUTPUT [SLOWER [FAILING]]

200 MB hold about 1.7 million cases. SLOWER 1.5 makes every case take half as long again; FAILING 0 lets none fail (0.01 otherwise).
"""

import random
import sys

AREAS = ["orders", "checkout", "catalog", "login", "search", "payment", "shipping", "feed"]
VERBS = ["accepts", "rejects", "stores", "returns", "retries", "renders"]
TRACE = "\n".join(f"    at com.example.shop.internal.Step{n}.run(Step{n}.java:{40 + n})" for n in range(8))


def case(rng, classname, number, slower, failing):
    name = f"{rng.choice(VERBS)}Item{number:05d}"
    head = f'    <testcase classname="{classname}" name="{name}" time="{rng.expovariate(20) * slower:.3f}"'
    draw = rng.random()
    if draw < failing:
        return (
            f'{head}>\n      <failure message="expected &lt;200&gt; but was &lt;503&gt;" type="AssertionError">'
            f"<![CDATA[expected <200> but was <503>\n{TRACE}]]></failure>\n    </testcase>\n"
        )
    if draw < 0.03:
        return f"{head}>\n      <skipped/>\n    </testcase>\n"
    return f"{head}/>\n"


def suite(rng, index, slower, failing):
    area = rng.choice(AREAS)
    classname = f"com.example.shop.{area}.{area.capitalize()}Test{index:05d}"
    count = rng.randint(20, 200)
    cases = "".join(case(rng, classname, number, slower, failing) for number in range(count))
    return (
        f'  <testsuite name="{classname}" tests="{count}" timestamp="2026-03-01T12:00:00" hostname="ci">\n'
        f"{cases}    <system-out><![CDATA[{'request served in 12 ms' * 20}]]></system-out>\n  </testsuite>\n"
    )


def main():
    size = int(float(sys.argv[1]) * 1_000_000)
    slower = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    failing = float(sys.argv[4]) if len(sys.argv) > 4 else 0.01
    rng = random.Random(20260301)
    with open(sys.argv[2], "w", encoding="utf-8", newline="\n") as out:
        written = out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="shop">\n')
        index = 0
        while written < size:
            written += out.write(suite(rng, index, slower, failing))
            index += 1
        out.write("</testsuites>\n")


if __name__ == "__main__":
    if len(sys.argv) not in range(3, 6):
        sys.exit(__doc__)
    main()
