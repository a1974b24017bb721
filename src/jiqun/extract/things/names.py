"""Policies (《titles》 and quoted programmes), events, projects, rankings, awards, infrastructure, and places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from jiqun.extract.edges import left_edge
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.things.words import named, named_pattern, quoted, titled
from jiqun.model import Entity, Mention
from jiqun.vocab.organisations import region_pattern
from jiqun.vocab.places import find_places, places_within

Candidate = tuple[int, int, str, str]
"""Start, end, type, and the rule that found it."""

_QUOTED = re.compile(r"“([^“”。]{2,26})”")
_MODEL = re.compile(
    r"(?:、?“[^“”]{2,16}”){0,8}等?(?:的)?(?:[^,。;、:“”《》的]{0,8}?)(?:模式|机制|工作格局|工作法|方式|理念|思路|改革|制度|培养|(?<!产业)体系)"
)
_CAMPAIGN = re.compile(r"(?:专项)?(?:行动|活动)")
_NOT_A_MODEL = re.compile(r"[。!?]|\d{4}年|^[\d.]+$")
_HOLDER = re.compile(r"获得者|得主|获奖者")
_LABELLED = re.compile(r"(?:中小)?企业|称号|荣誉")
_PLACE_EVENT = re.compile(
    r"^(?:中国|中华|世界|全球|国际|亚洲|欧洲|亚太|全国|东盟|第[一二三四五六七八九十百\d]+届|\d{4}|[A-Za-z]{2,}|[一-龥]{1,3}[省市县区])"
)
_HELD = re.compile(
    r".*(?:举办|承办|主办|参加|组织|召开|出席|亮相|参与|依托|通过|开幕的?|举行的?|成功|本届|——|—|品牌产业大会)(?:了)?"
)
_GENERIC_EVENT = re.compile(
    r"^(?:各类|各种|行业|国际|全国|专业|高端|大型|展览或|学术|产业|系列|主题|高峰|专题|相关|国内外|国内|等|场|次|的|多场|一系列|品牌|创新|职工|股东|代表|人民|党|职业技能|技能|技术|企业|成果|现场|动员|总结|表彰|庆祝|成立|发布|揭牌|签约|推进|座谈|招商|研讨|交流)*$"
)
_STATE = re.compile(r"(?:国家(?!级)|中国|全国|中华|[一-龥]{1,3}[省市])")
_TITLE = re.compile(r"(?:国家|全国|中国|省级|市级|部级|首批|第[一二三四五六七八九十\d]+批|[一-龥]{1,3}[省市])")
_RANKED = re.compile(
    r"(?:(?:《?财富》?|福布斯|胡润)?(?:世界|全球|全国|中国|国内|亚洲|我国|全省|[一-龥]{2,3}省)?[一-龥A-Z]{0,8}?(?:综合|竞争力|实力)?)"
    r"(?:前)?(?:[百千]|\d{1,4}|[一二三五]?十|[一二三五]百)$"
)
_RANK_SCOPE = re.compile(r"(?:《?财富》?|福布斯|胡润)?(?:世界|全球|全国|中国|国内|亚洲|我国|[一-龥]{2,3}省)")
_PROJECT_TAIL = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]+期[)]?)?(?!建议书|[库组部单书法\d]|经理|管理|审批|[总个]数|申报|招引|引进)"
)
_PROJECT_LEAD = re.compile(r"(?:启动|实施|加快|开工|投产|新建|续建|签约|竣工|积极|稳步|推进|投资|建设|推动)+(?:了)?")
_NO_PROJECT = re.compile(
    r"[的等多批类各个了和与及]|\d+[个项]|(?:重大|重点|合作|科研|建设|投资|签约|落地|公司|集团|企业|国家级|省级|市级|招商)$|\d强"
)
_AWARDED = re.compile(
    r"(?:获评|获得|荣获|获批|获|评为|评定为|认定为|认定|授予|入选|列为|成为|荣膺|通过|培育)(?:了)?"
    r"(?:\d{4}年度?|首批|第[一二三四五六七八九十\d]+批|国家级|国家|省级|市级|全国|全省|工信部|制造业|省|市|中国|“|(?<=专精特新)”?)*$"
)
_NUMERALS = frozenset("0123456789十百千")
_AWARD_LEAD = re.compile(r".*(?:获评|获得|荣获|获批|评为|评定为|认定为|授予|入选|列为|成为|荣膺|通过)(?:为|了)?")
_AWARDED_LIST = re.compile(r"(?:获评|获得|荣获|获批|评为|认定为|入选|荣膺)[^,。;]{2,60}[、和及]$")
_HINT = re.compile(r"[国省市级批届际界球洲强A-Z“三湾岛角]")
"""Something proper starts before a word (国家, 世界, a region, letters, a quotation mark): no name is without."""
_NUMBERED = re.compile(r"(?:新政|政策|措施)[\d一二三四五六七八九十]+条$")
_REACH = 26


def other_names(reading: Reading, section: Section, organisations: Iterable[Entity]) -> list[Entity]:
    """Policies, programmes, models, events, projects, rankings, awards, infrastructure and places of a section.

    What an organisation's name holds is left to the organisation. Each name carries its mentions.
    """
    spans = [(m.start, m.end) for entity in organisations for m in entity.mentions]
    owners = dict(spans)
    owners.update((-end, start) for start, end in spans)  # by their ends too
    taken = {at for start, end in spans for at in (start, end - 1)}
    places = [
        (start, end, "place", place.short)
        for start, end, place in places_within(reading.view, section.start, section.end)
    ]
    found = [*_in_titles(reading, section), *_in_quotes(reading, section, taken)]
    found += _by_word(reading, section, owners, [start for start, _, _, _ in places])
    return entities(reading, section, [*found, *places])


def entities(reading: Reading, section: Section, found: Iterable[Candidate]) -> list[Entity]:
    """One entity for each name and type, with all the spans found."""
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for one in found:
        start, end, kind, rule = one
        name = rule if kind == "place" else reading.view[start:end]
        groups.setdefault((kind, name), []).append(one)
    return [
        Entity(
            quote=reading.text[spans[0][0] : spans[0][1]],
            start=spans[0][0],
            end=spans[0][1],
            rule=f"name.{kind}" if kind == "place" else spans[0][3],
            cluster=section.cluster,
            type=kind,
            name=reading.text[spans[0][0] : spans[0][1]],
            mentions=tuple(Mention(start, end) for start, end, _, _ in spans),
        )
        for (kind, _), spans in groups.items()
    ]


def _in_titles(reading: Reading, section: Section) -> list[Candidate]:
    return [
        (*match.span(1), "policy", "name.title")
        for match in titled().finditer(reading.view, section.start, section.end)
    ]


def _in_quotes(reading: Reading, section: Section, taken: set[int]) -> list[Candidate]:
    """Quoted programmes (“某某计划”), campaigns and models (“甲+乙”模式), and labels (“专精特新”企业)."""
    view = reading.view
    found: list[Candidate] = []
    for match in _QUOTED.finditer(view, section.start, section.end):
        start, end = match.span(1)
        if start in taken or end - 1 in taken or _NOT_A_MODEL.search(match[1]):
            continue
        word = next((quoted()[match[1][-n:]] for n in (2, 3) if match[1][-n:] in quoted()), None)
        numbered = _NUMBERED.search(match[1])
        behind = match.end()
        if word is not None:
            found.append((start, end, word.type, "name.quoted"))
        elif numbered or _CAMPAIGN.match(view, behind):
            found.append((start, end, "policy", "name.quoted"))
        elif _MODEL.match(view, behind):
            found.append((start, end, "policy", "name.model"))
        elif _LABELLED.match(view, behind) and len(match[1]) <= 6 and _label(match[1]):
            found.append((start, end, "award", "name.label"))
    return found


def _label(words: str) -> bool:
    word = named().get(words)
    return word is not None and word.cue == "label"


def _by_word(reading: Reading, section: Section, owners: dict[int, int], places: list[int]) -> list[Candidate]:
    """Names that their last word makes: 中国某某博览会, 某某公司扩建项目, 国家某某示范区, 中国某某百强."""
    view = reading.view
    found: list[Candidate] = []
    for match in named_pattern().finditer(view, section.start, section.end):
        word = named()[match.group()]
        start, end = match.span()
        if word.cue == "rank" and view[start - 1] not in _NUMERALS:
            continue
        bare = word.cue in ("self", "rank", "label")
        near = bisect_left(places, start - _REACH) < bisect_left(places, start)
        if not (bare or near or _HINT.search(view, max(section.start, start - _REACH), start) or _owned(start, owners)):
            continue
        low = start if bare else left_edge(view, max(section.start, start - _REACH), start)
        bounds = _CUES[word.cue](view, low, start, end, owners)
        if bounds is not None and not (word.type in ("award", "program") and bounds[0] in owners):
            if found and found[-1][0] == bounds[0] and found[-1][1] < bounds[1]:
                found.pop()  # 国家科学技术进步奖 inside 国家科学技术进步奖一等奖
            found.append((*bounds, word.type, f"name.{word.type}"))
    return found


def _owned(start: int, owners: dict[int, int]) -> bool:
    """Whether an organisation's name ends shortly before."""
    return any(-at in owners for at in range(start - 16, start))


Bounds = tuple[int, int] | None


def _event(view: str, low: int, start: int, end: int, owners: dict[int, int]) -> Bounds:
    """An event: something proper before the word, and more than words of its kind."""
    held = _HELD.match(view, low, start)
    low = held.end() if held else low
    name = view[low:start]
    if len(name) < 2 or view[end : end + 1] in ("上", "期"):
        return None
    placed = find_places(name[:8])
    proper = _PLACE_EVENT.match(name) is not None or "国际" in name[1:] or (bool(placed) and placed[0][0] == 0)
    rest = name[placed[0][1] :] if placed and placed[0][0] == 0 else name
    quoted_name = view[low - 1 : low] == "“"
    if not (proper or quoted_name) or (_GENERIC_EVENT.match(rest) and not re.search(r"[A-Za-z]|届", name)):
        return None if not (proper and rest != name and len(rest) >= 2 and view[start:end] != "大会") else (low, end)
    return low, end


def _self_named(view: str, low: int, start: int, end: int, owners: dict[int, int]) -> Bounds:
    """A short name of an event, with the place before it (深圳光博会)."""
    placed = find_places(view[max(0, start - 4) : start])
    at = max(0, start - 4)
    return (at + placed[-1][0], end) if placed and at + placed[-1][1] == start else (start, end)


def _placed(view: str, low: int, start: int, end: int, owners: dict[int, int]) -> Bounds:
    """Infrastructure: a place of the gazetteer first, and not too much between."""
    placed = find_places(view[low:start])
    ok = bool(placed) and placed[0][0] == 0 and start - low - placed[-1][1] <= 6
    return (low, end) if ok and view[end : end + 1] not in ("群", "集") else None


def _state(view: str, low: int, start: int, end: int, owners: dict[int, int]) -> Bounds:
    return (low, end) if _STATE.match(view, low) and start > low else None


def _project(view: str, low: int, start: int, end: int, owners: dict[int, int]) -> Bounds:
    """A project: it opens with an organisation, a place or a region, and says what is built."""
    tail = _PROJECT_TAIL.match(view, end)
    if tail is None:
        return None
    lead = _PROJECT_LEAD.match(view, low, start)
    low = lead.end() if lead else low
    for held in range(start - 2, max(0, start - 16), -1):
        if view[held] in ",。;:、\n":
            break
        if -held in owners:
            first = low if 0 < owners[-held] - low <= 4 else owners[-held]
            return None if _NO_PROJECT.search(view[held:start]) else (first, tail.end())
    placed = find_places(view[low : low + 6])
    region = region_pattern().match(view, low, start)
    held = region.end() if region else low + placed[0][1] if placed and placed[0][0] == 0 else start
    named = start - held >= 2 and not _NO_PROJECT.search(view[held:start])
    return (low, tail.end()) if named else None


def _rank(view: str, low: int, start: int, end: int, owners: dict[int, int]) -> Bounds:
    """A ranking: a scope and a number before 强 (中国某某百强, 世界500强)."""
    for scope in _RANK_SCOPE.finditer(view, max(start - 16, 0), start):
        if _RANKED.fullmatch(view, scope.start(), start):
            return scope.start(), end
    return None


def _prize(view: str, low: int, start: int, end: int, owners: dict[int, int]) -> Bounds:
    if view[start:end] == "等奖" and view[start - 1 : start] not in ("一", "二", "三", "特"):
        return None
    led = _AWARD_LEAD.match(view, low, start)
    low = led.end() if led else low
    if _STATE.match(view, low) and start - low >= 3:
        return low, end
    held = view[start:end] == "奖" and _HOLDER.match(view, end) and 2 <= start - low <= 8
    return (low, end) if held else None


def _title(view: str, low: int, start: int, end: int, owners: dict[int, int]) -> Bounds:
    """A title: 国家 or a level at its start, and a verb of awarding before it."""
    led = _AWARD_LEAD.match(view, low, start)
    low = led.end() if led else low
    awarded = _AWARDED.search(view, max(0, low - 10), low) or _AWARDED_LIST.search(view, max(0, low - 70), low)
    ok = _TITLE.match(view, low) and start - low >= 3 and awarded
    return (low, end) if ok else None


def _labelled(view: str, low: int, start: int, end: int, owners: dict[int, int]) -> Bounds:
    """A label: only where it is awarded."""
    return (start, end) if _AWARDED.search(view, max(0, start - 24), start) else None


_CUES = {
    "proper": _event,
    "self": _self_named,
    "place": _placed,
    "state": _state,
    "owner": _project,
    "rank": _rank,
    "prize": _prize,
    "title": _title,
    "label": _labelled,
}
