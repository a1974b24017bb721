"""What a document is about when its sentences do not say: the firm, park or place that its first lines name."""

from __future__ import annotations

import re
from collections import Counter

from jiqun.extract.reading import Reading
from jiqun.model import Block
from jiqun.vocab.places import Place, find_places

_WIDE = re.compile(r"全[市省区县州镇]")
_SHORT = 60  # a first block that is longer is no title
_OPENING = 3  # blocks in which a report names its place: title, session, speaker
_PLACE_TAIL = re.compile(r"[市省区县州盟旗]")
_TRADE = re.compile(
    r"(?P<who>(?:我国|中国|全球|世界)?(?![年度])[^,。;:、\s\d的“”]{2,14}?(?:产业集群|产业链?|行业|市场))"
)
_PRODUCT = re.compile(
    r"\s*(?:(?:台湾|中国|我国|全球|国产))?(?P<who>(?![年度上下])[^,。;:、\s\d的“”]{2,10}?)(?:外销|内销|出口|进口|销量|产量|销售|出货量|装机量)(?!商|额)"
)
_FIGURE = re.compile(r"\d[\d.,]*\s?(?:[万亿千百]|元|人|家|个|%|平方|公顷|吨|亩)")
_SPOKEN = re.compile(r"(?:^|[,;:。年月末底初核算]|完成|实现)(?P<whole>全[市省区县州镇])(?![国球])", re.MULTILINE)
_TALKS = re.compile(r".*(?:分析|解析|详解|浅析|透视|聚焦|看好|读懂|一文看)")
_UNKNOWN = re.compile(
    r"[\s“《]*(?:(?:19|20)\d\d年)?(?P<who>(?![从由把这那每哪为][一-龥]|[一-龥]{0,4}(?:季度|半年|月|全|各|[小大强名]县))[一-龥]{2,5}?(?:市|县|自治州))(?!场|域|块|委)"
)
_HEADED = re.compile(r"[\s“《]*(?:[^,。;:、]{0,6}:)?[\s“]*")


def about(reading: Reading, names: list[tuple[int, int]], bodies: set[int]) -> tuple[str, str] | None:
    """The words for what the whole document is about and how they were found, or None when nothing tells.

    Found by ``name``, ``place``, ``trade`` (of the title), ``wide`` (全市) or ``count``; the last is a guess.

    ``names`` are the spans of organisations in order, ``bodies`` the starts of those that are public bodies (they
    publish, and are not what is told about). A name in the title comes first, then the narrowest place of the title or
    of the next lines, the trade of the title, 全市 and the like, and last the place that is named most.
    """
    view, text = reading.view, reading.text
    blocks = [block for block in reading.document.blocks if block.excluded is None][:_OPENING]
    for number, block in enumerate(blocks):
        short = block.end - block.start <= _SHORT
        if number == 0 and (short or block.kind in ("title", "heading")):
            named = next(((a, b) for a, b in names if block.start <= a < block.end and a not in bodies), None)
            if named is not None:
                return text[slice(*named)], "name"
        if short or number == 0:
            place = _narrowest(view, block.start, block.end) or _titled(view, block.start, block.end)
            if place is not None:
                return text[slice(*place)], "place"
    headed = _headed(view, blocks, names, bodies)
    if headed is not None:
        return text[slice(*headed)], "name"
    trade = _traded(view, blocks[0]) if blocks else None
    if trade:
        low = trade.start("who")
        lead = _TALKS.match(view, low, trade.end("who"))
        return text[lead.end() if lead else low : trade.end("who")], "trade"
    wide = _WIDE.search(view)
    if wide:
        return text[wide.start() : wide.end()], "wide"
    counted = Counter(view[start:end] for start, end, _ in find_places(view))
    return (counted.most_common(1)[0][0], "count") if counted else None


def spoken_whole(reading: Reading) -> str | None:
    """全县 and the like, where the first sentence below the title that has figures is about it; else None."""
    view = reading.view
    for block in reading.document.blocks[1:]:
        if block.excluded is not None or block.kind in ("cell", "heading", "title"):
            continue
        for start, end in sentence_bounds(view, block.start, block.end):
            if _FIGURE.search(view, start, end):
                whole = _SPOKEN.search(view, start, end)
                return reading.text[slice(*whole.span("whole"))] if whole else None
    return None


def sentence_bounds(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between full stops."""
    stops = [m.end() for m in re.compile("[。!?]").finditer(view, start, end)]
    return list(zip([start, *stops], [*stops, end], strict=False))


def _traded(view: str, title: Block) -> re.Match[str] | None:
    """The trade of a title, else the product whose sales or exports it tells of at its head."""
    return _TRADE.search(view, title.start, title.end) or _PRODUCT.match(view, title.start, title.end)


def _titled(view: str, start: int, end: int) -> tuple[int, int] | None:
    """A place that no gazetteer knows, by its 市, 县 or 区 at the head of a title (某某区统计公报)."""
    match = _UNKNOWN.match(view, start, end)
    return match.span("who") if match else None


def _narrowest(view: str, start: int, end: int) -> tuple[int, int] | None:
    """The first place of a line, a city in its province before the province; with its 市 or 县 where written."""
    found = find_places(view[start:end])
    best: tuple[int, int, Place] | None = None
    for low, high, place in found:
        if best is not None and not (low == best[1] and best[2].level == "province"):
            break
        best = (low, high, place)
    if best is None:
        return None
    low, high = start + best[0], start + best[1]
    return low, high + 1 if _PLACE_TAIL.match(view, high) and view[high : high + 2] != "市场" else high


def _headed(view: str, blocks: list[Block], names: list[tuple[int, int]], bodies: set[int]) -> tuple[int, int] | None:
    """The organisation that the first lines begin with."""
    for block in blocks:
        lead = _HEADED.match(view, block.start, block.end)
        at = lead.end() if lead else block.start
        named = next(((a, b) for a, b in names if a == at and a not in bodies), None)
        if named is not None:
            return named
    return None
