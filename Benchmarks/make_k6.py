#!/usr/bin/env python3
"""Writes a k6 legacy summary export (`k6 run --summary-export`) with a given number of endpoints, each with its duration and
its share of failures; the same for the same arguments.

usage: make_k6.py ENDPOINTS OUTPUT [SLOWER [FAILING [PREFIX]]]

SLOWER 1.03 makes every duration 3 % longer; FAILING 20 adds 20 failures to the 1,000 requests of each endpoint; PREFIX stands in
every endpoint's path instead of "v1". 24,000 endpoints are about 10 MB.
"""

import json
import random
import sys

NOUNS = ["orders", "courses", "users", "feed", "search", "invoices", "sessions", "reports"]
VERBS = ["GET", "POST", "PUT", "DELETE"]
REQUESTS = 1000


def trend(rng, center, slower):
    def at(factor):
        return round(center * factor * rng.uniform(0.99, 1.01) * slower, 6)

    return {
        "avg": at(1.1), "min": at(0.3), "med": at(1), "max": at(6), "p(90)": at(1.8), "p(95)": at(2.2),
        "p(99)": at(3.5), "p(99.9)": at(5), "count": REQUESTS,
    }  # fmt: skip


def name(index, prefix="v1"):
    """What the endpoint is called."""
    return f"{VERBS[index % 4]} /api/{prefix}/{NOUNS[index % 8]}/{index:05d}"


def main():
    endpoints = int(sys.argv[1])
    slower = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    failing = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    prefix = sys.argv[5] if len(sys.argv) > 5 else "v1"
    rng = random.Random(20260301)
    total = max(1, endpoints) * REQUESTS
    metrics = {"http_req_duration": trend(rng, 40, slower)}
    metrics["http_req_duration"]["count"] = total
    for index in range(endpoints):
        endpoint = name(index, prefix)
        metrics[f"http_req_duration{{name:{endpoint}}}"] = trend(rng, rng.uniform(5, 200), slower) | {
            "thresholds": {"p(95)<500": False}
        }
        failed = rng.randint(0, 3) + failing
        metrics[f"http_req_failed{{name:{endpoint}}}"] = {
            "passes": failed, "fails": REQUESTS - failed, "value": failed / REQUESTS,
        }  # fmt: skip
    metrics["http_reqs"] = {"count": total, "rate": total / 60}
    metrics["http_req_failed"] = {"passes": 0, "fails": total, "value": 0}
    metrics["vus_max"] = {"value": 16, "min": 16, "max": 16}
    with open(sys.argv[2], "w", encoding="utf-8", newline="\n") as out:
        json.dump({"root_group": {"groups": {}, "checks": {}}, "metrics": metrics}, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    if len(sys.argv) not in range(3, 7):
        sys.exit(__doc__)
    main()
