"""Evaluate the extractor over a corpus: in all, and by kind of figure, genre and language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from jiqun.evaluate.alike import SLOTS, family
from jiqun.evaluate.corpus import GoldDocument, corpus_digest
from jiqun.evaluate.matching import Hit, Outcome, match
from jiqun.evaluate.tally import Tally
from jiqun.evaluate.trust import Trust
from jiqun.extract.document import extract as by_rules
from jiqun.model import Claim, Document
from jiqun.read.files import read

Row = dict[str, Any]
_SHARES = {"percent", "ratio", "multiple", "percentage_point", "per_1000"}
_PEOPLE = {"person", "person_time", "person/year"}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome of each document of a corpus, and the digest of the corpus."""

    digest: str
    documents: tuple[tuple[GoldDocument, Outcome], ...]

    @property
    def total(self) -> Tally:
        """The counts over all documents."""
        return _sum(outcome for _, outcome in self.documents)

    @property
    def trust(self) -> Trust:
        """How far the confidence of the figures can be trusted."""
        return Trust.of(outcome for _, outcome in self.documents)

    def by(self, what: str) -> dict[str, Tally]:
        """The counts by ``genre``, ``language``, ``document`` or ``kind`` of figure."""
        if what == "kind":
            kinds = sorted({kind for _, outcome in self.documents for kind in _kinds(outcome)})
            return {kind: _sum(_only(outcome, kind) for _, outcome in self.documents) for kind in kinds}
        name = "name" if what == "document" else what
        groups = sorted({getattr(gold, name) or "unknown" for gold, _ in self.documents})
        return {
            group: _sum(outcome for gold, outcome in self.documents if (getattr(gold, name) or "unknown") == group)
            for group in groups
        }

    def examples(self, limit: int) -> dict[str, list[Row]]:
        """Up to ``limit`` examples of each kind of mistake: what was missed, false, or wrong in a slot."""
        found: dict[str, list[Row]] = {}
        for gold, outcome in self.documents:
            for mistake, row in _mistakes(outcome):
                if len(found.setdefault(mistake, [])) < limit:
                    found[mistake].append({"document": gold.name, **row})
        return found

    def to_dict(self, limit: int = 0) -> Row:
        """All scores as one JSON object."""
        groups = {what: {k: t.to_dict() for k, t in self.by(what).items()} for what in ("kind", "genre", "language")}
        body: Row = {"corpus": self.digest, "documents": len(self.documents), "all": self.total.to_dict()}
        body |= {f"by_{what}": tallies for what, tallies in groups.items()}
        return body | {"confidence": self.trust.to_dict(), "examples": self.examples(limit)}


def evaluate(corpus: list[GoldDocument], extract: Callable[[Document], Iterable[Claim]] | None = None) -> Evaluation:
    """Read and extract each document of a corpus and compare with its annotation.

    ``extract`` defaults to the rules and the tagger, as builds use them.
    """
    extract = extract or by_rules
    done = []
    for gold in corpus:
        document = read(gold.path, gold.date)
        claims = [claim.to_dict() for claim in extract(document)]
        done.append((gold, match(document.text, claims, gold.facts, gold.entities)))
    return Evaluation(corpus_digest(corpus), tuple(done))


def _sum(outcomes: Iterable[Outcome]) -> Tally:
    return reduce(add, map(Tally.of, outcomes), Tally())


def kind_of(row: Row) -> str:
    """The kind of a figure, predicted or gold: rank, time, money, share, people, count or physical."""
    if row.get("tier") in ("rank", "time") or row["unit"] == "rank":
        return "rank" if row["unit"] == "rank" else "time"
    measure = family(row["unit"])
    if measure in _SHARES:
        return "share"
    if row["unit"] in _PEOPLE:
        return "people"
    if measure == "count":
        return "count"
    return "money" if len(measure) == 3 and measure.isupper() else "physical"


def _kinds(outcome: Outcome) -> set[str]:
    rows = [hit.gold[0] for hit in outcome.hits] + [gold[0] for gold in outcome.missed] + outcome.false
    return {kind_of(row) for row in rows}


def _only(outcome: Outcome, kind: str) -> Outcome:
    return Outcome(
        hits=[hit for hit in outcome.hits if kind_of(hit.gold[0]) == kind],
        missed=[rows for rows in outcome.missed if kind_of(rows[0]) == kind],
        false=[row for row in outcome.false if kind_of(row) == kind],
    )


def _mistakes(outcome: Outcome) -> Iterable[tuple[str, Row]]:
    for rows in outcome.missed:
        yield "missed", {"quote": rows[0]["quote"], "gold": _value(rows[0])}
    for row in outcome.false:
        yield "false", {"quote": row["quote"], "found": _value(row), "rule": row["rule"]}
    for hit in outcome.hits:
        for name in SLOTS:
            if not hit.verdicts[name]:
                yield f"wrong {name}", _slot(hit, name)
    for row in outcome.names_missed:
        yield "name missed", {"quote": row["name"], "gold": row["type"]}
    for row in outcome.names_false:
        yield "name false", {"quote": row["name"], "found": row["type"], "rule": row["rule"]}
    for row in outcome.bad_quotes:
        yield "bad quote", {"quote": row["quote"], "rule": row["rule"]}


def _slot(hit: Hit, name: str) -> Row:
    found = hit.predicted
    said = (found.get("subject_text") or found.get("subject")) if name == "subject" else found.get(name)
    return {"quote": found["quote"], "found": said, "gold": hit.gold[0].get(name), "rule": found["rule"]}


def _value(row: Row) -> str:
    high = row.get("value_max")
    return f"{row['value']:g}{'' if high is None else f'–{high:g}'} {row['unit']}"
