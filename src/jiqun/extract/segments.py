"""Segments of a chain where the text gives them a position: 以A、B为核心, C等协同发展, 上游…, “A-B-C”产业链."""

from __future__ import annotations

import re

from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.model import Segment
from jiqun.vocab.guarded import guarded

_CORE = re.compile(
    r"以(?P<core>[^,。;:]{2,60}?)为(?P<word>核心|主体|龙头|主导|重点|支柱|引领)(?:[,、](?P<linked>[^。;:]{2,80}?)(?:等)?(?:多产业|多领域|领域|产业)?(?:联动|协同|竞相|融合|共同|配套)发展)?"
)
_FIELDS = re.compile(
    r"(?:聚焦|围绕|涵盖|形成了?)(?P<field>[^,。;:]{4,80}?)(?:等)?[一二三四五六七八九十\d]+大?(?:个)?(?:重点|主攻|核心|主导)?(?:方向|领域|板块|产业)"
)
_STAGES = re.compile(r"“(?P<stages>[^“”。]{2,16}(?:[-—+][^“”。+-]{2,16}){2,})”[^,。;]{0,12}(?:产业链|创新链|链条|全链)")
_UNITED = re.compile(
    r"集(?![群聚成团中])(?P<stages>[^,。;:“”]{5,80}?)(?:为|于)一体的[^,。;]{0,14}?(?:产业链|产业体系|产业集群|链条|产业格局)"
)
_STREAM = guarded(
    r"(?:产业链)?(?P<word>上游|中游|下游)(?:的|以|为|包括|主要(?:是|为|包括)|有|环节(?:的|包括)?)(?P<list>[^,。;]{2,60})"
)
_POSITION = {"上游": "upstream", "中游": "midstream", "下游": "downstream"}
_RESEARCH = re.compile(r"创新|孵化|全链")
_MORE = re.compile(r"等(?!离子)")
_NO_SEGMENT = re.compile(
    r"企业|市场|规模|需求|理念|领导|书记|市长|目标|组长|单位|例$|牵引|政府|人才|创新$|集群|[园区城市县镇]$|[上中下]游"
)


def of_research(view: str, segment: Segment) -> bool:
    """Whether the stages are those of research (“基础研究-技术创新”创新链) or a slogan, and no industry."""
    quoted = segment.position == "stage" and view[segment.start] == "“"
    return quoted and _RESEARCH.search(view, segment.start, segment.end) is not None


def segments(reading: Reading, section: Section) -> list[Segment]:
    """The segments that a section's text puts somewhere in the chain; what only knowledge suggests is left out."""
    found: list[Segment] = []
    for pattern in (_CORE, _FIELDS, _STAGES, _UNITED, _STREAM):
        for match in pattern.finditer(reading.view, section.start, section.end):
            quote_start, quote_end = match.span()
            for group, position in _groups(match):
                for start, end in _items(reading.view, *match.span(group), by="-—+" if pattern is _STAGES else "、"):
                    if not _NO_SEGMENT.search(reading.view[start:end]):
                        found.append(
                            Segment(
                                quote=reading.text[quote_start:quote_end],
                                start=quote_start,
                                end=quote_end,
                                rule=f"segment.{group}",
                                cluster=section.cluster,
                                segment=reading.text[start:end],
                                position=position,
                            )
                        )
    return _distinct(found)


def _groups(match: re.Match[str]) -> list[tuple[str, str]]:
    groups = match.groupdict()
    if "stages" in groups:
        return [("stages", "stage")]
    if "list" in groups:
        return [("list", _POSITION[match["word"]])]
    if "field" in groups:
        return [("field", "core")]
    found = [("core", _POSITION.get(groups.get("word") or "", "core"))]
    return [*found, ("linked", "linked")] if groups.get("linked") else found


def _items(view: str, start: int, end: int, by: str) -> list[tuple[int, int]]:
    """The items of a list, split at its marks and at a last 和; words about what they do are cut."""
    found: list[tuple[int, int]] = []
    for match in re.compile(rf"[^{re.escape(by)}]+").finditer(view, start, end):
        low, high = match.span()
        joint = max(view.rfind(word, low + 2, high - 2) for word in "和及") if high == end and by == "、" else -1
        for a, b in [(low, joint), (joint + 1, high)] if joint > 0 else [(low, high)]:
            more = _MORE.search(view, a, b)
            b = more.start() if more else b
            if view[a : a + 1] == "," or b - a < 2 or b - a > 16:
                continue
            found.append((a, b))
    return found


def _distinct(found: list[Segment]) -> list[Segment]:
    first: dict[tuple[str, str], Segment] = {}
    for segment in found:
        first.setdefault((segment.segment, segment.position), segment)
    return list(first.values())
