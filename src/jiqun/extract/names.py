"""Names that are no organisations: policies, events, and the cities and provinces of a section."""

from __future__ import annotations

import re

from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.model import Entity, Mention
from jiqun.vocab.places import find_places

_POLICY = re.compile(
    r"《([^《》]{4,60}?(?:规划|意见|计划|方案|通知|纲要|办法|条例|措施|政策|细则|行动|指南|目录|决定|规定|若干政策)(?:[(][^)]{1,20}[)])?)》"
)
_QUOTED_POLICY = re.compile(r"“([^“”]{2,14}(?:新政|政策)[^“”]{0,8}|[^“”]{2,12}计划)”(?!专家)")
_EVENT = re.compile(r"[一-龥A-Z]{2,20}?(?:博览会|高交会|交易会|展览会|峰会|论坛|大赛|年会|光博会|进博会|广交会|智博会)")
_EVENT_LEFT = re.compile(
    r".*(?:举办了?|承办了?|主办了?|参加了?|组织了?|打造品牌产业大会|依托|以及|和|与|及|如|在|通过|召开了?|相关|行业大会|成功|届|:)"
)
_GENERIC_EVENT = re.compile(
    r"^(?:各类|行业|国际|专业|高端|大型|展览或|学术|产业|系列|主题|高峰|相关|等|场|次|的|多场|一系列|品牌)*(?:博览会|展览会|论坛|峰会|大赛|年会)$"
)


def other_names(reading: Reading, section: Section) -> list[Entity]:
    """Policies (《titles》 and quoted programmes), events, and places of a section, each with its mentions."""
    view = reading.view
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for pattern in (_POLICY, _QUOTED_POLICY):
        for match in pattern.finditer(view, section.start, section.end):
            found.setdefault(("policy", match[1]), []).append(match.span(1))
    for match in _EVENT.finditer(view, section.start, section.end):
        left = _EVENT_LEFT.match(match.group())
        low = match.start() + (left.end() if left else 0)
        name = view[low : match.end()]
        if len(name) >= 3 and not _GENERIC_EVENT.match(name):
            found.setdefault(("event", name), []).append((low, match.end()))
    for start, end, place in find_places(view[section.start : section.end]):
        found.setdefault(("place", place.short), []).append((section.start + start, section.start + end))
    return [_entity(reading, section, kind, spans) for (kind, _), spans in found.items()]


def _entity(reading: Reading, section: Section, kind: str, spans: list[tuple[int, int]]) -> Entity:
    start, end = spans[0]
    return Entity(
        quote=reading.text[start:end],
        start=start,
        end=end,
        rule=f"name.{kind}",
        cluster=section.cluster,
        type=kind,
        name=reading.text[start:end],
        mentions=tuple(Mention(*span) for span in spans),
    )
