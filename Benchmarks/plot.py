"""Draws how time and memory grow with the size of a file, both axes logarithmic: what is linear is a line of slope 1."""

import math

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 680, 360, 70, 34, 48, 70
INK, TIME, MEMORY, GRID = "#333333", "#0b62a4", "#b5540a", "#dddddd"


class Axis:
    """From decade to decade, onto pixels."""

    def __init__(self, low, high, start, end):
        self.low, self.high, self.start, self.end = math.log10(low), math.log10(high), start, end

    def __call__(self, value):
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)


def text(x, y, words, anchor="middle", color=INK):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}">{words}</text>'


def line(points, color):
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{color}"/>' for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>{dots}'


def growth(points):
    """`points` are (bytes, seconds, bytes of memory), ascending by size."""
    across = Axis(1e7, 1e10, LEFT, WIDTH - RIGHT)
    seconds = Axis(1e-3, 10, HEIGHT - BOTTOM, TOP)
    memory = Axis(1e6, 1e10, HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
    ]
    for size, words in ((1e7, "10 MB"), (1e8, "100 MB"), (1e9, "1 GB"), (1e10, "10 GB")):
        x = across(size)
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="{GRID}"/>')
        parts.append(text(x, HEIGHT - BOTTOM + 18, words))
    for value, words, space in zip(
        (1e-3, 1e-2, 1e-1, 1, 10), ("1 ms", "10 ms", "100 ms", "1 s", "10 s"), ("1 MB", "10 MB", "100 MB", "1 GB", "10 GB")
    ):
        y = seconds(value)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GRID}"/>')
        parts.append(text(LEFT - 8, y + 4, words, "end", TIME))
        parts.append(text(WIDTH - RIGHT + 8, y + 4, space, "start", MEMORY))
    parts.append(line([(across(size), seconds(wall)) for size, wall, _ in points], TIME))
    parts.append(line([(across(size), memory(peak)) for size, _, peak in points], MEMORY))
    parts.append(text(LEFT, TOP - 14, "time", "start", TIME))
    parts.append(text(WIDTH - RIGHT, TOP - 14, "peak memory", "end", MEMORY))
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "size of the k6 NDJSON"))
    return "\n".join(parts) + "\n</svg>\n"
