"""The self-checks of a build: what the texts say against themselves, taken over where nothing they need changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from jiqun.errors import JiqunError
from jiqun.findings.finding import Finding
from jiqun.ledger.atlas_file import AtlasFile
from jiqun.model import Claim, Figure, Record, Source
from jiqun.resolve import ClusterNames
from jiqun.version import digest_of


def self_checks(
    atlas: Path | None,
    sources: Sequence[Source],
    claims: Mapping[str, Sequence[Claim]],
    records: Sequence[Record],
    names: ClusterNames,
) -> tuple[list[Finding], dict[str, str]]:
    """The findings of all documents and those across them, and what they came from, to be kept in the atlas.

    ``atlas`` is the file of the build before; None, or a missing one, makes every document be checked anew.
    """
    from jiqun.findings import findings_across, findings_of

    inputs = {source.id: _inputs(source, claims[source.id], names) for source in sources}
    known, earlier = _earlier(atlas)
    found: list[Finding] = []
    for source in sources:
        if known.get(source.id) == inputs[source.id]:
            found += earlier.get(source.id, [])
        else:
            found += findings_of(source, claims[source.id], names.id_of)
    return found + findings_across(sources, records), inputs


def _inputs(source: Source, claims: Sequence[Claim], names: ClusterNames) -> str:
    """A checksum of all that the findings of one document depend on."""
    filed = sorted({(claim.cluster, names.id_of(claim.cluster)) for claim in claims if claim.cluster})
    parts = (
        digest_of("findings", "extract", "vocab"),
        source.document.sha256,
        hashlib.sha256(source.document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        source.document.date,
        source.origin.published,
        filed,
        [repr(claim) for claim in claims if isinstance(claim, Figure)],
        [(claim.start, claim.cluster) for claim in claims],
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _earlier(atlas: Path | None) -> tuple[dict[str, str], dict[str, list[Finding]]]:
    """What the build before it found in each document alone, and from what; nothing when there is none to read."""
    if atlas is None or not atlas.is_file():
        return {}, {}
    try:
        file = AtlasFile(atlas)
    except JiqunError:  # damaged or newer: everything is checked anew
        return {}, {}
    try:
        found: dict[str, list[Finding]] = {}
        for finding in file.findings():
            sources = {span.source for span in finding.spans}
            if len(sources) == 1:
                found.setdefault(sources.pop(), []).append(finding)
        return file.finding_inputs(), found
    except JiqunError:  # older: it has none
        return {}, {}
    finally:
        file.close()
