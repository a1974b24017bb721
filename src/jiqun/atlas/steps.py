"""The steps of the build that a claim went through, each with the version of what did it, and the row it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jiqun.atlas.rule_words import rule_words
from jiqun.model import ClusterClaim, Document, Record
from jiqun.words import MESSAGES, Lang, label

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

_ROW = re.compile(r"(.*?r\d+)c\d+|(.*!)[A-Z]+(\d+)")  # t1r2c3, Sheet1!B7


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the build, and what it did in the words of each language."""

    name: str
    words: Mapping[str, str]


def reader_version(atlas: Atlas, source: str) -> str | None:
    """The version of the reader that read a document; None in an atlas that is older than this is kept."""
    return atlas.meta.get(f"reader_version {source}") or atlas.meta.get("reader_version")


def built(atlas: Atlas) -> str:
    """When the file of the atlas was written (UTC)."""
    return datetime.fromtimestamp(atlas.path.stat().st_mtime, UTC).isoformat(timespec="seconds")


def steps(atlas: Atlas, record: Record, cluster: str | None, document: Document) -> tuple[Step, ...]:
    """From the bytes of a document to the claim in the atlas."""
    judgement = record.judgement
    claim = record.claim
    name = claim.name if isinstance(claim, ClusterClaim) else claim.cluster
    values = {
        "reader": reader_version(atlas, record.source) or "?",
        "media_type": document.media_type,
        "rules": atlas.meta["rules_version"],
        "rule": record.claim.rule or record.claim.kind,
        "judgement": judgement.id if judgement else "",
        "by": judgement.by if judgement else "",
        "name": name or "",
        "cluster": cluster or "",
        "fingerprint": atlas.meta["fingerprint"][:8],
        "version": atlas.meta["jiqun_version"],
        "built": built(atlas),
    }
    judged = "judge_none" if judgement is None else "judge_kept" if record.kept else "judge"
    names = ("read", "extract", judged, "file" if cluster else "file_none", "write")
    return tuple(
        Step(key.partition("_")[0], {lang: _told(key, record, values, lang) for lang in MESSAGES}) for key in names
    )


def _told(name: str, record: Record, values: Mapping[str, object], lang: Lang) -> str:
    verdict = label(f"verdict.{record.judgement.verdict}", lang) if record.judgement else ""
    said = rule_words(record.claim.rule, record.claim.kind, lang)
    return label(f"step.{name}", lang).format(**values, verdict=verdict, said=said)


def place_of(document: Document, start: int, end: int) -> tuple[str | None, tuple[str, ...]]:
    """Where a span stands in its file (page, paragraph, cell; None when the reader does not say), and its table row.

    The row is empty for a span outside tables.
    """
    block = next((b for b in document.blocks if b.start <= start and end <= b.end), None)
    if block is None:
        return None, ()
    if block.kind != "cell" or (row := _row_of(block.anchor)) is None:
        return block.anchor, ()
    cells = (b for b in document.blocks if b.kind == "cell" and _row_of(b.anchor) == row)
    return block.anchor, tuple(document.text[b.start : b.end] for b in cells)


def _row_of(anchor: str | None) -> str | None:
    match = _ROW.fullmatch(anchor or "")
    return None if match is None else match[1] or f"{match[2]}{match[3]}"
