"""Search that is blind to script, width and case: overlapping pairs of characters, verified against the text."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from jiqun.ledger.atlas_file import AtlasFile, passage
from jiqun.model import Cluster, Entity, Hit, Mention, Passage
from jiqun.vocab.fold import fold

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas


def characters(text: str) -> list[tuple[str, int]]:
    """The characters that count in a search, folded, with their offsets; points and percent signs stay in numbers.

    >>> characters("《5G》 3.2%")
    [('5', 1), ('g', 2), ('3', 5), ('.', 6), ('2', 7), ('%', 8)]
    """
    return [
        (part, offset)
        for offset, char in enumerate(fold(text))
        for part in char.casefold()
        if part.isalnum() or part in ".%"
    ]


def pairs(word: str) -> str:
    """The overlapping pairs of a word, separated by blanks.

    >>> pairs("产业集")
    '产业 业集'
    """
    return " ".join(a + b for a, b in pairwise(word))


def words(query: str) -> list[str]:
    """The words of a query, folded, without punctuation.

    >>> words("產業 《規劃》")
    ['产业', '规划']
    """
    folded = ("".join(char for char, _ in characters(part)) for part in query.split())
    return [word for word in folded if any(char.isalnum() for char in word)]


def search(atlas: Atlas, file: AtlasFile, query: str, limit: int) -> list[Hit]:
    """Clusters and organisations with the query in their name, then passages with all its words."""
    wanted = words(query)
    if not wanted or limit < 1:
        return []
    hits: dict[tuple[str, int, int], Hit] = {}
    for hit in (*_named_clusters(atlas, wanted), *_named_organisations(atlas, file, wanted, limit)):
        hits.setdefault((hit.passage.source, hit.passage.start, hit.passage.end), hit)
    for source, start, end, cluster in file.match(_expression(wanted), limit):
        found = passage(atlas.source(source).document.text, source, start, end)
        hits.setdefault((source, start, end), Hit(found, _matches(found, wanted), cluster))
    return list(hits.values())[:limit]


def _expression(wanted: list[str]) -> str:
    """The FTS5 expression: neighbouring pairs in a row are the word itself, so a match is exact."""
    return " AND ".join(f'pairs : "{pairs(word)}"' if len(word) > 1 else f'singles : "{word}"' for word in wanted)


def _matches(found: Passage, wanted: list[str]) -> tuple[Mention, ...]:
    """Where the words stand in the passage, as offsets into the document."""
    places = characters(found.quote)
    view = "".join(char for char, _ in places)
    spans = set()
    for word in wanted:
        at = view.find(word)
        while at >= 0:
            first, last = places[at][1], places[at + len(word) - 1][1]
            spans.add((found.start + first, found.start + last + 1))
            at = view.find(word, at + len(word))
    return tuple(Mention(start, end) for start, end in sorted(spans))


def _named_clusters(atlas: Atlas, wanted: list[str]) -> list[Hit]:
    hits = []
    for cluster, names in _folded(atlas):
        if not any(all(word in name for word in wanted) for name in names):
            continue
        for record in atlas.records(cluster.id, "cluster"):
            found = Passage(record.source, record.claim.start, record.claim.end, record.claim.quote)
            matches = _matches(found, wanted)
            if matches:
                hits.append(Hit(found, matches, cluster.id))
                break
    return hits


@lru_cache(maxsize=2)
def _folded(atlas: Atlas) -> list[tuple[Cluster, list[str]]]:
    """The clusters with their names as a search sees them, folded once for an atlas."""
    return [(cluster, _names(cluster)) for cluster in atlas.clusters()]


def _names(cluster: Cluster) -> list[str]:
    return ["".join(char for char, _ in characters(name)) for name in (cluster.name, *cluster.names)]


def _named_organisations(atlas: Atlas, file: AtlasFile, wanted: list[str], limit: int) -> list[Hit]:
    if len(wanted) != 1 or len(wanted[0]) < 2:  # one character is part of nearly every name
        return []
    hits = []
    for id_, cluster in file.named(wanted[0], limit):
        record = atlas.record(id_)
        claim = record.claim
        if isinstance(claim, Entity):
            found = _around(atlas, record.source, claim.start, claim.end)
            hits.append(Hit(found, _matches(found, wanted), cluster))
    return hits


def _around(atlas: Atlas, source: str, start: int, end: int) -> Passage:
    from jiqun.atlas.passages import sentence_at

    document = atlas.source(source).document
    return passage(document.text, source, *sentence_at(document, start, end))
