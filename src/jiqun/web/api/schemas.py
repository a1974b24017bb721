"""JSON Schemas of the answers, made of the data model itself, so that they cannot say anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jiqun.compare.verdict import Need
from jiqun.model import CLAIM_KINDS, BoardCell, BoardItem, Cluster, Excluded, Hit, Origin, Passage
from jiqun.resolve.listing import OrganisationRow
from jiqun.vocab.indicators import Indicator
from jiqun.words import LANGUAGES

Schema = dict[str, Any]
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"}, bool: {"type": "boolean"}, int: {"type": "integer"}, float: {"type": "number"},
    NoneType: {"type": "null"}, Any: {},
}  # fmt: skip


def schema_of(kind: Any) -> Schema:
    """The schema of a type as it is written to JSON.

    >>> schema_of(tuple[str, ...] | None)
    {'anyOf': [{'type': 'array', 'items': {'type': 'string'}}, {'type': 'null'}]}
    """
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(part) for part in inside]}
    if origin in (tuple, list, Sequence):
        return {"type": "array", "items": schema_of(inside[0])}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": schema_of(inside[1])}
    if is_dataclass(kind) and isinstance(kind, type):
        return _of_dataclass(kind)
    return {}


def _of_dataclass(kind: type) -> Schema:
    hints = get_type_hints(kind)
    return whole({field.name: schema_of(hints[field.name]) for field in fields(kind)}, what=_first_line(kind))


def _first_line(kind: type) -> str:
    return (kind.__doc__ or "").strip().split("\n", 1)[0]


def whole(properties: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None, what: str = "") -> Schema:
    """An object with these properties, all of them there but the optional ones."""
    made: Schema = {"type": "object", "required": list(properties), "properties": {**properties, **(optional or {})}}
    return {"description": what, **made} if what else made


def listed(item: Schema) -> Schema:
    """One page of a list."""
    number = {"type": "integer", "minimum": 0}
    following = {"type": ["string", "null"], "description": "The address of the next page, or null after the last."}
    return whole(
        {"total": number, "limit": number, "offset": number, "next": following,
         "items": {"type": "array", "items": item}}
    )  # fmt: skip


def array(item: Schema) -> Schema:
    """A list of something."""
    return {"type": "array", "items": item}


def ref(name: str) -> Schema:
    """A reference to one of `components`."""
    return {"$ref": f"#/components/schemas/{name}"}


def _claim(kind: type) -> Schema:
    made = _of_dataclass(kind)
    made["properties"]["kind"] = {"const": kind.kind}  # type: ignore[attr-defined]
    made["required"] = ["kind", *(name for name in made["required"] if name != "corrected")]
    return made


def _record(claim: Schema) -> Schema:
    judged = whole({
        "id": _PLAIN[int], "verdict": _PLAIN[str], "by": _PLAIN[str], "when": _PLAIN[str],
        "why": {"type": ["string", "null"]},
    })  # fmt: skip
    place = {"id": _PLAIN[str], "source": _PLAIN[str], "cluster_id": {"type": ["string", "null"]}}
    return {"allOf": [whole(place, {"judgement": judged, "original": {"type": "object"}}), claim]}


_texts = whole({lang: {"type": "string"} for lang in LANGUAGES})
_source = {
    "id": _PLAIN[str], "origin": schema_of(Origin), "sha256": _PLAIN[str], "name": _PLAIN[str],
    "title": {"type": ["string", "null"]}, "date": {"type": ["string", "null"]}, "media_type": _PLAIN[str],
    "encoding": _PLAIN[str], "characters": _PLAIN[int],
}  # fmt: skip
_strings = {"type": "array", "items": {"type": "string"}}
_objects = {"type": "array", "items": {"type": "object"}}


@cache
def components() -> dict[str, Schema]:
    """The schemas that operations refer to."""
    claims = {kind.__name__: _record(_claim(kind)) for kind in CLAIM_KINDS.values()}
    cluster = schema_of(Cluster)
    return {
        "Error": whole({"error": whole({"code": _PLAIN[str], "message": _PLAIN[str]})}, what="Every error."),
        **claims,
        "Claim": {"anyOf": [ref(name) for name in claims]},
        "StatedClaim": {"anyOf": [ref(name) for name in claims if name != Excluded.__name__]},
        "Cluster": {**cluster, "required": [*cluster["required"], "headlines"],
                    "properties": {**cluster["properties"], "headlines": _strings}},
        "Source": whole(_source),
        "BoardItem": schema_of(BoardItem),
        "BoardCell": schema_of(BoardCell),
        "Hit": schema_of(Hit),
        "Indicator": {**(made := schema_of(Indicator)), "properties": {**made["properties"], "figures": _PLAIN[int]}},
        "Organisation": schema_of(OrganisationRow),
        "Finding": whole({
            "id": _PLAIN[str], "kind": _PLAIN[str], "verdict": _PLAIN[str], "reason": _PLAIN[str],
            "cluster": {"type": ["string", "null"]}, "values": {"type": "object"}, "spans": _objects, "message": _texts,
        }),
        "Verdict": whole({
            "status": {"enum": ["comparable", "reservation", "refused"]}, "order": {"type": ["string", "null"]},
            "reasons": _objects, "cure": {"type": ["object", "null"]},
            "needs": array(whole({f.name: {} for f in fields(Need) if f.name != "found_in"})),
            "rules": _PLAIN[str],
        }),
        "Passage": schema_of(Passage),
    }  # fmt: skip


def about_schema() -> Schema:
    """The answer of the root."""
    return whole({
        "title": _PLAIN[str], "is_digest": _PLAIN[bool],
        "summary": {"type": "object", "additionalProperties": _PLAIN[int]},
        "meta": {"type": "object", "additionalProperties": _PLAIN[str]},
    })  # fmt: skip


def claim_schema() -> Schema:
    """One claim with its document and what is known of it."""
    more = {"document": ref("Source"), "judgements": _objects, "origin_stated": _PLAIN[bool],
            "stale": {"type": ["object", "null"]}, "chains": _objects}  # fmt: skip
    return {"allOf": [whole(more), ref("Claim")]}


def cluster_schema() -> Schema:
    """One cluster with its claims."""
    more = {"claims": array(ref("Claim")), "board": array(ref("BoardCell"))}
    return {"allOf": [ref("Cluster"), whole(more)]}


def document_schema() -> Schema:
    """One document with its text."""
    more = {"text": _PLAIN[str], "blocks": _objects, "claims": array(ref("Claim")),
            "chains": _objects, "stale": _objects}  # fmt: skip
    return {"allOf": [ref("Source"), whole(more)]}
