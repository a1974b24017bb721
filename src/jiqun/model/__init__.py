"""The values that flow between the rooms: documents, blocks, claims, and what an atlas shows of them.

Offsets are Unicode code points into a document's canonical text; ``text[start:end] == quote`` for every span.
"""

from __future__ import annotations

from jiqun.model.atlas import (
    BoardCell,
    BoardItem,
    Cluster,
    Hit,
    Passage,
    Record,
    Source,
)
from jiqun.model.claims import (
    CLAIM_KINDS,
    Claim,
    ClusterClaim,
    Entity,
    Excluded,
    Facet,
    Figure,
    Mention,
    Practice,
    Relation,
    Segment,
    Standing,
    claim_from_dict,
)
from jiqun.model.documents import (
    Block,
    Document,
    Origin,
)
from jiqun.model.identity import (
    claim_id,
)
from jiqun.model.judgements import (
    Anchor,
    Judgement,
    judgement_from_dict,
)

__all__ = [
    "CLAIM_KINDS",
    "Anchor",
    "Block",
    "BoardCell",
    "BoardItem",
    "Claim",
    "Cluster",
    "ClusterClaim",
    "Document",
    "Entity",
    "Excluded",
    "Facet",
    "Figure",
    "Hit",
    "Judgement",
    "Mention",
    "Origin",
    "Passage",
    "Practice",
    "Record",
    "Relation",
    "Segment",
    "Source",
    "Standing",
    "claim_from_dict",
    "claim_id",
    "judgement_from_dict",
]
