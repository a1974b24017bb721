"""From a number back to its sentence: the chain from a record to its document, its reading, its rule and its build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from jiqun.atlas.atlas import Atlas
from jiqun.atlas.passages import sentence_at
from jiqun.atlas.repost_words import repost_json
from jiqun.atlas.rule_words import rule_words
from jiqun.atlas.steps import Step, built, place_of, reader_version, steps
from jiqun.ledger.atlas_file import passage
from jiqun.model import Cluster, Judgement, Origin, Passage, Record
from jiqun.words import MESSAGES

_AROUND = 60


@dataclass(frozen=True, slots=True)
class Explanation:
    """The chain behind one claim. ``before`` and ``after`` are the text around the sentence, for reading on."""

    record: Record
    cluster: Cluster | None
    sentence: Passage
    before: str
    after: str
    document: str
    title: str | None
    date: str | None
    sha256: str
    media_type: str
    encoding: str
    origin: Origin
    rule: str
    rules_version: str
    jiqun_version: str
    is_digest: bool
    judgements: tuple[Judgement, ...] = ()
    reposts: dict[str, Any] = field(default_factory=dict)  # see `repost_words.repost_json`
    place: str | None = None  # in the file: page, paragraph, cell
    row: tuple[str, ...] = ()  # the cells of the table's row that it stands in
    reader_version: str | None = None
    rule_words: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    fingerprint: str = ""
    built: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The chain as one JSON object."""
        body = {name: getattr(self, name) for name in self.__slots__}
        body["record"] = {"id": self.record.id, "source": self.record.source, "cluster": self.record.cluster}
        body["claim"] = self.record.claim.to_dict()
        body |= judgement_json(self.record)
        body["judgements"] = [judgement.to_dict() for judgement in self.judgements]
        body["cluster"] = asdict(self.cluster) if self.cluster else None
        body["sentence"] = asdict(self.sentence)
        body["origin"] = asdict(self.origin)
        body["steps"] = [asdict(step) for step in self.steps]
        return body


def judgement_json(record: Record) -> dict[str, Any]:
    """What was judged of a record, as JSON: null where nobody judged it."""
    return {
        "judgement": record.judgement.to_dict() if record.judgement else None,
        "original": record.original.to_dict() if record.original else None,
        "reading": record.reading.to_dict() if record.reading else None,
        "kept": record.kept,
    }


def explain(atlas: Atlas, id: str) -> Explanation:
    """Walk from a claim back to its sentence, document, origin and rule. NotFoundError when there is no such claim."""
    record = atlas.record(id)
    source = atlas.source(record.source)
    document = source.document
    start, end = sentence_at(document, record.claim.start, record.claim.end)
    place, row = place_of(document, record.claim.start, record.claim.end)
    cluster = atlas.cluster(record.cluster) if record.cluster else None
    meta = atlas.meta
    return Explanation(
        record=record,
        cluster=cluster,
        sentence=passage(document.text, source.id, start, end),
        before=_last_line(document.text[max(0, start - _AROUND) : start]),
        after=_first_line(document.text[end : end + _AROUND]),
        document=document.name,
        title=source.origin.title or document.title,
        date=source.origin.published or document.date,
        sha256=document.sha256,
        media_type=document.media_type,
        encoding=document.encoding,
        origin=source.origin,
        rule=record.claim.rule,
        rules_version=meta["rules_version"],
        jiqun_version=meta["jiqun_version"],
        is_digest=atlas.is_digest,
        judgements=tuple(atlas.judgements(record)),
        reposts=repost_json(atlas, record),
        place=place,
        row=row,
        reader_version=reader_version(atlas, source.id),
        rule_words={lang: rule_words(record.claim.rule, record.claim.kind, lang) for lang in MESSAGES},
        steps=steps(atlas, record, cluster.name if cluster else None, document),
        fingerprint=meta["fingerprint"],
        built=built(atlas),
    )


def _last_line(text: str) -> str:
    return text.replace("\r", "\n").rsplit("\n", 1)[-1]


def _first_line(text: str) -> str:
    return text.replace("\r", "\n").split("\n", 1)[0]
