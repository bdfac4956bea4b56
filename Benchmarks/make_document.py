#!/usr/bin/env python3
"""Writes a Markdown document with a table of targets, the same for the same arguments.

usage: make_document.py ROWS OUTPUT [ENDPOINTS [PLACES]]

ENDPOINTS 1000 lets the rows go round the first 1,000 endpoints of make_k6.py; with 0 each row is of an endpoint that no run has.
PLACES 2 gives each row two cells to fill. 100,000 rows are 4 MB, and 5 MB with the places.
"""

import sys

import make_k6

TITLES = ["Endpoint", "Target p95", "Actual p95", "Status"]


def main():
    rows = int(sys.argv[1])
    endpoints = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    places = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    columns = 2 + places
    with open(sys.argv[2], "w", encoding="utf-8", newline="\n") as out:
        out.write("# Results\n\n| " + " | ".join(TITLES[:columns]) + " |\n|" + "---|" * columns + "\n")
        for row in range(rows):
            name = make_k6.name(row % endpoints) if endpoints else make_k6.name(row, "v2")
            out.write(f"| {name} | < {100 + row % 400} ms |{' ??? |' * places}\n")


if __name__ == "__main__":
    if len(sys.argv) not in range(3, 6):
        sys.exit(__doc__)
    main()
