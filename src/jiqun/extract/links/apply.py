"""Apply the table of words to the sentences of a section: find both ends of each relation that a word states."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from jiqun.extract.links.spots import Spot, Spots, sides
from jiqun.extract.links.table import Rule, rules, words
from jiqun.extract.links.topics import ADVERBS, Topics
from jiqun.extract.reading import Reading, Sentence
from jiqun.extract.sections import Section

_OBJECT = re.compile(
    r"(?:了|出|过|着|起|到|在|于|至|的|由|为|以)?"
    r"(?:(?:日本|美国|德国|法国|英国|韩国|瑞士|荷兰|瑞典|意大利|丹麦|芬兰|以色列|加拿大|新加坡|包括|包含|国内外?|国际|全球|全国|我国|世界|本地|当地|著名|知名|龙头|骨干|大型|重点|新型|先进|领先|最大|一流|高端|优秀|优质|新"
    r"|首[个家批座款台套届]|第[一二三四五六七八九十\d]+[个家批届]|\d[\d.]*[多余]?[万亿]*[元吨台套辆件片米]?的?|[一两三四五六七八九十]+(?:大|批|个|家|所|座|项|款|系列)|多[个家项款]|系列"
    r"|总?规模|的|名为|位于|企业|公司|上市公司|外资企业|重大|(?:国家|省|市|区|县|部)级|科技部|工信部|\d{4}年度?|专业化?|国产|自主品牌)*)[“《(]?"
)
_MODEL_OBJECT = re.compile(r"(?:[^,。;、:“”]{0,14}“)?")
_NEAR = 24
_MOST = 120
"""Pairs that one word may link."""
_UNREAL = re.compile(
    r"(?:拟|将|计划|力争|争取|有望|希望|不|未|没有|无|可|可以|能|能够|欲|应|应当|要|打算|谋划|加快|推进|鼓励|支持|引导|推动|促进|准备|筹划|筹备|申报|申请|探索|积极|大力|深入)$"
)
_NOMINAL = re.compile(
    r"的?(?:企业|公司|单位|项目|率|量|额|能力|基地|线|中心|平台|工作|活动|方式|领域|环节|规模|总额|主体|资金|者|商(?!业)|方案|情况)"
)
_PRAISED = re.compile(
    r"(是|为|作为|成为)(?:目前)?(?:全球|全国|国内外?|世界|中国|亚洲|我国|行业内?)?(?:规模)?(?:最大|领先|重要|主要|知名|著名|唯一|专业|优秀)?的?$"
)
_OF = re.compile(r"等?[^,。;、:“《]{0,8}?的(?:主要|重要|核心|第一|全资|控股|一级|首批)?")
_SHAREHOLDERS = re.compile(r"[^,。;、联]{0,12}股东")
_POSSESSED = re.compile(r"(?:主要|主导|核心|重点)?(?:产品|客户)|总部|[上下]游|核心区")
_SITE = ("在", "于", "到", "赴", "往")


class Link(NamedTuple):
    """One relation found: its ends, and the words that link them."""

    relation: str
    head: Spot
    tail: Spot
    start: int
    end: int


def links(reading: Reading, section: Section, spots: Spots, topics: Topics) -> Iterator[Link]:
    """The relations that the words of the table state in the sentences of a section."""
    known = rules()
    found = words().find(reading.view[section.start : section.end])
    starts = [section.start + start for start, _ in found]
    for block in section.blocks:
        if block.kind in ("heading", "title", "cell"):
            continue
        topics.last = []
        for sentence in reading.sentences(block):
            index = spots.after(sentence.start)
            if index is None:
                return
            if spots.starts[index] >= sentence.end:
                continue
            for n in range(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)):
                start, end = starts[n], section.start + found[n][1]
                ahead = spots.ahead(start, end)
                for rule in known[reading.view[start:end]]:
                    if ahead >= 0 and (ahead <= _NEAR or rule.behind):
                        yield from _FRAMES[rule.frame](reading.view, sentence, (start, end), rule, spots, topics)
            topics.read(sentence)


Word = tuple[int, int]


def _objects(view: str, sentence: Sentence, at: int, rule: Rule, spots: Spots) -> list[Spot]:
    """The list that follows a word within the sentence, when only words of quantity and praise stand between."""
    index = spots.after(at)
    if index is None:
        return []
    first = spots.spots[index]
    if first.end > sentence.end or first.start - at > _NEAR or first.type not in rule.right:
        return []
    gap = _MODEL_OBJECT if first.type == "model" else _OBJECT
    if not gap.fullmatch(view, at, first.start):
        return []
    found = spots.onward(index, rule.right)
    if rule.after is not None and not rule.after.match(view, _closed(view, found[-1].end), sentence.end):
        return []
    return found


def _unreal(view: str, sentence: Sentence, at: int, spots: Spots) -> bool:
    """Whether a word of wish, plan or denial stands directly before ``at``, behind the name before it."""
    index = spots.before(at)
    floor = spots.spots[index].end if index is not None else 0
    return _UNREAL.search(view, max(sentence.start, at - 4, floor), at) is not None


def _closed(view: str, at: int) -> int:
    """Behind the quotation mark that closes a name."""
    return at + 1 if view[at : at + 1] in ("”", "》", ")") else at


def _verb(view: str, sentence: Sentence, word: Word, rule: Rule, spots: Spots, topics: Topics) -> Iterator[Link]:
    """Left – word – right: 甲公司位于乙市."""
    right = _objects(view, sentence, word[1], rule, spots)
    if not right or _unreal(view, sentence, word[0], spots):
        return
    possessed = view[word[0] - 1] == "的" and _POSSESSED.match(view, word[0]) is not None
    left = topics.subject(sentence, word[0] - possessed, rule.left)
    if rule.relation == "founded_by" and left:
        yield from _shares(view, left, right, word)
        left = _leaders(view, left, word)
    yield from _pairs(view, rule, left, right, word)


def _shares(view: str, left: list[Spot], right: list[Spot], word: Word) -> Iterator[Link]:
    """Those who are called 股东 where a firm is set up hold shares of it."""
    if left[-1].end < word[0] and _SHAREHOLDERS.match(view, left[-1].end, word[0]):
        for firm in right:
            yield from (Link("shareholder_of", one, firm, *word) for one in left)


def _leaders(view: str, left: list[Spot], word: Word) -> list[Spot]:
    """Of shareholders, only who leads them (甲牵头) founds."""
    if not _SHAREHOLDERS.match(view, left[-1].end, word[0]):
        return left
    return [one for one in left if view.startswith("牵头", one.end)]


def _noun(view: str, sentence: Sentence, word: Word, rule: Rule, spots: Spots, topics: Topics) -> Iterator[Link]:
    """Left and right directly beside the word: 甲集团旗下的乙公司."""
    before, after = spots.before(word[0]), spots.after(word[1])
    if before is None or after is None:
        return
    left, right = spots.spots[before], spots.spots[after]
    beside = _closed(view, left.end) in (word[0], word[0] - 1) and view[_closed(view, left.end) : word[0]] in ("", "的")
    fits = left.type in rule.left and right.type in rule.right
    if beside and fits and right.start >= word[1] and view[word[1] : right.start] in ("", "“", "《", "的"):
        yield from _pairs(view, rule, spots.up_to(before, rule.left), spots.onward(after, rule.right), word)


def _site(view: str, sentence: Sentence, word: Word, rule: Rule, spots: Spots, topics: Topics) -> Iterator[Link]:
    """A place behind 在, the word, and what was set up there: 在苏州设立乙研究院."""
    index = spots.before(word[0])
    if index is None:
        return
    place = spots.spots[index]
    placed = place.type in rule.left and view[place.start - 1 : place.start] in _SITE and place.start > sentence.start
    if not placed or not ADVERBS.fullmatch(view, place.end, word[0]):
        return
    if _unreal(view, sentence, place.start - 1, spots):
        return
    yield from _pairs(view, rule, [place], _objects(view, sentence, word[1], rule, spots), word)


def _prep(view: str, sentence: Sentence, word: Word, rule: Rule, spots: Spots, topics: Topics) -> Iterator[Link]:
    """Left – preposition – right – word: 联盟由甲公司牵头成立, 甲是乙的子公司."""
    index = spots.before(word[0])
    if index is None or rule.before is None:
        return
    last = spots.spots[index]
    if last.start < sentence.start or last.type not in rule.right or not _led(view, last.end, word[0], rule):
        return
    right = spots.up_to(index, rule.right)
    prep = _preposition(view, sentence, right[0].start, rule)
    if prep is None or (rule.after is not None and not rule.after.match(view, word[1], sentence.end)):
        return
    if _unreal(view, sentence, prep, spots):
        return
    left = topics.subject(sentence, prep, rule.left)
    yield from _pairs(view, rule, left, right, (prep, word[1]))


def _led(view: str, end: int, word: int, rule: Rule) -> bool:
    """Whether only adverbs, or the 的 of a noun (乙的全资子公司), stand between the right end and the word."""
    at = _closed(view, end)
    return word - at <= 20 and (
        _OF.fullmatch(view, at, word) is not None or ADVERBS.fullmatch(view, end, word) is not None
    )


def _preposition(view: str, sentence: Sentence, at: int, rule: Rule) -> int | None:
    """Where the preposition directly before the right end starts."""
    quoted = at - 1 if view[at - 1] in "“《" else at
    for size in (2, 1):
        start = quoted - size
        if start >= sentence.start and rule.before is not None and rule.before.fullmatch(view, start, quoted):
            return start
    praised = _PRAISED.search(view, max(sentence.start, at - 16), at)
    return praised.start() if praised and rule.before is not None and rule.before.fullmatch(praised[1]) else None


def _with(view: str, sentence: Sentence, word: Word, rule: Rule, spots: Spots, topics: Topics) -> Iterator[Link]:
    """甲与乙签署协议; 甲、乙、丙开展合作: each of one side with each of the other, or each with each."""
    index = spots.before(word[0])
    if index is None or rule.before is None:
        return
    last = spots.spots[index]
    if last.start < sentence.start or not ADVERBS.fullmatch(view, last.end, word[0]):
        return
    if rule.after is not None and not rule.after.match(view, word[1], sentence.end):
        return
    if rule.after is None and _NOMINAL.match(view, word[1]):
        return
    if _unreal(view, sentence, word[0], spots):
        return
    both = spots.up_to(index, rule.left | rule.right)
    if not both:
        return
    cut = sides(view, both)
    if cut is not None:
        if topics.free(both[0].start, sentence.start):
            yield from _pairs(view, rule, cut[0], cut[1], word)
        return
    prep = _preposition(view, sentence, both[0].start, rule)
    if prep is not None:
        if not _unreal(view, sentence, prep, spots):
            yield from _pairs(view, rule, topics.subject(sentence, prep, rule.left), both, (prep, word[1]))
    elif 2 <= len(both) <= 6 and topics.free(both[0].start, sentence.start):
        for n, one in enumerate(both):
            yield from _pairs(view, rule, [one], both[n + 1 :], word)


def _pairs(view: str, rule: Rule, left: list[Spot], right: list[Spot], word: Word) -> Iterator[Link]:
    if len(left) * len(right) > _MOST:
        return
    for one in left:
        for other in right:
            if one.name != other.name:
                head, tail = (other, one) if rule.turned else (one, other)
                yield Link(rule.relation, head, tail, *word)


_FRAMES = {"verb": _verb, "noun": _noun, "site": _site, "prep": _prep, "with": _with}
