"""Whatever people judge and take back, whatever readers and rules do between builds: the atlas shows what holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jiqun.errors import NotFoundError, UsageError
from jiqun.model import Claim, Document, Figure, Record
from judging_aid import Bench
from small_atlas import stand_in

# Targets: a field that may be corrected, what is read, and what else it may be.
TARGETS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "figure": ("status", "actual", ("target", "planned", "actual")),
    "洛轴": ("type", "company", ("platform", "fund", "company")),
    "轴研": ("type", "company", ("platform", "fund", "company")),
}
HEADS = ("", "抬头\n", "导航\n网站首页\n")


def without(document: Document, tagger: bool = False) -> Iterator[Claim]:
    """Rules that find no figure and one firm less."""
    for claim in stand_in(document):
        if not isinstance(claim, Figure) and getattr(claim, "name", None) != "轴研":
            yield claim


def narrower(document: Document, tagger: bool = False) -> Iterator[Claim]:
    """Rules that quote a figure otherwise, so that it gets another id."""
    for claim in stand_in(document):
        if isinstance(claim, Figure):
            cut = claim.quote.index("总产值")
            claim = replace(claim, quote=claim.quote[cut:], start=claim.start + cut)
        yield claim


RULES = (stand_in, without, narrower)


class Judging(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.patch = pytest.MonkeyPatch()
        self.folder = tempfile.TemporaryDirectory()
        self.bench = Bench(Path(self.folder.name), self.patch)
        self.work = self.bench.work
        self.given = True  # whether the rules give the figure and 轴研
        self.rows: list[dict[str, Any]] = []  # what a person would write down
        self.ids = {name: record.id for name, record in self.shown().items()}

    def teardown(self) -> None:
        if hasattr(self, "patch"):
            self.patch.undo()
            self.folder.cleanup()

    def shown(self) -> dict[str, Record]:
        """The records of the targets in the atlas, also rejected ones."""
        found: dict[str, Record] = {}
        for record in self.work.atlas.records(rejected=True):
            name = "figure" if isinstance(record.claim, Figure) else getattr(record.claim, "name", "")
            if name in TARGETS:
                assert name not in found, f"{name} is there twice"
                found[name] = record
        return found

    def id_of(self, target: str) -> str:
        """The id by which the claim can be judged now; the last known one where there is none."""
        named = {r.id: getattr(r.claim, "name", r.claim.kind) for r in self.work.queue(state="all").records}
        return next((id_ for id_, name in named.items() if name == target), self.ids[target])

    def holds(self, target: str) -> dict[str, Any] | None:
        """The last row on a target that is not taken back, by the rows alone."""
        fallen: set[int] = set()
        for number in range(len(self.rows), 0, -1):
            undoes = self.rows[number - 1]["undoes"]
            if undoes and number not in fallen:
                fallen.add(undoes)
        rows = [r for n, r in enumerate(self.rows, 1) if r["target"] == target and n not in fallen]
        return rows[-1] if rows else None

    def is_there(self, target: str) -> bool:
        return self.given or target == "洛轴" or self.holds(target) is not None

    @rule(about=st.sampled_from(sorted(TARGETS)), verdict=st.sampled_from(["accept", "reject", "unsure"]))
    def judge(self, about: str, verdict: str) -> None:
        if not self.is_there(about):
            with pytest.raises(NotFoundError):
                self.work.judge(self.id_of(about), verdict, by="LW")
            return
        before = self.holds(about)
        self.work.judge(self.id_of(about), verdict, by="LW")
        self.rows.append({"target": about, "verdict": verdict, "undoes": 0, "set": before and before["set"]})

    @rule(about=st.sampled_from(sorted(TARGETS)), which=st.integers(0, 2))
    def correct(self, about: str, which: int) -> None:
        if not self.is_there(about):
            return
        field, read, values = TARGETS[about]
        before = self.holds(about)
        if values[which] == ((before and before["set"]) or read):
            with pytest.raises(UsageError, match="nothing to correct"):
                self.work.judge(self.id_of(about), "correct", by="LW", **{field: values[which]})
            return
        self.work.judge(self.id_of(about), "correct", by="LW", **{field: values[which]})
        now = values[which] if values[which] != read else None
        self.rows.append({"target": about, "verdict": "correct", "undoes": 0, "set": now})

    @precondition(lambda self: self.rows)
    @rule(back=st.integers(0, 5))
    def undo(self, back: int) -> None:
        number = max(1, len(self.rows) - back)
        taken = next(j for j in self.work.judgements() if j.id == number).undone_by
        if taken is not None:
            with pytest.raises(UsageError, match="taken back already"):
                self.work.undo(number, by="LW")
            return
        self.work.undo(number, by="LW")
        self.rows.append({"target": None, "verdict": "undo", "undoes": number, "set": None})

    @rule(head=st.sampled_from(HEADS), rules=st.sampled_from(RULES))
    def build(self, head: str, rules: Any) -> None:
        self.bench.reader({name: (lambda text, name=name: name + text) for name in HEADS}[head])
        self.patch.setattr("jiqun.workspace.digest_of", lambda *rooms: repr(head))
        self.bench.rules(rules)
        self.patch.setattr("jiqun.extract.RULES_VERSION", rules.__name__)
        report = self.work.build()
        self.given = rules is not without
        assert {notice.kind for notice in report.notices} <= {"kept"}
        found = self.shown()
        for target, (field, read, _) in TARGETS.items():
            held = self.holds(target)
            assert (target in found) == self.is_there(target), target
            if target not in found:
                continue
            record = found[target]
            self.ids[target] = record.id
            assert (record.judgement and record.judgement.verdict) == (held and held["verdict"]), target
            value = (held and held["set"]) or read
            assert getattr(record.claim, field) == value, target
            assert (record.original is not None) == (value != read), target
            assert record.original is None or getattr(record.original, field) == read
            assert record.kept == (not self.given and target != "洛轴"), target
        assert self.work.check() == []

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "rows"):
            kept = self.work.judgements()
            assert [(j.verdict, j.undoes or 0) for j in kept] == [(r["verdict"], r["undoes"]) for r in self.rows]


Judging.TestCase.settings = settings(max_examples=15, stateful_step_count=16, deadline=None)
TestJudging = Judging.TestCase
