"""Fit the confidence of figures on annotated documents and write src/jiqun/extract/data/confidence.csv.

    python tools/calibrate.py [--write] GOLD[=DOCUMENT] ... [FIRST-SIGHT.jsonl]
    python tools/calibrate.py --first-sight FIRST-SIGHT.jsonl GOLD NAME ...

Prints how the accept tier does in cross-validation: each document is rated by models, and accepted by thresholds, that
have not seen it. Without --write nothing is changed.

Rules are tuned on the annotated documents, so that figures look more certain there than elsewhere. The second form
keeps how the figures of new documents came out before any rule was tuned on them; where a document has such rows, they
count instead of its present ones.
"""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jiqun.evaluate import corpus_digest, read_corpus
from jiqun.evaluate.matching import match
from jiqun.evaluate.trust import Judged, judged
from jiqun.extract import confidence
from jiqun.extract.document import extract
from jiqun.model import claim_from_dict
from jiqun.read.files import read
from jiqun.vocab.fold import fold

RIDGE = 1.0
CORE, WORDS, COVERAGE = 0.98, 0.90, 0.40  # what the accept tier must reach


@dataclass(frozen=True)
class Sample:
    document: str
    seen: tuple[str, ...]
    truth: Judged
    fresh: bool = False


def samples(corpora: Sequence[str]) -> tuple[list[Sample], str]:
    """All scored figures of the corpora with their features, and the digests of the corpora."""
    found, digests = [], []
    fresh = [row for argument in corpora if argument.endswith(".jsonl") for row in first_sight(Path(argument))]
    kept = {row.document for row in fresh}
    for argument in corpora:
        if argument.endswith(".jsonl"):
            continue
        folder, _, document = argument.partition("=")
        corpus = read_corpus(folder, document or None)
        digests.append(f"{Path(folder).name} {corpus_digest(corpus)}")
        for gold in corpus:
            if gold.name in kept:
                continue
            page = read(gold.path, gold.date)
            outcome = match(page.text, [c.to_dict() for c in extract(page)], gold.facts, gold.entities)
            for truth in judged(outcome):
                figure = claim_from_dict(truth.row)
                found.append(Sample(gold.name, tuple(confidence.features(fold(page.text), figure)), truth))
    return found + fresh, ", ".join(digests) + (f" and {len(fresh)} figures at first sight" if fresh else "")


def first_sight(path: Path) -> list[Sample]:
    """The kept rows of a file: features and what was right when the document was new."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Sample(row["document"], tuple(row["seen"]), Judged({}, row["core"], row["indicator"], row["subject"]), True)
        for row in rows
    ]


def keep_first_sight(path: Path, folder: str, names: Sequence[str]) -> int:
    """Add the present rows of some documents to a file; a document that is there already stays as it was."""
    known = {row.document for row in first_sight(path)} if path.exists() else set()
    rows = [row for row in samples([folder])[0] if row.document in names and row.document not in known]
    with path.open("a", encoding="utf-8") as file:
        for row in rows:
            body = {"document": row.document, "seen": row.seen, "core": row.truth.core}
            body |= {"indicator": row.truth.indicator, "subject": row.truth.subject}
            file.write(json.dumps(body, ensure_ascii=False) + "\n")
    print(f"{len(rows)} figures kept in {path}")
    return 0


def fit(rows: Sequence[Sample], truth: Callable[[Judged], bool]) -> dict[str, float]:
    """Logistic regression with a ridge: coordinate-wise Newton steps, which need no matrix."""
    count = Counter(name for row in rows for name in row.seen)
    names = ["(intercept)", *sorted(name for name, n in count.items() if n >= 3)]
    weights = dict.fromkeys(names, 0.0)
    where: dict[str, list[int]] = {name: [] for name in names}
    where["(intercept)"] = list(range(len(rows)))
    for n, row in enumerate(rows):
        for name in row.seen:
            if name in weights:
                where[name].append(n)
    right = [float(truth(row.truth)) for row in rows]
    total = [0.0] * len(rows)
    for _ in range(60):
        for name in names:
            ridge = RIDGE if name != "(intercept)" else 0.01
            p = [1 / (1 + math.exp(-total[n])) for n in where[name]]
            slope = sum(right[n] - p[i] for i, n in enumerate(where[name])) - ridge * weights[name]
            step = slope / (sum(q * (1 - q) for q in p) + ridge)
            step = max(-1.0, min(1.0, step))
            weights[name] += step
            for n in where[name]:
                total[n] += step
    return weights


def chance(weights: dict[str, float], seen: Sequence[str]) -> float:
    return 1 / (1 + math.exp(-weights["(intercept)"] - sum(weights.get(name, 0.0) for name in seen)))


def models(rows: Sequence[Sample]) -> tuple[dict[str, float], dict[str, float]]:
    """The two models; the second is fitted on the rows whose core is right."""
    core = fit(rows, lambda truth: truth.core)
    return core, fit([row for row in rows if row.truth.core], lambda truth: truth.indicator and truth.subject)


Rated = tuple[Sample, float, float]


def out_of_fold(rows: Sequence[Sample]) -> list[Rated]:
    """Each figure rated by models that have not seen its document."""
    found: list[Rated] = []
    for name in sorted({row.document for row in rows}):
        core, words = models([row for row in rows if row.document != name])
        found += [(r, chance(core, r.seen), chance(words, r.seen)) for r in rows if r.document == name]
    return found


def rates(tier: Sequence[Rated]) -> tuple[float, float, float, float]:
    truths = [sample.truth for sample, _, _ in tier]
    size = max(1, len(tier))
    return (
        sum(t.core for t in truths) / size,
        sum(t.indicator for t in truths) / size,
        sum(t.subject for t in truths) / size,
        sum(t.whole for t in truths) / size,
    )


def margin(tier: Sequence[Rated], total: int) -> float:
    """How far a tier is from the nearest of its goals, each measured by what is left above it; negative: one missed."""
    core, indicator, subject, _ = rates(tier)
    gaps = ((core - CORE) / (1 - CORE), (min(indicator, subject) - WORDS) / (1 - WORDS))
    return min(*gaps, (len(tier) / total - COVERAGE) / (1 - COVERAGE) * 3)


def thresholds(rows: Sequence[Rated]) -> tuple[float, float]:
    """The pair whose tier keeps the widest margin to all goals: on the edge of one it would not hold elsewhere."""
    best = (-math.inf, 1.0, 1.0)
    grid = [n / 100 for n in range(50, 100)]
    for a in grid:
        high = [row for row in rows if row[1] >= a]
        for b in grid:
            tier = [row for row in high if row[2] >= b]
            if len(tier) < COVERAGE * len(rows):
                break
            best = max(best, (margin(tier, len(rows)), a, b))
    return best[1], best[2]


def cross_validated(rows: Sequence[Rated]) -> list[Rated]:
    """What is accepted of each document by thresholds chosen on the others."""
    accepted: list[Rated] = []
    for name in sorted({row[0].document for row in rows}):
        a, b = thresholds([row for row in rows if row[0].document != name])
        accepted += [row for row in rows if row[0].document == name and row[1] >= a and row[2] >= b]
    return accepted


def table(rows: Sequence[Sample], chosen: tuple[float, float], digests: str, told: Sequence[str]) -> str:
    out = io.StringIO()
    print("# Coefficients of the confidence of figures (extract/confidence.py), fitted by tools/calibrate.py", file=out)
    print(f"# on {datetime.now(UTC).date().isoformat()} over {len(rows)} figures of {digests}", file=out)
    for line in told:
        print(f"# {line}", file=out)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["model", "feature", "weight", "figures", "right"])
    core, words = models(rows)
    for model, weights in (("core", core), ("words", words)):
        for name, weight in weights.items():
            held = [row for row in rows if name in row.seen or name == "(intercept)"]
            good = [r for r in held if r.truth.core] if model == "core" else [r for r in held if r.truth.whole]
            writer.writerow([model, name, f"{weight:.3f}", len(held), len(good)])
    for model, least in zip(("core", "words"), chosen, strict=True):
        writer.writerow(["threshold", model, f"{least:.2f}", "", ""])
    return out.getvalue()


def main() -> int:
    if sys.argv[1:2] == ["--first-sight"] and len(sys.argv) > 4:
        return keep_first_sight(Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
    arguments = [word for word in sys.argv[1:] if word != "--write"]
    if not arguments:
        print(__doc__)
        return 2
    rows, digests = samples(arguments)
    rated = out_of_fold(rows)
    chosen = thresholds(rated)
    told = []
    for name, tier in (
        ("all figures", rated),
        ("accepted, cross-validated by document", cross_validated(rated)),
        ("of these at first sight", [row for row in cross_validated(rated) if row[0].fresh]),
        ("accepted, at the thresholds kept", [r for r in rated if r[1] >= chosen[0] and r[2] >= chosen[1]]),
    ):
        if name.startswith("of these") and not tier:
            continue
        core, indicator, subject, whole = rates(tier)
        told.append(
            f"{name}: {len(tier)} ({len(tier) / max(1, len(rows)):.0%}); right in core {core:.3f}, "
            f"indicator {indicator:.3f}, subject {subject:.3f}, whole row {whole:.3f}"
        )
    print("\n".join(told))
    print(f"thresholds: core {chosen[0]}, words {chosen[1]}")
    if "--write" in sys.argv:
        confidence.TABLE.write_text(table(rows, chosen, digests, told), encoding="utf-8")
        print(f"written: {confidence.TABLE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
