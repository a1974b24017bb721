"""A folder of a thousand documents, and what adding and building it takes in time and memory.

    python -m bench.folder [COUNT]

The documents are the texts of tests/gold and examples with other places, names and numbers, ten thousand bytes each.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
JIQUN = Path(sys.executable).with_name("jiqun")
BYTES = 10_000
PLACES = ("东岭", "南江", "西川", "北河", "云溪", "清源", "海临", "石门", "白沙", "青浦")
_PLACE = re.compile("|".join(("深圳", "武汉", "合肥", "苏州", "泰州", "长沙", "株洲", "西安", "宁波", *PLACES)))
_NUMBER = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d)[1-9]\d{1,4}(?![\d])")


@dataclass(frozen=True)
class Took:
    """What a command took: seconds by the clock and of computing, its exit status, and the largest resident size of it
    and its children in MB.
    """

    seconds: float
    computing: float
    status: int
    megabytes: float


def write_documents(folder: Path, count: int, size: int = BYTES, seed: int = 1) -> int:
    """Write ``count`` text documents of about ``size`` bytes, no two alike; their bytes in all."""
    chance = random.Random(seed)
    places = (ROOT / "tests" / "gold", ROOT / "examples")
    texts = [path.read_text(encoding="utf-8") for place in places for path in sorted(place.glob("*.txt"))]
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for number in range(count):
        pieces: list[str] = []
        while sum(len(piece.encode()) for piece in pieces) < size:
            pieces.append(_changed(chance.choice(texts), chance))
        data = f"第{number + 1}号报告\n".encode() + "\n".join(pieces).encode()
        (folder / f"{number:04}.txt").write_bytes(data)
        total += len(data)
    return total


def _changed(text: str, chance: random.Random) -> str:
    """A text about other places, with other numbers (years stay)."""
    text = _PLACE.sub(lambda match: chance.choice(PLACES), text)
    return _NUMBER.sub(lambda match: str(int(match.group()) + chance.randint(1, 9)), text)


def watched(command: list[str | Path], cwd: Path, samples: list[float] | None = None) -> Took:
    """Run a command to its end; ``samples`` takes the memory of it and its children in MB, four times a second."""
    seen = [0.0] if samples is None else samples
    start, before = time.perf_counter(), _computing()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.25):
            seen.append(resident(process.pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    status = process.wait()
    done.set()
    watcher.join()
    return Took(time.perf_counter() - start, _computing() - before, status, max(seen, default=0.0))


def _computing() -> float:
    """The seconds that ended children have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident(pid: int) -> float:
    """The resident megabytes of a process and all its descendants (Linux only; else 0)."""
    total = 0.0
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s*(\d+)", status)
    total += int(found[1]) / 1024 if found else 0.0
    return total + sum(resident(child) for child in children)


def measured(count: int = 1000) -> list[tuple[str, str, str]]:
    """Rows for the table: what adding and building a folder of ``count`` documents takes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "inbox"
        total = write_documents(folder, count)
        subprocess.run([JIQUN, "new", "work"], check=True, capture_output=True, cwd=place)
        work = Path(place) / "work"
        added = watched([JIQUN, "add", folder], work)
        built = watched([JIQUN, "build"], work)
        assert added.status == built.status == 0
    name = f"{count:,} documents, {total / 1e6:.1f} MB"
    return [
        (f"add {name}", f"{added.seconds:.1f} s, {added.megabytes:.0f} MB", ""),
        ("build them on two processes", f"{built.seconds:.1f} s, {built.megabytes:.0f} MB", ""),
        ("add and build, by the clock", f"{added.seconds + built.seconds:.1f} s", "< 180 s"),
        ("add and build, computing on both cores", f"{added.computing + built.computing:.1f} s", ""),
    ]


def main() -> None:
    """Print the table."""
    for name, figure, aim in measured(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):
        print(f"{name:<58} {figure:>20}   {aim}")


if __name__ == "__main__":
    main()
