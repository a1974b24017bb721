"""Which cluster and field each part of a document is about, from its outline."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from jiqun.extract.reading import Reading
from jiqun.model import Block, ClusterClaim
from jiqun.vocab.places import find_place

_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十百零\d]+[章节篇部分]|[一二三四五六七八九十]+|\d+(?:\.\d+)*|[(][^)]{1,4}[)])[、..)\s]*"
)
_NAME = re.compile(r"[^,。;:!?、《》\s]{2,30}?集群(?!式|化|内|发展|建设|的|各|企|培育)")
_IN_TITLE = re.compile(_NAME.pattern.replace("发展", "发展(?!报告|概况|现状|情况|年报|白皮书)"))
_TITLED = re.compile(r".{2,30}集群")
_GENERIC = re.compile(
    r"(?:典型|代表性|先进|重点|特色|优势|主要|十大|各类|相关|国家级|先进产业|先进制造业|战略性新兴产业)(?:产业|制造业)?集群$"
)
_ACTION = re.compile(r"关于|推动|推进|加快|培育|打造|建设|促进|支持|发展|构建|壮大|集聚|世界级|千亿|百亿|万亿|“")
_FIELD_TAIL = re.compile(r"(?:领域|产业|行业)?(?:的)?(?:典型|代表性|重点|优势|特色)?(?:产业)?集群$|领域$")
_COUNTRY = re.compile(r"^(?:中国|我国|全国|全球|世界|国家)")


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks under one cluster (None: about no cluster in particular)."""

    start: int
    end: int
    cluster: str | None
    field: str | None
    place: str | None
    heading: Block | None
    blocks: tuple[Block, ...]


def sections(reading: Reading) -> tuple[list[Section], list[ClusterClaim]]:
    """Cut the document at the headings that name clusters; without such headings the title or the text names one."""
    blocks = [block for block in reading.document.blocks if block.excluded is None]
    found: list[Section] = []
    claims: list[ClusterClaim] = []
    trail: list[Block] = []
    current: tuple[ClusterClaim | None, Block | None] = (None, None)
    run: list[Block] = []

    def close() -> None:
        if run:
            claim, heading = current
            name, field, place = (claim.name, claim.field, claim.place) if claim else (None, None, None)
            found.append(Section(run[0].start, run[-1].end, name, field, place, heading, tuple(run)))

    for block in blocks:
        if block.kind == "heading":
            trail = [*(head for head in trail if head.level < block.level), block]
            claim = _cluster_in_heading(reading, block, trail[:-1])
            claim_open = current[1]
            if claim or (claim_open is not None and block.level <= claim_open.level):
                close()
                run, current = [], (claim, block if claim else None)
                if claim:
                    claims.append(claim)
        run.append(block)
    close()
    if not claims:
        sole = _sole_cluster(reading, blocks)
        if sole:
            claims = [sole]
            found = [Section(s.start, s.end, sole.name, None, sole.place, None, s.blocks) for s in found]
    return found, _distinct(claims)


def _distinct(claims: list[ClusterClaim]) -> list[ClusterClaim]:
    """One claim for each name: the first place where it stands."""
    first: dict[str, ClusterClaim] = {}
    for claim in claims:
        first.setdefault(claim.name, claim)
    return list(first.values())


def _cluster_in_heading(reading: Reading, block: Block, above: list[Block]) -> ClusterClaim | None:
    view = reading.view[block.start : block.end]
    number = _NUMBER.match(view)
    offset = number.end() if number else 0
    match = _TITLED.match(view[offset:])
    if not match or _GENERIC.search(match.group()) or _COUNTRY.match(match.group()):
        return None
    if view[offset + match.end() :] not in ("", "概况", "简介", "发展概况", "发展现状", "现状", "档案"):
        return None
    place = find_place(match.group())
    if place is None and len(match.group()) < 6:
        return None
    start, end = block.start + offset, block.start + offset + match.end()
    name = reading.text[start:end]
    return ClusterClaim(
        quote=name,
        start=start,
        end=end,
        rule="cluster.heading",
        cluster=name,
        name=name,
        field=_field(reading, above),
        place=_as_written(name, reading.view[start:end], place.short if place else None),
    )


def _as_written(name: str, view: str, short: str | None) -> str | None:
    """The place in the script of the document."""
    if short is None:
        return None
    at = view.find(short)
    return name[at : at + len(short)] if at >= 0 else short


def _field(reading: Reading, above: list[Block]) -> str | None:
    """The field: the heading over the cluster's, without its number and 领域典型集群."""
    if not above or above[-1].level == 0:
        return None
    start, end = above[-1].start, above[-1].end
    view = reading.view[start:end]
    number = _NUMBER.match(view)
    begin = number.end() if number else 0
    tail = _FIELD_TAIL.search(view, begin)
    stop = tail.start() if tail else len(view)
    name = reading.text[start + begin : start + stop].strip()
    return name or None


def _sole_cluster(reading: Reading, blocks: list[Block]) -> ClusterClaim | None:
    """The one cluster a document without cluster headings is about: named in its title, or most often in its text."""
    titles = ("title", "heading")
    places: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for block in sorted(blocks, key=lambda b: b.kind not in titles):
        if reading.view.find("集群", block.start, block.end) < 0:
            continue
        for match in (_IN_TITLE if block.kind in titles else _NAME).finditer(reading.view, block.start, block.end):
            name = _trim(match.group()) or (_titled(reading, block, match.group()) if block.kind in titles else None)
            if name is None:
                continue
            start = match.end() - len(name)
            weight = 5 if block.kind in titles else 1
            places[name] += weight
            first.setdefault(name, (start, match.end()))
    if not places:
        return None
    name = max(places, key=lambda key: (places[key], -first[key][0]))
    start, end = first[name]
    place = find_place(name)
    written = reading.text[start:end]
    return ClusterClaim(
        quote=written,
        start=start,
        end=end,
        rule="cluster.named",
        cluster=written,
        name=written,
        place=_as_written(written, name, place.short if place else None),
    )


def _titled(reading: Reading, block: Block, name: str) -> str | None:
    """A name without a known place: the whole title, or in the title and again in the text (北岭电子产业集群)."""
    if not 6 <= len(name) <= 24 or _GENERIC.search(name) or _COUNTRY.match(name) or _ACTION.search(name):
        return None
    whole = reading.view[block.start : block.end].strip() == name
    return name if whole or reading.view.count(name) > 1 else None


def _trim(name: str) -> str | None:
    """A name in running text starts at its place: …推动[洛阳轴承产业集群]."""
    place = find_place(name)
    if place is None:
        return None
    starts = [at for at in (name.find(place.name), name.find(place.short)) if at >= 0]
    trimmed = name[min(starts) :] if starts else name
    return trimmed if 6 <= len(trimmed) <= 24 and not _GENERIC.search(trimmed) else None
