"""Bodies of government: departments by their field, party committees, and whom they belong to (某省, 某市, 国家)."""

from __future__ import annotations

import re
from itertools import chain

from jiqun.extract.reading import Reading
from jiqun.extract.tags import Tags
from jiqun.vocab.organisations import body_pattern, suffix_pattern, suffixes
from jiqun.vocab.places import find_places

Candidate = tuple[int, int, str]

_LEVEL = "省市县区州"
_OWNER = re.compile(r"(?<![一-龥])[一-龥]{2,4}?(?:自治区|自治州|新区|开发区|[省市县区州])$")
_STATE = re.compile(r"(?:国家|中央|全国|我[省市县区]|本[省市县区])$")
_MINISTRY = re.compile(r"(?:经济|财政|内政|交通|教育|科技|农业|国防|劳动)部$")
_COMMITTEE = re.compile(
    r"(?:中共)?[省市县区州]委(?!书记|常委|副|员|托|派|会|组织|宣传|统战|办公)(?:、?[省市县区州](?:人民)?政府)?"
)

_GOVERNMENT = re.compile(r"(?<![委、])[省市县区州](?:人民)?政府")


def bodies(reading: Reading, start: int, end: int, tags: Tags | None) -> list[Candidate]:
    """The government bodies that ``[start, end)`` names, with the place or level before them.

    省委、省政府 is one body, as the two speak with one voice; 市委书记 is an office, not a body.
    """
    view = reading.view
    found: list[Candidate] = []
    for match in body_pattern().finditer(view, start, end):
        low = _owned(view, start, match.start(), tags)
        found.append((low, match.end(), "government"))
    for match in suffix_pattern().finditer(view, start, end):
        suffix = suffixes()[match.group()]
        if suffix.cue == "self" and suffix.type == "government":
            low = _owned(view, start, match.start(), tags)
            found.append((low, match.end(), "government"))
    for match in chain(_COMMITTEE.finditer(view, start, end), _GOVERNMENT.finditer(view, start, end)):
        low = _owned(view, start, match.start(), tags, bare=True)
        free = low < match.start() or not _chinese(view[low - 1 : low]) or view[low - 1] in "在由对和与及向经"
        if free:
            found.append((low, match.end(), "government"))
    return found


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
