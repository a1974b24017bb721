"""A review in the terminal: one claim after another with its sentence, one key each; every verdict is kept at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from jiqun.atlas.explain import judgement_json
from jiqun.atlas.judged_words import field_name, judgement_line, mark
from jiqun.cli.app import complain
from jiqun.errors import JiqunError
from jiqun.judging import correctable
from jiqun.model import Figure, Judgement, Record
from jiqun.terminal import claim_line, one_line
from jiqun.words import Lang, label

if TYPE_CHECKING:
    from jiqun.atlas.queue import Queue
    from jiqun.workspace import Workspace

_VERDICTS = {"a": "accept", "r": "reject", "u": "unsure"}
_FACTS = ("basis", "coverage", "territory", "unit_of_account", "price_basis")


def line(queue: Queue, record: Record, lang: Lang) -> str:
    """A claim of the queue on one line."""
    said = mark(record, lang)
    parts = [f"[{record.id}]", label(f"kind.{record.claim.kind}", lang), claim_line(record.claim, lang)]
    return one_line("  ".join([*parts, *([f"✓ {said}"] if said else []), _where(queue, record)]))


def _where(queue: Queue, record: Record) -> str:
    cluster = queue.clusters[record.cluster].name if record.cluster else "—"
    return f"{cluster} · {queue.sources[record.source].document.name}:{record.claim.start}–{record.claim.end}"


def body(queue: Queue, record: Record) -> dict[str, Any]:
    """A claim of the queue as JSON, with its sentence in three parts and what a look is worth."""
    return {
        "id": record.id,
        "source": record.source,
        "document": queue.sources[record.source].document.name,
        "cluster": record.cluster,
        "gain": queue.gain(record),
        "headline": record.id in queue.headlines,
        "sentence": dict(zip(("before", "quote", "after"), queue.sentence(record), strict=True)),
        "claim": record.claim.to_dict(),
        **judgement_json(record),
    }


def card(queue: Queue, record: Record, lang: Lang) -> Iterator[str]:
    """What a reviewer sees of a claim: where it stands, what is stated, its sentence with the span marked."""
    claim = record.claim
    yield f"[{record.id}] {label(f'kind.{claim.kind}', lang)} · {one_line(_where(queue, record))}"
    yield f"  {one_line(claim_line(claim, lang))}"
    if isinstance(claim, Figure):
        sides = [f"{field_name(name, lang)} {getattr(claim, name)}" for name in _FACTS if getattr(claim, name)]
        sure = "" if claim.confidence is None else f"{claim.confidence:.2f}"
        yield "  " + one_line(" · ".join([f"{claim.unit} {claim.value:.15g}", *sides, *filter(None, [sure])]))
    before, quote, after = queue.sentence(record)
    yield f"  {one_line(f'{before}【{quote}】{after}')}"
    if said := mark(record, lang):
        yield f"  ✓ {one_line(said)}"


class Session:
    """One person's way through the queue. Each verdict is a committed row before the next claim is shown."""

    def __init__(self, work: Workspace, queue: Queue, by: str, lang: Lang) -> None:
        self._work, self._queue, self._by, self._lang = work, queue, by, lang
        self._why: str | None = None
        self._made: list[tuple[int, int]] = []  # place in the queue, number of the judgement

    def run(self) -> None:
        """Ask until the end of the queue, the key q, or the end of the input."""
        records = self._queue.records
        print(label("review.queue", self._lang).format(count=len(records)))
        print(label("review.keys", self._lang))
        at = 0
        while at < len(records):
            if self._judged_meanwhile(records[at]):
                at += 1
                continue
            print(f"\n{at + 1}/{len(records)}")
            print("\n".join(card(self._queue, records[at], self._lang)))
            moved = self._ask(at, records[at])
            if moved is None:
                break
            at = moved
        print(label("review.done", self._lang).format(count=len(self._made)))

    def _ask(self, at: int, record: Record) -> int | None:
        """The next place in the queue after one key that settles this claim; None at the end."""
        while True:
            key = self._key()
            if key in ("q", ""):
                return None
            if key == "s":
                return at + 1
            try:
                if key in _VERDICTS:
                    self._keep(at, self._work.judge(record.id, _VERDICTS[key], by=self._by, why=self._why))
                    return at + 1
                if key == "c" and self._correct(at, record):
                    return at + 1
                if key == "z" and (back := self._undo()) is not None:
                    return back
            except JiqunError as error:  # nothing was kept: the same claim is asked again
                complain(str(error))
            if key == "w":
                self._why = self._line(label("review.why", self._lang)) or None
            elif key not in (*_VERDICTS, "c", "z"):
                print(label("review.unknown_key", self._lang).format(key=ascii(key)))

    def _keep(self, at: int, judgement: Judgement) -> None:
        self._made.append((at, judgement.id))
        self._why = None
        print(f"  {one_line(judgement_line(judgement, self._lang))}")

    def _correct(self, at: int, record: Record) -> bool:
        """Ask for fields; False when none is given."""
        known = ", ".join(correctable(record.claim.kind))
        print(label("review.fields", self._lang).format(fields=known))
        fields: dict[str, str] = {}
        while pair := self._line("  "):
            name, _, value = pair.partition("=")
            fields[name.strip()] = value
        if not fields:
            return False
        why = self._why or self._line(label("review.why", self._lang)) or None
        self._keep(at, self._work.judge_all([record.id], "correct", by=self._by, why=why, fields=fields)[0])
        return True

    def _undo(self) -> int | None:
        if not self._made:
            print(label("review.nothing_to_undo", self._lang))
            return None
        at, number = self._made[-1]
        self._work.undo(number, by=self._by)
        self._made.pop()
        return at

    def _judged_meanwhile(self, record: Record) -> bool:
        """Whether somebody else judged the claim since the queue was made; said, so that nothing is judged twice."""
        known = record.judgement.id if record.judgement else 0
        own = {number for _, number in self._made}
        for judgement in self._work.judgements(record.id, in_force=True):
            if judgement.id > known and judgement.id not in own:
                said = label("review.meanwhile", self._lang).format(by=judgement.by)
                print(f"[{record.id}] {one_line(said)}")
                return True
        return False

    def _key(self) -> str:
        """One key; a line's first character where the input is no terminal. Empty at the end of the input."""
        print("> ", end="", flush=True)
        if sys.stdin.isatty():
            pressed = typer.getchar()
            print(pressed if pressed.isprintable() else "")
            return "q" if pressed in ("\x04", "\x1b") else pressed.lower()
        while given := sys.stdin.readline():
            if given.strip():
                return given.strip()[0].lower()
        return ""

    def _line(self, prompt: str) -> str:
        print(f"{prompt} ", end="", flush=True)
        return sys.stdin.readline().strip()
