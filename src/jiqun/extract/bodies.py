"""Bodies of government: departments by their field, party committees, and whom they belong to (某省, 某市, 国家)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from jiqun.extract.reading import Reading
from jiqun.extract.tags import Tags
from jiqun.vocab.guarded import guarded
from jiqun.vocab.organisations import body_pattern, suffixes
from jiqun.vocab.places import find_places

Candidate = tuple[int, int, str]

_LEVEL = "省市县区州旗"
_BEFORE_BARE = "在由对和与及向经据按受报是被把让请"
_OWNER = re.compile(
    r"(?<![一-龥])(?![一-龥]{0,4}[从在由对向与和者])[一-龥]{2,4}?(?:自治区|自治州|新区|开发区|[省市县区州])$"
)
_STATE = re.compile(r"(?:国家|中央|全国|我[省市县区]|本[省市县区])$")
_MINISTRY = re.compile(r"(?:经济|财政|内政|交通|教育|科技|农业|国防|劳动)部$")
_COMMITTEE = guarded(
    r"(?:中共)?(?:[省市县区州旗盟]委|(?:自治[区州]|兵团)党委)(?!书记|常委|副|员|托|派|会|组织|宣传|统战|办公)"
)
_AND_GOVERNMENT = re.compile(r"、?(?:自治)?[省市县区州旗盟](?:人民)?政府")
_FURTHER = re.compile(r"(?:[、和与及]|以及)(?:[一-龥]{0,4}[省市县区州]|党)(?:委|政府|人大|政协|中央)")
_CHAMBER = re.compile(
    r"[省市县区州旗](?:人大(?:常委会)?(?!代表|会议|[一二三四五六七八九十]次)|政协(?!委员|会议|副?主席|常委))"
)
_GOVERNMENT = guarded(r"(?<!委)(?:自治)?[省市县区州旗](?:人民)?政府(?!工作报告)")
_OFFICES = ((_COMMITTEE, ("委",)), (_GOVERNMENT, ("政府",)), (_CHAMBER, ("人大", "政协")))  # and what each must hold
# 在县委的坚强领导下: whom a report thanks by office alone is no name.
_THANKED = re.compile(
    r"[^,。;]{0,24}?(?:坚强领导|正确领导|领导下|监督|支持下|关心|历届班子|决策部署|工作部署|高度重视)"
)
# The field offices of the national bureau of statistics: 国家统计局某某调查队.
_SURVEY = re.compile(r"国家统计局[一-龥]{2,6}调查总?队")
# Offices that belong to the body before them and end its name: 某某省人民政府办公厅.
_OFFICE = re.compile(
    r"(?:(?:研究室|新闻办公室|新闻办|国资委|办公厅|办公室)|(?:统计|工业|贸易|国际贸易|能源|技术|商业|投资|规划|科技|政策|财务|综合|装备|原材料"
    r"|电子信息|消费品|运行监测|中小企业|高新|国际合作|产业园区|加工出口区|产业发展|产业技术|标准检验|智慧财产)[一-龥]{0,4}?[处司局署])(?!主任|副)"
)


def bodies(
    reading: Reading, start: int, end: int, words: Sequence[re.Match[str]], tags: Tags | None
) -> list[Candidate]:
    """The government bodies that ``[start, end)`` names, with the place or level before them.

    省委、省政府 is one body, as the two speak with one voice; 市委书记 is an office, not a body. ``words`` are the
    organisation words that stand there.
    """
    view = reading.view
    found: list[Candidate] = []
    for match in body_pattern().finditer(view, start, end):
        low = _owned(view, start, match.start(), tags)
        if low < match.start() or _free(view, low, tags):
            found.append((low, match.end(), "government"))
    for match in words:
        suffix = suffixes()[match.group()]
        if suffix.cue == "self" and suffix.type == "government":
            low = _owned(view, start, match.start(), tags)
            found.append((low, match.end(), "government"))
    patterns = [pattern for pattern, words in _OFFICES if any(view.find(word, start, end) >= 0 for word in words)]
    for match in chain.from_iterable(pattern.finditer(view, start, end) for pattern in patterns):
        low = _owned(view, start, match.start(), tags, bare=True)
        if low == match.start() and _THANKED.match(view, match.end(), end):
            continue
        if low < match.start() or _free(view, low, tags):
            stop = _spoken_for(view, start, low, match.end()) if match.re is _COMMITTEE else match.end()
            found.append((low, stop, "government"))
    found += [(*match.span(), "government") for match in _SURVEY.finditer(view, start, end)]
    return [(low, _with_office(view, low, high), kind) for low, high, kind in found]


def _free(view: str, low: int, tags: Tags | None) -> bool:
    """Whether a body without an owner begins a word: 在 + 市委, 按照 + 市委, and not 某某 + 市委."""
    if not _chinese(view[low - 1 : low]) or view[low - 1] in _BEFORE_BARE:
        return True
    before = tags.before(low) if tags is not None else None
    return before is not None and before.tag in ("v", "p", "c", "d", "u", "vd")


def _spoken_for(view: str, floor: int, low: int, high: int) -> int:
    """Where the name of a party committee ends: behind the government that it speaks for.

    省委、省政府 and 某某市委、市政府 are one body; in a longer list (省委、省政府和市委) each stands for itself.
    """
    both = _AND_GOVERNMENT.match(view, high)
    if both is None or _FURTHER.match(view, both.end()) or view[max(floor, low - 1) : low] in "、和与及":
        return high
    return both.end()


def _with_office(view: str, low: int, high: int) -> int:
    office = _OFFICE.match(view, high) if view[low:high].endswith(("政府", "委", "部", "会", "国务院")) else None
    return office.end() if office else high


def _owned(view: str, floor: int, at: int, tags: Tags | None, bare: bool = False) -> int:
    """Where a body begins that has its field at ``at``: before the place, level or ministry that it belongs to."""
    low = at
    if not bare and view[at - 1 : at] and view[at - 1] in _LEVEL and at - 1 >= floor:
        low = at - 1
    window = view[max(floor, at - 16) : at]
    state = _STATE.search(window)
    if state:
        return at - len(state.group())
    places = find_places(window)
    high = at
    for begin, stop, _ in reversed(places):
        if at - len(window) + stop in (high, low):
            low = high = at - len(window) + begin
    if high < at:
        return low
    tagged = tags.before(at) or tags.before(low) if tags is not None else None
    if tagged is not None and tagged.tag in ("LOC", "ORG") and floor <= tagged.start < at and at - tagged.start <= 14:
        return tagged.start
    owner = _OWNER.search(window)
    if owner:
        return at - len(owner.group())
    ministry = _MINISTRY.search(window)
    return at - len(ministry.group()) if ministry and not bare else low


def _chinese(char: str) -> bool:
    return "一" <= char <= "龥"
