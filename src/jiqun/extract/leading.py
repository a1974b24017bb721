"""The noun phrase at the head of a clause: the name, group or class of things that its numbers can be about."""

from __future__ import annotations

import re
from bisect import bisect_left

from jiqun.extract.reading import Clause
from jiqun.extract.record import record
from jiqun.extract.subject_words import (
    AIMED,
    AMONG,
    APPOSITION,
    BEARER_BEFORE,
    BEFORE_NUMBER,
    CLASS,
    COMPARISON,
    CONTINUES,
    GROUP,
    INSIDE,
    LEAD,
    LEADER,
    LINKED,
    LISTED,
    LOCATED,
    MADE,
    MARKET,
    MAX,
    MEASURE,
    MEASURED_BEARER,
    NATIONAL,
    NEXT,
    NO_SUBJECT,
    NUMBERED,
    POINTED,
    RATED,
    REGION,
    SECTORS,
    SINCE,
    STOP,
    THIS_PLACE,
    TOPICAL,
    WIDE,
)
from jiqun.vocab.indicators import find_indicators


@record
class Subject:
    """The words that a number is about, with their place; ``found`` says where they were looked up.

    ``behind`` is the topic behind a class noun: of 受惠企业达300家 the firms are counted, and the topic owns the count.
    """

    start: int
    end: int
    found: str
    behind: Subject | None = None


_ORDERS = re.compile(r"\s*(?:[其再随紧最排]|[^,。;]{0,8}[最次][多大高])")
_TOPICS = re.compile(r"\s*[至关谈说就]")
_FIRM = re.compile("企业|公司|商|机构|巨头")


class Leading:
    """The leading noun phrases of a section's clauses.

    ``anchors`` are the ends of names by their starts, ``bodies`` the starts of public bodies, ``periods`` the ends of
    times by their starts, ``locality`` the quarter that the section's cluster is known by.
    """

    def __init__(
        self, view: str, anchors: dict[int, int], bodies: set[int], periods: dict[int, int], locality: str | None
    ) -> None:
        self._view, self._anchors, self._bodies, self._periods = view, anchors, bodies, periods
        self._period_starts = sorted(periods)
        self._locality = locality

    def phrase(self, clause: Clause) -> Subject | None:
        """The noun phrase at the head of a clause, when it is one that numbers can be about; else None."""
        view, at = self._view, self.head(clause)
        told = self._by_opening(clause, at)
        if told is not None:
            return told
        if at >= clause.end or CONTINUES.search(view, clause.start, at):
            return None
        anchor = self._anchors.get(at)
        if anchor is None and self._locality and view.startswith(self._locality, at):
            anchor = at + 2
        if view[at] == "这" and THIS_PLACE.match(view, at, clause.end):
            return None  # 这座“…的城市” stands for the place that is spoken of
        if COMPARISON.match(view, at):
            return None  # 全国最大的…, 全球占比: a measure of the topic, not of the country
        formed = self._by_form(at, clause.end, anchor)
        if formed is not None or NO_SUBJECT.match(view, at):
            return formed
        if anchor and view[anchor : anchor + 1] in "、等":
            return self._several(at, clause.end)
        subject = self._by_head(at, clause.end, anchor)
        if subject is not None and subject.found == "class" and (dated := self._behind_time(subject.end, clause.end)):
            return dated
        return subject

    def _by_opening(self, clause: Clause, at: int) -> Subject | None:
        """Subjects that the whole clause announces: …企业中, 在…的某某镇, 其次是…, 至于…."""
        view, start, end = self._view, clause.start, clause.end
        among = AMONG.match(view, at, end) if view[end - 1] == "中" else None
        if among:
            return Subject(*among.span("who"), "clause")
        located = LOCATED.match(view, start, end) if view.find("在", start, start + 8) >= 0 else None
        if located and (located.start("who") in self._anchors or REGION.search(located["who"])):
            return Subject(*located.span("who"), "located")
        ordered = NEXT.match(view, start, end) if _ORDERS.match(view, start, end) else None
        ordered = ordered or (TOPICAL.match(view, start, end) if _TOPICS.match(view, start, end) else None)
        if ordered is None:
            return None
        return Subject(*ordered.span("who" if ordered["who"] else "what"), "clause")

    def _behind_time(self, at: int, end: int) -> Subject | None:
        """The group or name behind a time that follows a class noun: 二、农业 全年全县种植面积."""
        view = self._view
        while at < end and (view[at] == " " or at in self._periods):
            at = self._periods.get(at, at + 1)
        group = GROUP.match(view, at, end)
        return Subject(at, group.end(), "clause") if group and view[at - 1] in "年月初末底季度" else None

    def _several(self, at: int, end: int) -> Subject | None:
        """A list of names at the head of a clause, whole (甲、乙营收超千亿元); None where 等 leaves it open."""
        view, stop = self._view, at
        while (named := self._anchors.get(stop)) is not None and named <= end:
            if view[named : named + 1] not in ("、", "和", "与", "及"):
                return Subject(at, named, "clause") if view[named : named + 1] != "等" and stop > at else None
            stop = named + 1
        return None

    def _by_form(self, at: int, end: int, anchor: int | None) -> Subject | None:
        """Subjects that a form of words gives: 龙头企业某某, 对某某企业,…, 甲、乙、丙三大主导产业."""
        view = self._view
        words = view[at:end]
        apposition = APPOSITION.match(words) if _FIRM.search(words) else None
        if apposition and at + apposition.end() in self._anchors:
            low = at + apposition.end()
            return Subject(low, self._anchors[low], "clause")
        leader = LEADER.match(view, at, end) if "企业" in words else None
        if leader:
            return Subject(*leader.span("who"), "clause")
        aimed = AIMED.match(view, at, end) if view[at] in "对针" else None
        if aimed and aimed.end() == end and not RATED.search(aimed["who"]):
            return Subject(*aimed.span("who"), "clause")
        pointed = POINTED.match(view, at, end) if view[at] in "这上以" else None
        if pointed:
            return Subject(*pointed.span(), "clause")
        national = NATIONAL.match(view, at, end) if view[at] in "我中全国" else None
        if national:
            return Subject(*national.span("who"), "clause")
        since = SINCE.match(view, at, end) if "于" in words and "的" in words else None
        if since and since.end() in self._anchors:
            return Subject(since.end(), self._anchors[since.end()], "clause")
        listed = (
            LISTED.match(view, at, end) if anchor is None and "、" in words and not NO_SUBJECT.match(view, at) else None
        )
        return Subject(at, listed.end(), "class") if listed else None

    def _by_head(self, at: int, end: int, anchor: int | None) -> Subject | None:
        """A known name, a group word (全市, 公司) or a class noun, up to the first verb behind it."""
        view, group = self._view, GROUP.match(self._view, at)
        known = anchor if anchor and anchor <= end else group.end() if group else None
        if anchor and view[anchor : anchor + 1] in "与和" and {at, anchor + 1} <= self._bodies:
            known = self._anchors[anchor + 1]  # 甲部与乙省政府
        stop = self._stop(view, known or at, end)
        if stop - at > MAX:
            return None
        split = known is None and stop - at >= 2 and not CLASS.search(view[at:stop])
        if split and view[stop : stop + 2] in ("产业", "企业", "集群"):
            stop += 2  # 三大先导产业总规模: the dictionary's 产业总规模 begins inside the subject
        phrase = view[at:stop].rstrip("的”》 ").removesuffix("发展").rstrip("的")
        dated = stop in self._periods
        counted = not dated and (view[stop : stop + 1].isdigit() or view[stop : stop + 1] in BEFORE_NUMBER)
        if known is None:
            return (
                None if "“" in view[at:stop] or "”" in view[at:stop] else self._by_class(at, stop, end, phrase, counted)
            )
        measured = MEASURE.search(phrase) is not None
        if anchor and counted and not measured and at + len(phrase) > anchor and not LINKED.search(view, anchor, stop):
            return None  # 某某公司首席科学家8名: the name is part of what is counted
        wide = group is None or WIDE.match(view, at) is not None
        keep = wide and not counted and CLASS.search(phrase) is not None
        if group is not None and group.group() in ("我国", "中国") and not counted and 2 < len(phrase) <= 12:
            phrase = MADE.sub("", phrase)
            keep = wide = True  # 我国螺丝螺帽产值: the country's trade, not the country
        return Subject(at, max(known, at + len(phrase)) if keep else known, "clause")

    def _by_class(self, at: int, stop: int, end: int, phrase: str, counted: bool) -> Subject | None:
        """A phrase that ends in a class noun (重点产品), or the product before its market share."""
        if self._market_share(stop):
            product = MARKET.sub("", phrase)
            return Subject(at, at + len(product), "class") if 2 <= len(product) <= 14 else None
        whole = CLASS.search(phrase) is not None
        bearer = None if whole else MEASURED_BEARER.match(phrase) or BEARER_BEFORE.match(phrase)
        if bearer and not NO_SUBJECT.match(phrase):
            return Subject(at, at + bearer.end("who"), "class")
        if counted or len(phrase) < 2 or not whole or phrase in SECTORS:
            return None
        alone = stop == end and (len(phrase) < 4 or "、" in phrase)
        return None if alone else Subject(at, at + len(phrase), "class")

    def _market_share(self, at: int) -> bool:
        """Whether the words at ``at`` are a market share: what stands before them is the product."""
        found = find_indicators(self._view, at, at + 5)
        return bool(found) and found[0][0] == at and found[0][2].id == "market_share"

    def head(self, clause: Clause) -> int:
        """Where a clause's own words begin: behind dates, conjunctions and opening marks."""
        at = clause.start
        while at < clause.end:
            if at in self._periods:
                at = min(self._periods[at], clause.end)
                continue
            lead = LEAD.match(self._view, at, clause.end) or NUMBERED.match(self._view, at, clause.end)
            if lead is None or at in self._anchors:
                break
            at = lead.end()
        inside = INSIDE.match(self._view, at, clause.end)
        return inside.end() if inside else at

    def _stop(self, view: str, at: int, end: int) -> int:
        """Where the leading noun phrase ends: at the first verb, adverb, date or indicator word."""
        match = STOP.search(view, at, end)
        stop = match.start() if match else end
        for low, _, _ in find_indicators(view, at, min(end, stop + 10)):
            stop = min(stop, low)
        index = bisect_left(self._period_starts, at)
        dated = self._period_starts[index] if index < len(self._period_starts) else stop
        return min(stop, dated)
