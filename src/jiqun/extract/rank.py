"""Ranks: ordinals, firsts, onlys, superlatives with a scope, and top-N classes tied to named firms."""

from __future__ import annotations

import re

from jiqun.extract.around import around
from jiqun.extract.numbers import chinese
from jiqun.extract.record import record
from jiqun.vocab.guarded import guarded

_SCOPE = (
    r"(?:全国|全球|全省|全市|全区|世界|国内|国际|亚洲|亚太|我国|中国|省内|市内|行业|同行业|业内|[东中西南北华]{1,2}部?地区|中南|华东|华南|华北|西南|西北|东北"
    r"|中部|西部|东部)"
)
_PEERS = r"(?:同类\w{0,4}|行业|(?:国家级)?(?:高新区|经开区|开发区)|(?:省会|地级|副省级)?城市)"
_NUM = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,3})"
_NO_RANK = (
    r"(?!代|方|期|类|批|次|章|节|届|条|款|阶段|产业|季度|步|医院|中学|小学|线|三|四|者|轮|极|场|园|工厂|分厂|分公司|研究所|人民|天|日|周|月|集|页|卷|篇"
    r"|要务|课堂|生产力|书记|时间|资源|梯队|机床|汽车)"
)
_QUALITY = (
    "大|多|早|高|长|快|强|好|优|全|新型|先进|完整|完善|完备|发达|集中|齐全|密集|活跃|丰富|具"
    "|为完整|为完善|为齐全|为发达|为集中|为密集|为活跃|为先进|具活力|具竞争力|具影响力"
)
_RANK = guarded(
    rf"""
    (?P<nth>(?:(?:{_SCOPE})?(?:稳居|位居|位列|排名|名列|跃居|跃升至|升至|列|居|占|排在)?(?:{_SCOPE})?{_PEERS}?)
      第(?P<n>{_NUM})(?![\d一二三四五六七八九十百])(?P<measure>位|名|家|个|座|所|大(?!道))?{_NO_RANK})
  | (?P<top>(?:居|位居|位列|排名|名列)?(?:{_SCOPE})?(?:之首|首位|榜首)(?!度))
  | (?P<first>(?:{_SCOPE})?首(?:个|家|座|例|款|台|条|艘|架|颗|套|部)(?:(?=[^席先都府创次要])))
  | (?P<only>唯一(?:一[家个座所])?(?!性))
  | (?P<most>最(?:{_QUALITY})(?!化|限度|程度|终|后|近|多(?:跑|只|可)|大努力|大公约|强音|好水平|优化))
  | (?P<ahead>(?:{_SCOPE})?率先)
  | (?P<class>(?:{_SCOPE})?(?:前(?P<topn>{_NUM})(?:强|位|名)?
      |(?P<strong>[百千]|\d{{2,4}}|[一二三五]百|五十|[一二三四五六七八九]十)强))
    """,
    re.VERBOSE,
)
# Every rank holds one of these, at most 24 characters behind its beginning.
_CORE = re.compile(rf"第(?={_NUM})|首|唯一|最(?:{_QUALITY})|率先|前(?={_NUM})|强(?<=[百千十\d]强)")
_AMONG = re.compile(r"[^,。;]{0,30}之一")
_PEER = re.compile(_PEERS)
_SCOPED = re.compile(_SCOPE)
_TIED = re.compile(r"等[^,。、;]{0,8}$")


@record
class Rank:
    """A rank named in a text: its span, the rank, its comparator (``le`` for a top-N class), and its kind."""

    start: int
    end: int
    value: float
    comparator: str
    kind: str


def ranks(view: str) -> list[Rank]:
    """The ranks that a folded text states.

    A superlative counts only with a scope in its clause (全国最大) and not as one of several (最大的…之一);
    a top-N class only behind the 等 of a list of names (A、B等全国百强企业).

    >>> [(r.kind, r.value) for r in ranks("产销全国第一,是国内唯一的基地,第三代产品,最大化,世界500强企业")]
    [('nth', 1.0), ('only', 1.0)]
    """
    found: list[Rank] = []
    for match in around(_RANK, _CORE, view, 0, len(view), before=24, behind=24):
        kind = match.lastgroup if match.lastgroup in ("top", "first", "only", "most", "ahead") else _kind(match)
        clause = view[max(0, match.start() - 40) : match.start()].rpartition(",")[2].rpartition("。")[2]
        if kind == "most" and (not _SCOPED.search(clause) or _AMONG.match(view, match.end())):
            continue
        if kind in ("first", "only", "nth") and _AMONG.match(view, match.end()):
            continue
        if kind == "nth" and match.group().startswith("第") and view[match.end() : match.end() + 1] in ("、", ","):
            continue  # 第三,… numbers an argument; 居全国第三、… is a rank
        if kind == "class":
            number = match["topn"] or match["strong"]
            value = {"百": 100.0, "千": 1000.0}.get(number) or _number(number)
            if value is not None and _TIED.search(view[max(0, match.start() - 30) : match.start()]):
                found.append(Rank(match.start(), match.end(), value, "le", kind))
            continue
        value = _number(match["n"]) if kind == "nth" else 1.0
        if value is not None:
            peers = kind == "nth" and _PEER.match(match.group())
            start = match.start() + match.group().index("第") if peers else match.start()
            found.append(Rank(start, match.end(), value, "eq", kind or "nth"))
    return found


def _kind(match: re.Match[str]) -> str:
    return next(name for name in ("nth", "top", "first", "only", "most", "ahead", "class") if match[name])


def _number(text: str) -> float | None:
    return float(text) if text.isdigit() else chinese(text)
