"""Writes a JMeter results file as CSV: ten labels, quoted transaction rows, failures whose messages hold line ends.

usage: make_jtl.py MEGABYTES PATH
"""

import random
import sys

HEADER = (
    "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,"
    "grpThreads,allThreads,URL,Latency,IdleTime,Connect\n"
)
LABELS = [
    ("POST /api/auth/login", 45), ("GET /api/courses", 18), ("GET /api/feed", 75), ("GET /api/search", 35),
    ("GET /api/users/me", 8), ("GET /api/leaderboard", 28), ("PUT /api/profile", 22), ("GET /api/events", 12),
    ("POST /api/orders", 60), ('Browse, "all" pages', 110),
]  # fmt: skip
FAILURE = '"Test failed: text expected to contain ""token""\n/{\n  ""error"": ""internal""\n}/"'


def row(source, time, users):
    label, median = source.choices(LABELS, weights=[3, 4, 4, 3, 4, 2, 1, 2, 1, 1])[0]
    elapsed = int(source.lognormvariate(0, 0.4) * median) + 1
    start = time - elapsed
    thread = f"Students 1-{source.randrange(users) + 1}"
    size = source.randrange(140, 9000)
    if label.startswith("Browse"):
        message = '"Number of samples in transaction : 2, number of failing samples : 0"'
        return f'{start},{elapsed},"Browse, ""all"" pages",200,{message},{thread},,true,,{size},0,{users},{users},null,0,0,0\n'
    path = label.split(" ", 1)[1]
    fails = source.random() < 0.01
    code, message, words, success = ("500", "Internal Server Error", FAILURE, "false") if fails else ("200", "OK", "", "true")
    url = f"http://127.0.0.1:18084{path}"
    connect = source.randrange(1, 4) if source.random() < 0.05 else 0
    return (
        f"{start},{elapsed},{label},{code},{message},{thread},text,{success},{words},{size},187,{users},{users},{url},"
        f"{max(1, elapsed - 1)},0,{connect}\n"
    )


def main():
    size, path = int(sys.argv[1]) * 1_000_000, sys.argv[2]
    source = random.Random(4)
    time = 1_795_232_047_333
    written = 0
    with open(path, "w", encoding="utf-8", newline="") as file:
        written += file.write(HEADER)
        # A piece is written many times over at later times: making each row anew would take minutes.
        while written < size:
            first = time
            rows = []
            for number in range(20_000):
                users = min(50, 1 + written // (size // 60 + 1) + number // 20_000)
                time += source.randrange(0, 2)
                rows.append(row(source, time, users))
            copies = max(1, size // 100_000_000)
            for copy in range(copies):
                shift = copy * (time - first + 1)
                text = "".join(f"{int(line[:13]) + shift}{line[13:]}" for line in rows)
                written += file.write(text)
            time += copies * (time - first + 1)


if __name__ == "__main__":
    main()
