"""What changed between two atlases: claims, members, practices, clusters, board cells and documents, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from jiqun.atlas.atlas import Atlas
from jiqun.atlas.because import Reason
from jiqun.atlas.change import CHANGES, WHAT, Change, Difference, FieldChange
from jiqun.atlas.matching import Side, pairs
from jiqun.judging import statement
from jiqun.model import Cluster, Entity, Excluded, Figure, Judgement, Record, Relation, Source

__all__ = ["CHANGES", "WHAT", "Change", "Difference", "FieldChange", "diff"]


def diff(old: Atlas, new: Atlas) -> Difference:
    """What changed from one atlas to another; nothing when both say the same.

    Offsets, confidence and the names of rules may change without a claim saying anything else: that is no change. A
    claim that a person rejected is not withdrawn but judged anew; one that was rejected before it was ever shown is
    left out, and so are lines of page chrome.
    """
    found = _Comparison(old, new)
    changes = [*found.documents(), *found.clusters(), *found.claims(), *found.board()]
    order = {what: number for number, what in enumerate(WHAT)}
    changes.sort(key=lambda c: (order[c.what], c.place, c.name, c.id, c.change))
    return Difference(_about(old), _about(new), tuple(changes))


def _about(atlas: Atlas) -> dict[str, str]:
    return {"path": str(atlas.path)} | {
        name: atlas.meta[name]
        for name in ("title", "fingerprint", "jiqun_version", "rules_version", "reader_version", "reviewed_only")
        if name in atlas.meta
    }


class _Comparison:
    """Two atlases side by side, with what all the lists of changes need."""

    def __init__(self, old: Atlas, new: Atlas) -> None:
        self.old, self.new = old, new
        self.reason = Reason(old, new)
        self.was = _matched_clusters(old.clusters(), new.clusters())  # id of today → cluster of then
        self.becomes = {was.id: id_ for id_, was in self.was.items()}
        self.now = {cluster.id: cluster for cluster in new.clusters()}
        self.then = {cluster.id: cluster for cluster in old.clusters()}
        self.sources = {s.document.sha256: n for n, s in enumerate([*new.sources(), *old.sources()])}
        self.ranks = {id_: n for n, id_ in enumerate([*self.now, *(c for c in self.then if c not in self.becomes)])}

    def name(self, cluster: str | None, *, then: bool) -> str | None:
        known = self.then if then else self.now
        return known[cluster].name if cluster in known else None

    def rank(self, cluster: str | None, *, then: bool) -> int:
        id_ = self.becomes.get(cluster or "", cluster) if then else cluster
        return self.ranks.get(id_ or "", len(self.ranks))

    def documents(self) -> Iterator[Change]:
        """Documents by their bytes: added, withdrawn, read otherwise, or with another origin."""
        then = {s.document.sha256: s for s in self.old.sources()}
        now = {s.document.sha256: s for s in self.new.sources()}
        for sha256 in sorted({*then, *now}):
            was, source = then.get(sha256), now.get(sha256)
            one = source or was
            assert one is not None
            changed = _differing(_document(was), _document(source)) if was and source else ()
            if was and source and not changed:
                continue
            place = (0, self.sources[sha256], 0)
            change = "added" if was is None else "withdrawn" if source is None else "changed"
            because = self.reason.of_document(sha256)
            yield Change("document", change, one.id, one.document.name, None, one.document.name, place,
                         fields=changed, because=because)  # fmt: skip

    def clusters(self) -> Iterator[Change]:
        """Clusters by their ids, else by a name that they share."""
        for id_, cluster in self.now.items():
            was = self.was.get(id_)
            place = (self.rank(id_, then=False), 0, 0)
            because = self.reason.of_names()
            if was is None:
                yield Change("cluster", "added", id_, cluster.name, cluster.name, place=place, because=because)
            elif changed := _differing(asdict(was), asdict(cluster)):
                yield Change("cluster", "changed", id_, cluster.name, cluster.name, None, place, fields=changed,
                             because=because)  # fmt: skip
        for id_, cluster in self.then.items():
            if id_ not in self.becomes:
                place = (self.rank(id_, then=True), 0, 0)
                because = self.reason.of_names()
                yield Change("cluster", "withdrawn", id_, cluster.name, cluster.name, place=place, because=because)

    def claims(self) -> Iterator[Change]:
        """Claims, those of members apart from other relations."""
        members = {id_ for atlas in (self.old, self.new) for id_ in _member_ids(atlas)}
        stated = _stated(self.old), _stated(self.new)
        for was, record in pairs(_side(self.old), _side(self.new)):
            one = record or was
            assert one is not None
            if isinstance(one.claim, Excluded):
                continue
            what = "member" if {r.id for r in (was, record) if r} & members else _what(one)
            change = self._claim(what, was, record)
            if change is not None:
                other = stated[0 if was is None else 1] if None in (was, record) else frozenset()
                yield replace(change, again=_said(one) in other)

    def _claim(self, what: str, was: Record | None, record: Record | None) -> Change | None:
        one, then = (record, False) if record is not None else (was, True)
        assert one is not None
        source = (self.old if then else self.new).source(one.source)
        cluster = self.name(one.cluster, then=then)
        place = (self.rank(one.cluster, then=then), self.sources[source.document.sha256], one.claim.start)
        if was is None or record is None:
            if _rejected(one):
                return None
            how = "added" if was is None else "withdrawn"
            changed: tuple[FieldChange, ...] = ()
        else:
            judged = _judged_otherwise(was, record)
            changed = (*judged, *self._statements(was, record))
            if not changed or (not judged and _rejected(record)):
                return None
            how = "rejudged" if judged else "changed"
        because = self.reason.of_claim(source.document.sha256, was, record, judged=how == "rejudged")
        name = _name(one)
        return Change(what, how, one.id, name, cluster, source.document.name, place, was, record, changed, because)

    def _statements(self, was: Record, record: Record) -> tuple[FieldChange, ...]:
        found = _differing(_says(was), _says(record))
        filed = self.becomes.get(was.cluster or "", was.cluster)
        if filed == record.cluster:
            return found
        return (
            *found,
            FieldChange("cluster", self.name(was.cluster, then=True), self.name(record.cluster, then=False)),
        )

    def board(self) -> Iterator[Change]:
        """Cells of the board; of a cluster or an item that is new or gone, those that show anything."""
        then, now = _cells(self.old, self.becomes), _cells(self.new, {})
        items = {i.id: (n, i.zh) for n, i in enumerate([*self.new.board()[0], *self.old.board()[0]])}
        for item, cluster in sorted({*then, *now}):
            was, cell = then.get((item, cluster)), now.get((item, cluster))
            shown = {(c or {"state": "not_stated"})["state"] for c in (was, cell)}
            changed = _differing(was or {}, cell or {})
            if not changed or (None in (was, cell) and shown == {"not_stated"}):
                continue
            change = "added" if was is None else "withdrawn" if cell is None else "changed"
            name = self.name(cluster, then=False) or self.name(cluster, then=True)
            place = (self.rank(cluster, then=False), items[item][0], 0)
            yield Change("board", change, f"{item} {cluster}", items[item][1], name, place=place, fields=changed,
                         because=self.reason.of_board())  # fmt: skip


def _matched_clusters(old: Sequence[Cluster], new: Sequence[Cluster]) -> dict[str, Cluster]:
    then = {cluster.id: cluster for cluster in old}
    found = {cluster.id: then.pop(cluster.id) for cluster in new if cluster.id in then}
    for cluster in new:
        names = {cluster.name, *cluster.names}
        like = next((c for c in then.values() if names & {c.name, *c.names}), None)
        if cluster.id not in found and like is not None:
            found[cluster.id] = then.pop(like.id)
    return found


def _document(source: Source) -> dict[str, Any]:
    document = source.document
    told = {name: getattr(document, name) for name in ("name", "title", "date", "media_type", "encoding", "text")}
    return told | {f.name: value for f in fields(source.origin) if (value := getattr(source.origin, f.name)) is not None
                   and f.name != "title"} | {"origin_title": source.origin.title}  # fmt: skip


def _differing(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return tuple(FieldChange(name, *_shown(name, was.get(name), now.get(name))) for name in names)


def _shown(name: str, was: Any, now: Any) -> tuple[Any, Any]:
    """Two values as JSON; of a text that was read otherwise how long it is, for its words are in the atlases."""
    if name == "text":
        return f"{len(was or '')} characters", f"{len(now or '')} characters"
    return _json(was), _json(now)


def _json(value: Any) -> Any:
    return [_json(part) for part in value] if isinstance(value, (list, tuple)) else value


def _member_ids(atlas: Atlas) -> set[str]:
    return {record.id for cluster in atlas.clusters() for record in atlas.members(cluster.id)}


def _side(atlas: Atlas) -> Side:
    sources = atlas.sources()
    return Side(
        atlas.records(rejected=True),
        {source.id: source.document.sha256 for source in sources},
        {source.document.sha256: source.document.text for source in sources},
    )


def _what(record: Record) -> str:
    return "cluster_claim" if record.claim.kind == "cluster" else record.claim.kind


def _rejected(record: Record) -> bool:
    return record.judgement is not None and record.judgement.verdict == "reject"


def _said(record: Record) -> tuple[Any, ...]:
    """What a claim says, whichever sentence says it."""
    return (record.claim.kind, record.cluster, repr(statement(record.claim)))


def _stated(atlas: Atlas) -> frozenset[tuple[Any, ...]]:
    return frozenset(_said(record) for record in atlas.records())


def _says(record: Record) -> dict[str, Any]:
    """The fields that a change is told of: what is claimed, its quote, and of a figure where it is listed."""
    claim = record.claim
    found = statement(claim) | {"quote": claim.quote}
    if isinstance(claim, Figure):
        found |= {"tier": claim.tier, "period_context": claim.period_context}
    return found


def _judged_otherwise(was: Record, record: Record) -> tuple[FieldChange, ...]:
    """What two records differ in by judgement; a judgement is known by what it says, not by its number."""
    then, now = _signed(was.judgement), _signed(record.judgement)
    return () if then == now else _differing(then, now)


def _signed(judgement: Judgement | None) -> dict[str, Any]:
    if judgement is None:
        return {}
    told = {"verdict": judgement.verdict, "by": judgement.by, "when": judgement.when, "why": judgement.why}
    return {name: value for name, value in told.items() if value is not None}


def _name(record: Record) -> str:
    claim = record.claim
    if isinstance(claim, Figure):
        return f"{claim.subject or ''} {claim.indicator or ''} {claim.value_text}".strip()
    if isinstance(claim, Relation):
        return f"{claim.head} {claim.relation} {claim.tail}"
    if isinstance(claim, Entity):
        return claim.name
    named = (getattr(claim, name, None) for name in ("heading", "segment", "name"))
    return next((str(name) for name in named if name), claim.quote)


def _cells(atlas: Atlas, becomes: Mapping[str, str]) -> dict[tuple[str, str], dict[str, Any]]:
    """The board's cells by item and (today's id of the) cluster, as what a reader sees of them."""
    return {
        (item, becomes.get(cluster, cluster)): {"state": cell.state, "passages": [p.quote for p in cell.passages]}
        for (item, cluster), cell in atlas.board()[1].items()
    }
