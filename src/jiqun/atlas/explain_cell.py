"""From a cell of the board back to its sentences, its documents, the words that count, and the template."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from jiqun.atlas.atlas import Atlas
from jiqun.atlas.passages import sentence_at
from jiqun.atlas.steps import built, place_of, reader_version
from jiqun.atlas.template import Template
from jiqun.errors import NotFoundError
from jiqun.ledger.atlas_file import passage
from jiqun.model import BoardItem, Cluster, Origin, Passage
from jiqun.vocab.fold import fold, key


@dataclass(frozen=True, slots=True)
class Shown:
    """One passage of a cell: its sentence, its document, and the words in it that the template looks for."""

    passage: Passage
    sentence: Passage
    words: tuple[str, ...]
    document: str
    title: str | None
    date: str | None
    sha256: str
    place: str | None
    origin: Origin
    reader_version: str | None


@dataclass(frozen=True, slots=True)
class CellExplanation:
    """The chain behind one cell; ``shown`` is empty where the documents do not name the item."""

    item: BoardItem
    cluster: Cluster
    state: str
    shown: tuple[Shown, ...]
    template: str
    template_version: str
    template_source: str
    rules_version: str
    jiqun_version: str
    fingerprint: str
    built: str

    def to_dict(self) -> dict[str, Any]:
        """The chain as one JSON object."""
        return asdict(self)


def explain_cell(atlas: Atlas, item_ref: str, cluster_ref: str, template: Template | None = None) -> CellExplanation:
    """Walk from a cell (an item by its id, name or part of it, and a cluster) back to its sentences.

    The words that count are told where ``template`` is the one that the board was made with. NotFoundError when there
    is no such item or cluster.
    """
    items, cells = atlas.board()
    item = _item(items, item_ref)
    cluster = atlas.cluster(cluster_ref)
    cell, meta = cells[item.id, cluster.id], atlas.meta
    same = template is not None and (template.id, template.version) == (meta["board"], meta["board_version"])
    return CellExplanation(
        item=item,
        cluster=cluster,
        state=cell.state,
        shown=tuple(_shown(atlas, found, item, template if same else None) for found in cell.passages),
        template=meta["board"],
        template_version=meta["board_version"],
        template_source=meta["board_source"],
        rules_version=meta["rules_version"],
        jiqun_version=meta["jiqun_version"],
        fingerprint=meta["fingerprint"],
        built=built(atlas),
    )


def _item(items: list[BoardItem], ref: str) -> BoardItem:
    wanted = key(ref)
    whole = [i for i in items if ref == i.id or wanted in (key(i.zh), key(i.en))]
    fits = whole or [i for i in items if wanted and (wanted in key(i.zh) or wanted in key(i.en))]
    if len(fits) == 1:
        return fits[0]
    listed = ", ".join(f"{i.id} ({i.zh})" for i in fits or items)
    raise NotFoundError(f"{'several items fit' if fits else 'no such item of the board'}: {ref}: name one of {listed}")


def _shown(atlas: Atlas, found: Passage, item: BoardItem, template: Template | None) -> Shown:
    source = atlas.source(found.source)
    document = source.document
    return Shown(
        passage=found,
        sentence=passage(document.text, source.id, *sentence_at(document, found.start, found.end)),
        words=_words(found, item, template) if template else (),
        document=document.name,
        title=source.origin.title or document.title,
        date=source.origin.published or document.date,
        sha256=document.sha256,
        place=place_of(document, found.start, found.end)[0],
        origin=source.origin,
        reader_version=reader_version(atlas, source.id),
    )


def _words(found: Passage, item: BoardItem, template: Template) -> tuple[str, ...]:
    """The words of the passage that name the item or are evidence of it, as they are written."""
    (of_item,) = [one for one in template.items if one.item.id == item.id]
    patterns = [of_item.named, *(rule.words for rule in of_item.evidence if rule.words is not None)]
    spans = sorted({m.span() for pattern in patterns for m in pattern.finditer(fold(found.quote)) if m.group()})
    return tuple(dict.fromkeys(found.quote[start:end] for start, end in spans))
