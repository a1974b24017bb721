"""Lists of names that another form than 等 closes: 以甲、乙为代表的企业, 包括甲、乙在内的企业, 代表企业有甲、乙和丙."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiqun.vocab.guarded import guarded
from jiqun.vocab.organisations import head_pattern, heads

_FRAMED = guarded(
    r"(?:以(?![及上下内外来往便色后前])(?P<lead>[^,。;:!?]{2,90}?)为"
    r"(?:代表|龙头|首|骨干|主体|核心|引领|支撑|依托|链主|牵引|主力|主(?![业营要导体打力]))性?的?"
    r"|(?:包括|包含|含|涵盖)(?P<within>[^,。;:!?]{2,90}?)在内的?)"
    r"(?P<head>[^,。;:、]{0,20})"
)
_HEADED = re.compile(
    r"(?P<head>企业|公司|厂商|车企|药企|客户|供应商|高校|院校|科研院所|科研机构|医院|银行|协会)(?:群|名单)?(?:主要|目前|现)?"
    r"(?:有(?![\d一二两三四五六七八九十几多近约超所关效])|包括了?|包含|涵盖|分别[为是]|如|例如|:|——)(?P<items>[^,。;:!?\n、]{2,14}(?:;[^,。;:!?\n、]{2,14}){2,}(?![^。\n])|[^,。;:!?\n]{3,120})"
)
_HEADS = {"客户": "company", "供应商": "company"}


def framed_lists(view: str, start: int, end: int) -> Iterator[tuple[int, int, int, str, str]]:
    """Lists between 以 and 为代表, or 包括 and 在内: span of the items, end of the head, the head, its type.

    >>> view = "集聚了以康泽、顶峰为代表的制药企业"
    >>> [(view[a:b], head, kind) for a, b, _, head, kind in framed_lists(view, 0, len(view))]
    [('康泽、顶峰', '企业', 'company')]
    """
    if view.find("为", start, end) < 0 and view.find("在内", start, end) < 0:
        return
    for match in _FRAMED.finditer(view, start, end):
        low, high = match.span("lead" if match["lead"] else "within")
        head = head_pattern().search(view, *match.span("head"))
        for further in head_pattern().finditer(view, *match.span("head")):
            head = further
        if head is not None:
            yield low, high, head.end(), head.group(), heads()[head.group()]


def headed_lists(view: str, start: int, end: int) -> Iterator[tuple[int, int, int, str, str]]:
    """Lists behind their head: 代表企业有甲、乙和丙, 主要客户包括甲、乙; at least one 、 or two ; stand in them.

    >>> view = "代表性企业有晶泰微电子、卓胜半导体和天准智能"
    >>> [(view[a:b], head, kind) for a, b, _, head, kind in headed_lists(view, 0, len(view))]
    [('晶泰微电子、卓胜半导体和天准智能', '企业', 'company')]
    """
    for match in _HEADED.finditer(view, start, end):
        items, head = match["items"], match["head"]
        closed = re.search(r"等(?!于|级|待|候|同|额|价|效|量|份|离子)", items)
        low, high = match.start("items"), match.start("items") + (closed.start() if closed else len(items))
        if "、" in view[low:high] or ";" in view[low:high]:
            yield low, high, high, head, _HEADS.get(head) or heads().get(head, "company")
