"""Dates and ages that are figures of their own: when a thing was founded or approved, and how long it has run."""

from __future__ import annotations

import re
from functools import cache

from jiqun.extract.frame import Frame
from jiqun.extract.nouns import shorten
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.vocab.tables import rows

_AGE_BEFORE = re.compile(
    r"(?:经过|历经|历时|走过|已有|拥有|有着|具有|(?:迄今|距今)(?:已|已有|有)?|发展|跨越|经)(?:了|近|约|超过|逾)?$"
)
_AGE_AFTER = re.compile(r"\s*(?:的?(?:发展|积淀|历史|历程|奋斗|建设|努力|快速|深耕|积累|探索|风雨|时间里)|来|以来|间)")


_ANNIVERSARY = re.compile(r"(成立|建国|建党|建军|建市|建区|建校|建厂|创立|创建|改革开放|回归)$")
_THROUGH = re.compile(r"(?:连续|持续|已连续|蝉联)$")
_TELLS = re.compile(
    r"(?P<what>(?:入选|上榜|跻身|荣获|获评|位居|位列|蝉联|领跑|保持|稳居|居|名列|实现|增长|盈利)[^,。;]{0,14})"
)


@cache
def _events(weak: bool) -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    table = {
        row["verb"]: (row["noun"], row["object"] == "yes") for row in rows("events.csv") if weak or not row["weak"]
    }
    return re.compile("|".join(sorted(table, key=len, reverse=True))), table


def event(view: str, start: int, end: int, weak: bool = False) -> tuple[str, int, int] | None:
    """The event that ``view[start:end]`` tells: the indicator (获批…时间) and the span of its verb; None without one.

    ``weak`` takes verbs too that tell an event only where nothing is measured (2010年布局动力电池).

    >>> event("2009年正式挂牌成立", 5, 11)[0]
    '成立时间'
    """
    pattern, table = _events(weak)
    match = pattern.search(view, start, end)
    if match is None:
        return None
    if match.group() in ("批准", "获准"):  # 经国务院批准升级为…: what was approved is the event
        match = pattern.match(view, match.end(), end) or match
    noun, with_object = table[match.group()]
    if noun == "成立" and match.start() > start and view[match.end() : match.end() + 1] in ("的", "以", "后"):
        return None
    if not with_object:
        return f"{noun}时间", match.start(), match.end()
    rest = re.compile(r"[,。;:]").search(view, match.end(), end)
    words = re.sub(
        r"^(?:了|为|全国|第一[家个]|也是|唯一一?[家个]?|首[个家批])+",
        "",
        view[match.end() : rest.start() if rest else end],
    )
    words = re.sub(r"^.*(?:第一[家个]|唯一(?:一[家个])?|首[家个])(?:、?也是唯一)?的?", "", words)
    quoted = re.search(r"“([^”]{2,16})”", words)
    words = quoted[1] if quoted else words
    words = shorten(words.partition("、")[0])[:14]
    return f"{noun}{words}时间", match.start(), match.end()


def moment_value(period: Period) -> tuple[float, float | None, str] | None:
    """Value, upper value and comparator of a dated period as a figure (years), or None when it is no date."""
    if period.iso is None or period.kind in ("as_of", "plan", "span", "now", "recurrent"):
        return None
    if period.kind == "relative" and len(period.iso) < 10:
        return None
    if period.kind == "decade":
        low, high = period.iso.split("/")
        return float(low), float(high), "range"
    year = float(period.iso[:4])
    return year, None, "ge" if period.kind == "since" else "eq"


def age_frame(view: str, quantity: Quantity) -> Frame | None:
    """A number of years that tells how long something has run (经过60多年发展, 80多年来), not how long it shall."""
    if quantity.unit != "year":
        return None
    if quantity.text.endswith("周年"):
        founded = _ANNIVERSARY.search(view, max(0, quantity.start - 8), quantity.start)
        return Frame(f"{founded[1]}周年数", tier="time", unit="year", rule="figure.age") if founded else None
    through = _THROUGH.search(view, max(0, quantity.start - 6), quantity.start)
    if through and (told := _TELLS.match(view, quantity.end)):
        return Frame(f"{shorten(told['what'])}年数", tier="time", unit="year", rule="figure.age")
    before = _AGE_BEFORE.search(view, max(0, quantity.start - 8), quantity.start)
    if not (before or _AGE_AFTER.match(view, quantity.end)):
        return None
    return Frame("发展历程年数", tier="time", unit="year", rule="figure.age", status="historical")
