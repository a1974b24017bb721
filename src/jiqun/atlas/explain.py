"""From a number back to its sentence: the chain from a record to its document, its reading, its rule and its build."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from jiqun.atlas.atlas import Atlas
from jiqun.atlas.passages import sentence_at
from jiqun.ledger.atlas_file import passage
from jiqun.model import Cluster, Origin, Passage, Record

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

    def to_dict(self) -> dict[str, Any]:
        """The chain as one JSON object."""
        body = {name: getattr(self, name) for name in self.__slots__}
        body["record"] = {"id": self.record.id, "source": self.record.source, "cluster": self.record.cluster}
        body["claim"] = self.record.claim.to_dict()
        body["cluster"] = asdict(self.cluster) if self.cluster else None
        body["sentence"] = asdict(self.sentence)
        body["origin"] = asdict(self.origin)
        return body


def explain(atlas: Atlas, id: str) -> Explanation:
    """Walk from a claim back to its sentence, document, origin and rule. NotFoundError when there is no such claim."""
    record = atlas.record(id)
    source = atlas.source(record.source)
    document = source.document
    start, end = sentence_at(document, record.claim.start, record.claim.end)
    meta = atlas.meta
    return Explanation(
        record=record,
        cluster=atlas.cluster(record.cluster) if record.cluster else None,
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
    )


def _last_line(text: str) -> str:
    return text.replace("\r", "\n").rsplit("\n", 1)[-1]


def _first_line(text: str) -> str:
    return text.replace("\r", "\n").split("\n", 1)[0]
