"""What a rank ranks, and the items over which one rank spreads."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract import nouns
from jiqun.extract.frame import Frame
from jiqun.extract.leading import Subject
from jiqun.extract.rank import Rank

_SPREAD = re.compile(
    r"(?:在)?(?P<list>[^,。;]{2,80}?)(?:的)?(?P<what>产销量?|产量|销量|市场占有率|市场份额|出口量|规模|市占率)(?:均|都|稳|持续|连续多年|为|位)*$"
)
_LIST_TAIL = re.compile(r"等[^、]{0,20}$|(?:的|类)?产品$")
_ALSO = re.compile(r"、?(?:也是|和|且|并)?唯一(?:一[家个座所])?的?")
_OPENED = re.compile(
    r"等[^、]{0,14}?(?:以及|及|和|与)|聚集了?|集聚了?|拥有|吸引了?|引进了?|培育了?|涌现出?|包括了?|覆盖|汇聚了?|有(?!限|色)"
)
_PIECES = "家个座所张台辆条艘架款支颗套"  # 中国第一台: which was made first
_NEXT_TO = re.compile(r"仅?次于[^,。;]{1,20}?,?(?:位?居|排|位列|排名)?$")  # 工业总产值仅次于甲、乙居全国第3位
_SIZE = {"大": "规模", "多": "数量", "早": "时间", "高": "水平", "长": "长度"}


def rank_frame(
    view: str, rank: Rank, clause: tuple[int, int], last: Frame | None = None, floor: int | None = None
) -> tuple[Frame, list[tuple[int, int]]]:
    """The frame of a rank in its clause, and the subjects it spreads over when a list comes before it.

    A rank without words of its own (…达48家,居全省第2位) ranks what the figure before it measures (``last``). Words
    for what is ranked begin at ``floor``, behind the clause's subject.
    """
    floor = clause[0] if floor is None else floor
    rule = f"figure.rank_{rank.kind}"
    also = _ALSO.match(view, rank.end)
    after = nouns.after(view, also.end() if also else rank.end, clause[1])
    words = words_after = nouns.shorten(view[slice(*after)]) if after else ""
    if rank.kind == "class":
        tied = re.compile(r"(?P<list>[^,。;]{2,60})等[^,。、;]{0,8}$").search(view, clause[0], rank.start)
        spread = _tied(view, *tied.span("list")) if tied else []
        return Frame("榜单档次", noun=after, tier="rank", rule=rule), spread
    if rank.kind == "only":
        return Frame(f"{words[-4:]}唯一性", noun=after, tier="rank", rule=rule), []
    if rank.kind in ("first", "ahead") or (
        rank.kind == "nth" and view[rank.end - 1] in "家个座所张台辆条艘架款支颗套" and after
    ):
        name = "改革先后排名" if rank.kind == "ahead" else f"{words}先后排名"
        return Frame(name, noun=after, tier="rank", rule=rule), []
    if rank.kind == "most":
        adjective = view[rank.end - 1]
        measure = _SIZE.get(adjective, view[rank.start + 1 : rank.end].removeprefix("为") + "程度")
        words = words if after and adjective in _SIZE else _before(view, clause[0], rank.start) or words
        return Frame(f"{words}{measure}排名", noun=after, tier="rank", rule=rule), []
    next_to = _NEXT_TO.search(view, floor, rank.start)
    if next_to:
        words = _ranked(view, floor, next_to.start()) or words
        return Frame(f"{words}排名", tier="rank", rule=rule), []
    spread_over = _SPREAD.search(view, clause[0], rank.start)
    if spread_over:
        tail = _LIST_TAIL.search(view, *spread_over.span("list"))
        stop = tail.start() if tail else spread_over.end("list")
        items = _items(view, spread_over.start("list"), stop)
        return Frame(f"{spread_over['what']}排名", noun=spread_over.span("what"), tier="rank", rule=rule), items
    words = words_after if after and view[rank.end - 1] == "大" else _listed_in(view, floor, rank.start)
    words = words or _ranked(view, floor, rank.start)
    if not words and last is not None and last.rule != "figure.moment":
        words = re.sub(r"(?:排名|数|占(?!有).*比重)$", "", last.indicator)
    if not words and after and view[rank.end - 1] in "一二三四五六七八九十大" and len(words_after) <= 14:
        words = words_after  # 亚洲第一新药研发外包企业
    return Frame(f"{words}排名", tier="rank", rule=rule), []


def spread_share(view: str, made: Frame, floor: int) -> list[tuple[Frame, Subject]]:
    """One frame for each item of a list that shares a share: 产值、税收和出口均占全省1/3强."""
    if made.rule != "figure.share" or made.noun is None or "占" not in made.indicator:
        return []
    listed = re.compile(r"(?P<list>[^,。;]{4,60})(?:均|都|分别)$").search(view, floor, view.find("占", made.noun[0]))
    if listed is None:
        return []
    tail = made.indicator[made.indicator.index("占") :]
    return [
        (replace(made, indicator=view[start:end] + tail, noun=(start, end)), Subject(start, end, "frame"))
        for start, end in _items(view, *listed.span("list"))
    ]


_PLACED = re.compile(
    r"(?P<what>[^,。;]{0,24}?)(?:再次|连续[^,。;]{1,4}|继续|稳|一直|长期|始终|已|均|也|仍|则|跃|上升)*"
    r"(?:位列|位居|名列|排名|排在|列|居|位于|处于|保持|蝉联|跻身|为|是|在)[^,。;]{0,14}$"
)


_LIST = re.compile(
    r"(?:在|于|入围|入选|荣登|上榜)(?P<list>[^,。;]{2,24}?(?:强|榜单?|排行榜|排名|考评|评价|考核|企业|行业|民企)|[^,。;]{2,8})(?:中|里|上)?"
    r"(?:名列|位列|排名|列|居|位居|排在)[^,。;]{0,4}$"
)


_LIST_BEFORE = re.compile(r"在(?P<list>[^,。;]{2,28}?(?:考评|评价|评选|评比|榜单?|排行榜|百强|考核|评估))中,$")


def _listed_in(view: str, floor: int, at: int) -> str:
    """The list in which a rank is held: 在制造业500强名列第12位."""
    match = _LIST.search(view, floor, at) or _LIST_BEFORE.search(view, max(0, floor - 60), floor)
    return re.sub(r"[“”《》的]|排名$", "", match["list"]) if match else ""


def _ranked(view: str, floor: int, at: int) -> str:
    """What a rank ranks: the words before 位列, 居, 排名 and the like, and behind the subject."""
    match = _PLACED.match(view, floor, at)
    span = nouns.before(view, floor, match.end("what")) if match else nouns.before(view, floor, at)
    words = nouns.shorten(view[slice(*span)])[-14:] if span else ""
    return re.sub(
        r"^(?:其中|而|在|连续(?:多|[一二三四五六七八九十\d]+)年)+|(?:的|中|方面|榜单|全[国省市球]|世界|亚洲|国内)+$",
        "",
        words,
    )


def _before(view: str, floor: int, at: int) -> str:
    copula = max(view.rfind(word, floor, at) for word in "是为在")
    span = nouns.before(view, max(floor, copula + 1), at)
    return nouns.shorten(view[slice(*span)])[-12:] if span else ""


def _tied(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names right before 等, back to the word that opens their list or the list before."""
    opened = list(_OPENED.finditer(view, start, end - 1))
    at = opened[-1].end() if opened else start
    return [(m.start(), m.end()) for m in re.compile(r"[^、和及与]{2,16}").finditer(view, at, end)]


def _items(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of a list A、B和C between two offsets; empty when there is no list."""
    lead = re.compile(r".*(?:生产的|在|拥有|其中|包括)").match(view, start, end)
    at = lead.end() if lead and lead.end() < end else start
    found = [(m.start(), m.end()) for m in re.compile(r"[^、和及与]{2,16}").finditer(view, at, end)]
    return found if len(found) >= 2 else []
