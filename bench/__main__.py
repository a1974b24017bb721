"""Measure the main job in cold processes and print each figure beside what the project aims at.

    python -m bench [DOCUMENT]

Each figure but those of the folder (see bench/folder.py) is the best of several runs: other work on the machine only
ever adds time. Memory is the peak resident size of the process.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.folder import measured
from bench.lighthouse import rows as lighthouse

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared/source/000_fd78b242fd277d48.txt"
JIQUN = Path(sys.executable).with_name("jiqun")


def cold(*command: str | Path, runs: int = 5, cwd: Path | None = None) -> float:
    """The best wall time in seconds of a command in a fresh process."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=cwd)
        best = min(best, time.perf_counter() - start)
    return best


def add_and_build(document: Path, runs: int = 3) -> float:
    """The best wall time of `jiqun add` and `jiqun build`, each in a fresh process, in a fresh workspace."""
    best = float("inf")
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([JIQUN, "new", "work"], check=True, capture_output=True, cwd=folder)
            work = Path(folder) / "work"
            total = cold(JIQUN, "add", document, runs=1, cwd=work) + cold(JIQUN, "build", runs=1, cwd=work)
            best = min(best, total)
    return best


def extraction(document: Path, *, tagger: bool, runs: int = 5) -> float:
    """Characters a second, warm: the rules alone on one core, with the tagger on two."""
    import jiqun

    doc = jiqun.read(document)
    jiqun.extract(doc, tagger=tagger)
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        jiqun.extract(doc, tagger=tagger)
        best = min(best, time.perf_counter() - start)
    return len(doc.text) / best


def pages() -> list[tuple[str, str, str]]:
    """Rows on the synthetic atlas: fifty readers, and publishing it and the examples."""
    from bench.big_atlas import make
    from bench.folder import watched
    from bench.load import rows as waits
    from jiqun.demo import make_demo

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = make(folder / "big")
        found = waits(made.folder)
        make_demo(folder / "demo").build()
        for name, aim in (("demo", "≤ 10 s"), ("big", "≤ 600 s, ≤ 1,000 MB")):
            took = watched([JIQUN, "publish", folder / f"{name}-site"], folder / name)
            assert took.status == 0
            found.append((f"publish the {name} atlas", f"{took.seconds:.1f} s, {took.megabytes:.0f} MB", aim))
        return found


def main() -> None:
    """Print the table."""
    document = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    if not document.exists():
        document = ROOT / "examples/shenzhen.txt"
    bare = cold(sys.executable, "-c", "pass")
    imported = cold(sys.executable, "-c", "import jiqun")
    rows = [
        ("import jiqun, without the interpreter", f"{imported - bare:.3f} s", "< 0.1 s"),
        ("jiqun --help", f"{cold(JIQUN, '--help'):.3f} s", "< 0.4 s"),
        (f"add + build of {document.name}, cold", f"{add_and_build(document):.2f} s", "< 3 s"),
        ("rules alone, characters a second a core", f"{extraction(document, tagger=False):,.0f}", "≥ 200,000"),
        ("with the tagger, characters a second on two cores", f"{extraction(document, tagger=True):,.0f}", "≥ 40,000"),
        ("peak memory of this process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", ""),
    ]
    for name, figure, aim in [*rows, *measured(), *lighthouse(), *pages()]:
        print(f"{name:<58} {figure:>20}   {aim}", flush=True)


if __name__ == "__main__":
    main()
