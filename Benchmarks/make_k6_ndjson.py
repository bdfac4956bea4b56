#!/usr/bin/env python3
"""Writes a large k6 NDJSON (`k6 run --out json`) by replaying a recorded piece of a run (k6_seed.ndjson.gz): many users at once, each
somewhere else in the recording, with other endpoints and durations than recorded; the same for the same arguments.

usage: make_k6_ndjson.py MEGABYTES OUTPUT [--endpoints N] [--users N] [--rate N] [--unique-urls] [--shuffle] [--type-first]

--endpoints N    about as many distinct endpoints (48)
--users N        users that take turns (50)
--rate N         requests in a second (300)
--unique-urls    every request has a URL of its own, which is also its name, as in scripts that set no name tag
--shuffle        all lines in random order, as no k6 writes them: the worst case of a reader that expects neighbours to be alike
--type-first     the order of keys of older k6: "type", "data", "metric"
"""

import argparse
import datetime
import gzip
import json
import pathlib
import random
import re

SEED = pathlib.Path(__file__).resolve().parent / "k6_seed.ndjson.gz"
VARIANTS = 32
START = int(datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.timezone.utc).timestamp())


def recording():
    """The lines that define metrics, and the points in the groups in which k6 wrote them: one request, one iteration."""
    definitions, groups, last = [], [], None
    with gzip.open(SEED, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["type"] == "Metric":
                definitions.append(line.encode())
                continue
            data = record["data"]
            if data["tags"].get("group", "").startswith(("::setup", "::teardown")) or record["metric"].startswith("vus"):
                continue
            key = (data["time"], data["tags"])
            if key != last:
                groups.append((data["tags"], []))
                last = key
            groups[-1][1].append((record["metric"], data["value"]))
    return definitions, groups


def number(value):
    """As Go writes a float64: no exponent, no trailing zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def point(metric, tags, order):
    """A line with two places left open: the time and the value."""
    data = {"time": "@", "value": 0, "tags": tags}
    record = {"type": "Point", "data": data, "metric": metric} if order else {"metric": metric, "type": "Point", "data": data}
    text = json.dumps(record, separators=(",", ":"), ensure_ascii=False)
    text = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").replace("%", "%%")
    return text.replace('"@","value":0', '"%s","value":%s', 1) + "\n"


class Group:
    """The lines of one request or iteration: a text for all of them, and sets of values to put in."""

    def __init__(self, rng, tags, points, type_first):
        self.lines = "".join(point(metric, tags, type_first) for metric, _ in points)
        self.values = []
        self.is_request = any(metric == "http_reqs" for metric, _ in points)
        for _ in range(VARIANTS):
            factor = rng.lognormvariate(0, 0.35)
            self.values.append([
                number(value * factor) if "duration" in metric or metric.startswith("http_req_") and value > 1 or
                metric in ("http_req_sending", "http_req_receiving", "http_req_blocked") else number(value)
                for metric, value in points
            ])  # fmt: skip

    def text(self, rng, time):
        values = self.values[rng.randrange(VARIANTS)]
        return self.lines % tuple(part for value in values for part in (time, value))


def renamed(tags, number, url):
    """The tags of another endpoint of the same kind."""
    if "name" not in tags:
        return tags
    name = re.sub(r"/api/(\w+)", rf"/api/v{number}/\1", tags["name"]) if number else tags["name"]
    if url:
        name = "http://shop.example.org:8080" + name.split(" ")[-1] + "/ID?page=2&sort=asc"
    return tags | {"name": name, "url": name}


def write(options):
    rng = random.Random(20261121)
    definitions, recorded = recording()
    names = {tags["name"] for tags, _ in recorded if "name" in tags}
    copies = max(1, round(options.endpoints / len(names)))
    made = {}

    def group(position, copy):
        key = (position, copy)
        if key not in made:
            tags, points = recorded[position]
            made[key] = Group(rng, renamed(tags, copy, options.unique_urls), points, options.type_first)
        return made[key]

    wanted = options.megabytes * 1_000_000
    users = [[rng.randrange(len(recorded)), rng.randrange(copies)] for _ in range(options.users)]
    now, written, second, request = 0, 0, -1, 0
    step = 1e9 / options.rate
    with open(options.output, "wb", buffering=1 << 20) as out:
        lines = [line.decode() for line in definitions] if options.shuffle else []
        if not options.shuffle:
            out.writelines(definitions)
        while written < wanted:
            user = users[rng.randrange(len(users))]
            made_group = group(*user)
            if made_group.is_request:
                now += int(rng.expovariate(1) * step)
            moment = datetime.datetime.fromtimestamp(START + now // 1_000_000_000, datetime.timezone.utc)
            whole = moment.strftime("%Y-%m-%dT%H:%M:%S.")
            text = made_group.text(rng, whole + (f"{now % 1_000_000_000:09d}".rstrip("0") or "0") + "Z")
            if options.unique_urls and made_group.is_request:
                request += 1
                text = text.replace("/ID?", f"/{request}?")
            if now // 1_000_000_000 != second:
                second = now // 1_000_000_000
                text += point("vus", {}, options.type_first) % (whole + "5Z", options.users)
            user[0] += 1
            if user[0] == len(recorded):
                user[:] = [0, rng.randrange(copies)]
            written += len(text)
            if options.shuffle:
                lines.append(text)
            else:
                out.write(text.encode())
        if options.shuffle:
            lines = "".join(lines).splitlines(keepends=True)
            rng.shuffle(lines)
            out.writelines(line.encode() for line in lines)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("megabytes", type=float)
    parser.add_argument("output")
    parser.add_argument("--endpoints", type=int, default=48)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--rate", type=float, default=300)
    parser.add_argument("--unique-urls", action="store_true")
    parser.add_argument("--shuffle", action="store_true")
    parser.add_argument("--type-first", action="store_true")
    write(parser.parse_args())


if __name__ == "__main__":
    main()
