#!/usr/bin/env python3
"""Writes a CPU profile in pprof's format, bare and not gzipped, the same for the same size: stacks of 16 to 60 frames through 20,000
places in 8,000 functions, a fifth of the places with an inlined call, each sample with its endpoint as a label.

usage: make_pprof.py SAMPLES OUTPUT

350,000 samples are about 35 MB.
"""

import random
import sys

FUNCTIONS = 8_000
LOCATIONS = 20_000
TRUNKS = 5_000
ENDPOINTS = ["/login", "/search", "/orders", "/checkout", "/catalog", "/feed", "/profile", "/api/reports"]
PACKAGES = ["net/http", "encoding/json", "example.com/shop/store", "example.com/shop/search", "database/sql", "runtime"]


def varint(value):
    value &= 0xFFFF_FFFF_FFFF_FFFF
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def number(field, value):
    return varint(field << 3) + varint(value)


def content(field, data):
    return varint(field << 3 | 2) + varint(len(data)) + data


class Texts:
    """The table of texts, whose first is empty."""

    def __init__(self):
        self.numbers = {"": 0}

    def number(self, text):
        return self.numbers.setdefault(text, len(self.numbers))

    def fields(self):
        return b"".join(content(6, text.encode()) for text in self.numbers)


def value_type(field, texts, name, unit):
    return content(field, number(1, texts.number(name)) + number(2, texts.number(unit)))


def function(texts, id):
    package = PACKAGES[id % len(PACKAGES)]
    name = texts.number(f"{package}.(*Type{id // 40}).Method{id}")
    file = texts.number(f"/go/src/{package}/file{id // 100}.go")
    return content(5, number(1, id) + number(2, name) + number(3, name) + number(4, file) + number(5, id % 900 + 1))


def location(rng, id):
    functions = 2 if rng.random() < 0.2 else 1
    lines = (number(1, int(rng.random() * FUNCTIONS) + 1) + number(2, int(rng.random() * 2000) + 1) for _ in range(functions))
    return content(4, number(1, id) + number(2, 1) + number(3, 0x40_0000 + 16 * id) + b"".join(content(4, line) for line in lines))


def walk(rng, steps, ids):
    """Places on the way down, the deepest first, as a sample has them."""
    return b"".join([ids[int(rng.random() * LOCATIONS)] for _ in range(steps)])


def samples(rng, texts, count):
    """Many samples share their way down to a handler, and part beneath it."""
    ids = [varint(id) for id in range(1, LOCATIONS + 1)]
    trunks = [walk(rng, 12 + int(rng.random() * 28), ids) for _ in range(TRUNKS)]
    key = number(1, texts.number("endpoint"))
    labels = [content(3, key + number(2, texts.number(endpoint))) for endpoint in ENDPOINTS]
    values = [content(2, varint(looks) + varint(looks * 10_000_000)) for looks in (1, 2, 3)]
    for _ in range(count):
        trunk = int(rng.random() * rng.random() * TRUNKS)
        stack = walk(rng, 4 + int(rng.random() * 16), ids) + trunks[trunk]
        value = values[int(rng.random() * rng.random() * 3)]
        yield content(2, content(1, stack) + value + labels[trunk % len(labels)])


def main():
    rng = random.Random(20260301)
    texts = Texts()
    with open(sys.argv[2], "wb") as out:
        out.write(value_type(1, texts, "samples", "count") + value_type(1, texts, "cpu", "nanoseconds"))
        out.writelines(samples(rng, texts, int(sys.argv[1])))
        program = number(1, 1) + number(2, 0x40_0000) + number(3, 0x100_0000) + number(5, texts.number("/srv/shop"))
        out.write(content(3, program))
        out.writelines(location(rng, id) for id in range(1, LOCATIONS + 1))
        out.writelines(function(texts, id) for id in range(1, FUNCTIONS + 1))
        out.write(number(9, 1_772_366_400_000_000_000) + number(10, 600_000_000_000))
        out.write(value_type(11, texts, "cpu", "nanoseconds") + number(12, 10_000_000))
        out.write(texts.fields())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main()
