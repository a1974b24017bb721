"""Readers on loopback: fifty people with a second of thinking time, and how long each kind of page lets them wait.

    python -m bench.load WORKSPACE [SECONDS [READERS]]

The server is `jiqun serve` in a process of its own. Readers open pages at random, most of them for the first time.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from bench.folder import JIQUN, resident
from jiqun.atlas import Atlas
from jiqun.words import LANGUAGES

THINKING = 1.0
LISTS = (
    "clusters", "compare", "indicators", "practices", "organisations", "board", "sources", "about", "downloads", "api",
)  # fmt: skip


def addresses(atlas: Atlas) -> dict[str, list[str]]:
    """Addresses by kind of page."""
    clusters = [cluster.id for cluster in atlas.clusters()]
    documents = [source.id for source in atlas.sources()]
    claims = [record.id for record in atlas.records(clusters[0])] + [
        record.id for cluster in clusters[:: max(1, len(clusters) // 40)] for record in atlas.records(cluster)
    ]
    names = [cluster.name for cluster in atlas.clusters()]
    pages = {
        "home": [""],
        "cluster": [f"cluster/{id_}" for id_ in clusters],
        "document": [f"document/{id_}" for id_ in documents],
        "claim": [f"claim/{id_}" for id_ in claims],
        "search": [f"search?q={name}" for name in names],
        "list": list(LISTS),
        "cell": [f"board/mechanism/{id_}" for id_ in clusters],
    }
    found = {kind: [f"/{lang}/{path}" for lang in ("zh", "en") for path in paths] for kind, paths in pages.items()}
    found["api"] = [f"/api/clusters/{id_}" for id_ in clusters] + [f"/api/figures?cluster={id_}" for id_ in clusters]
    return found


async def ask(port: int, path: str) -> tuple[float, int]:
    """One request on a connection of its own; how long it took, and the status."""
    started = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    quoted = "".join(char if char.isascii() else "".join(f"%{b:02X}" for b in char.encode()) for char in path)
    head = f"GET {quoted} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    writer.write(head.encode())
    answer = await reader.read()
    writer.close()
    return time.perf_counter() - started, int(answer[9:12])


async def read(port: int, kinds: dict[str, list[str]], seconds: float, seed: int, took: dict[str, list[float]]) -> None:
    """One reader, who opens a page, thinks, and opens the next."""
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, THINKING))
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        kind = chance.choice(list(kinds))
        waited, status = await ask(port, chance.choice(kinds[kind]))
        assert status == 200, kind
        took[kind].append(waited)
        await asyncio.sleep(THINKING)


def measured(folder: Path, seconds: float = 30, readers: int = 50) -> tuple[dict[str, list[float]], float]:
    """How long the pages of each kind took, and the resident megabytes of the server."""
    with_pages = addresses(Atlas.open(folder))
    server = subprocess.Popen([JIQUN, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline().split()[0].rstrip("/").rpartition(":")[2])
        until_quick(port, [f"/{lang}/{path}" for lang in LANGUAGES for path in ("", *LISTS)])
        took: dict[str, list[float]] = defaultdict(list)

        async def everybody() -> None:
            await asyncio.gather(*(read(port, with_pages, seconds, n, took) for n in range(readers)))

        asyncio.run(everybody())
        return took, resident(server.pid)
    finally:
        server.terminate()
        server.wait(20)


def until_quick(port: int, paths: list[str]) -> None:
    """Until the server stands, and has made the pages that it makes by itself."""
    for path in paths:
        quick = False
        while not quick:
            try:
                quick = asyncio.run(ask(port, path))[0] < 0.2
            except OSError:
                time.sleep(0.1)  # it does not listen yet


def percentile(values: list[float], part: float) -> float:
    """The value that a part of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def rows(folder: Path, seconds: float = 30, readers: int = 50) -> list[tuple[str, str, str]]:
    """Lines for the table of `make bench`."""
    took, megabytes = measured(folder, seconds, readers)
    found = []
    every = [waited for waits in took.values() for waited in waits]
    for kind, values in [*took.items(), ("every page", every)]:
        p50, p95 = (1000 * percentile(values, part) for part in (0.5, 0.95))
        found.append((f"{readers} readers, {kind} ({len(values)})", f"{p50:.0f} ms, p95 {p95:.0f} ms", "p95 ≤ 100 ms"))
    return [*found, (f"{readers} readers, memory of the server", f"{megabytes:.0f} MB", "≤ 1,000 MB")]


def main() -> None:
    """Print the table."""
    seconds, readers = (
        (float(sys.argv[2]) if len(sys.argv) > 2 else 30),
        (int(sys.argv[3]) if len(sys.argv) > 3 else 50),
    )
    for name, figure, aim in rows(Path(sys.argv[1]), seconds, readers):
        print(f"{name:<58} {figure:>20}   {aim}")


if __name__ == "__main__":
    main()
