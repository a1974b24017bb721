"""Every operation of the interface in one table: address, function, answer, and an example of its parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jiqun.web.api import deciding, listing, schemas
from jiqun.web.api.schemas import Schema, array, listed, ref, whole


@dataclass(frozen=True, slots=True)
class Operation:
    """One address under /api. ``example`` are parameters that make sense in any atlas, for the samples of the page."""

    path: str
    answer: Callable[..., dict[str, Any]]
    tag: str
    schema: Schema
    example: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The name of its function."""
        return self.answer.__name__

    @property
    def summary(self) -> str:
        """Its description, from the function that answers."""
        return " ".join((self.answer.__doc__ or "").split())


_ANY: Schema = {"type": "object"}
_WORDS: Schema = {"type": ["string", "null"]}

OPERATIONS = (
    Operation("/", listing.about, "atlas", schemas.about_schema()),
    Operation("/clusters", listing.clusters, "clusters", listed(ref("Cluster")), {"q": "集群"}),
    Operation("/clusters/{ref}", listing.cluster, "clusters", schemas.cluster_schema()),
    Operation(
        "/figures", listing.figures, "claims", listed(ref("Figure")),
        {"indicator": "gross_output_value", "period": "2018", "status": "actual"},
    ),
    Operation("/claims", listing.claims, "claims", listed(ref("Claim")), {"kind": "standing", "limit": "10"}),
    Operation("/claims/{id}", listing.claim, "claims", schemas.claim_schema()),
    Operation("/claims/{id}/explain", deciding.explain, "claims", _ANY),
    Operation("/entities", listing.entities, "claims", listed(ref("Entity")), {"type": "platform"}),
    Operation("/relations", listing.relations, "claims", listed(ref("Relation")), {"relation": "member_of"}),
    Operation(
        "/practices", listing.practices, "claims",
        listed({"allOf": [ref("Practice"), whole(dict.fromkeys(("category_zh", "category_en"), _WORDS))]}),
        {"category": "government_mechanism"},
    ),
    Operation(
        "/organisations", listing.organisations, "organisations", listed(ref("Organisation")), {"type": "company"}
    ),
    Operation(
        "/organisations/{id}", listing.organisation, "organisations",
        {"allOf": [ref("Organisation"), whole({"claims": array(ref("Claim"))})]},
    ),
    Operation("/documents", listing.documents, "documents", listed(ref("Source"))),
    Operation("/documents/{id}", listing.document, "documents", schemas.document_schema()),
    Operation("/indicators", listing.indicators, "atlas", listed(ref("Indicator"))),
    Operation(
        "/board", listing.board, "atlas",
        whole({"items": array(ref("BoardItem")), "cells": array(ref("BoardCell"))}),
    ),
    Operation(
        "/search", listing.search, "atlas",
        {"allOf": [whole({"query": {"type": "string"}}), listed(ref("Hit"))]}, {"q": "产业集群"},
    ),
    Operation("/compare", deciding.compare, "comparing", _ANY, {"indicator": "gross_output_value"}),
    Operation(
        "/compare/verdict", deciding.verdict, "comparing",
        whole({"a": ref("Figure"), "b": ref("Figure"), "verdict": ref("Verdict")}),
        {"a": "f-0123456789", "b": "f-9876543210"},
    ),
    Operation("/measurability", deciding.measurability, "comparing", _ANY),
    Operation("/findings", deciding.findings, "comparing", listed(ref("Finding")), {"verdict": "disagrees"}),
    Operation("/changes", deciding.changes, "atlas", _ANY, {"since": "2026-03"}),
)  # fmt: skip
