"""Which numbers can be figures at all: no part of a name, date, rank, class, phase or rule."""

from __future__ import annotations

import re

from jiqun.extract.quantity import Quantity
from jiqun.extract.reading import Reading

_EVERY_ONE = re.compile(r"每(?:花|投入|生产|增加|新增|支出)?(?:一|1)?$")
_EVERY_SOLD = re.compile(r"每[一-龥]{0,4}$")
_ONE_OF_THEM = re.compile(r"[^,。;]{0,8},?(?:中)?(?:便|就|即)?(?:会)?有")
_RANKED = re.compile(r"(?:排名|排行|排位|世界|全球|全国|全省|百强)$")
_LEVEL = re.compile(r"(?:的)?(?:显著|置信)?性?水平")
_CLASSED = re.compile(r"(?:的)?(?:大?企业|项目|单位|人员|产品|设备|机组|订单|投资者)")
_SLOGAN = re.compile("“[一二三四五六七八九十两]{1,2}[^“”,。]{1,3}[一二三四五六七八九十两]{1,2}[^“”,。]{1,3}”")
_SESSION = re.compile("[一二三四五六七八]中|全国|中央|人大|政协")
_NO_COUNT = re.compile(r"期|代|版|型|号|级(?!别)|类(?!别)|流|体化|强")


def counts(reading: Reading, q: Quantity, taken: list[tuple[int, int]]) -> bool:
    """Whether a quantity counts something; ``taken`` are the spans of its sentence's periods and ranks."""
    view = reading.view
    if reading.masked(q.number_start, q.number_end):
        return False
    if any(start < q.number_end and q.number_start < end for start, end in taken):
        return False
    before = view[q.number_start - 1 : q.number_start]
    if before == "[" and view[q.number_end : q.number_end + 1] == "]":
        return False  # a note
    if before in ("第", "-", "/", ".", "图", "表", "式") or (before.isascii() and before.isalpha()):
        return False
    if before == "前" and (view[q.end - 1 : q.end] in "名位强" or _RANKED.search(view, 0, q.number_start - 1)):
        return False  # 前十名中有4家, 世界排名前100家公司
    if view[q.end - 1 : q.end] == "届" and _SESSION.match(view, q.end):
        return False  # 十九届四中全会
    if q.chinese and view[q.end : q.end + 2] == "一”":
        return False  # “九个一”: a name
    if q.chinese and _SLOGAN.match(view, q.number_start - 1):
        return False  # “两大一高”
    return _chinese_counts(view, q) and not _is_class(view, q) and not _is_base(view, q)


def _chinese_counts(view: str, q: Quantity) -> bool:
    """Chinese numerals count from two up, with a measure word that counts: not 一条, 三级, 九方."""
    if not q.chinese:
        return True
    word = view[q.end - 1 : q.end]
    if q.value == 1 or word in "级步次位者部期" or (word == "类" and view[q.end - 2] not in "大小"):
        return False
    return not (q.kind == "physical" and q.number_end - q.number_start == 1)


def _is_class(view: str, q: Quantity) -> bool:
    """7期, 4.0版, 50强, 3类医疗器械, 1%的显著性水平: phases, versions, classes, levels."""
    if q.comparator == "ge" and q.kind in ("money", "count", "person", "physical") and _CLASSED.match(view, q.end):
        return True  # 税收500万元以上企业
    if q.unit == "percent" and _LEVEL.match(view, q.end):
        return True
    if q.unit is None:
        return _NO_COUNT.match(view, q.end) is not None
    bare_class = view[q.end - 1 : q.end] == "类" and q.number_end == q.end - 1
    return bare_class and not view.startswith("共", q.start - 1)


def _is_base(view: str, q: Quantity) -> bool:
    """每花1元钱: the base of a ratio."""
    if view[q.start - 1 : q.start] == "每" and q.kind in ("person", "count", "physical", "bare", "money"):
        return True  # 每1000人中有32人
    if _EVERY_SOLD.search(view, max(0, q.start - 8), q.start) and _ONE_OF_THEM.match(view, q.end):
        return True  # 每出口2台,就有1台来自…
    if q.value != 1:
        return False
    every = _EVERY_ONE.search(view, max(0, q.start - 4), q.start)
    return every is not None or (q.kind == "money" and "每" in view[max(0, q.start - 3) : q.start])
