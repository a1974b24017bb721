"""Whose figure a number is: the frame's own subject, an item of a list, a noun beside it, or the topic."""

from __future__ import annotations

import re

from jiqun.extract import nouns
from jiqun.extract.frame import Frame
from jiqun.extract.leading import Subject
from jiqun.extract.quantity import Quantity
from jiqun.extract.rank import Rank
from jiqun.extract.reading import Clause, Sentence
from jiqun.extract.subjects import Subjects

_MEASURED = re.compile(  # 日用瓷年产能12亿件, 干线全长276公里: what is measured is the subject
    r"(?P<who>(?!全|年|总|累计|后年|建成|达产|投产|届时)[^,。;的]{2,12}?)"
    r"(?:的)?(?:年?产能|全长|落差|总装机|装机容量|最高时速|时速|市场占有率|市占率|国内市场占有率)$"
)
_MEMBERS = ("单位", "股东", "成员", "发起人")
_FOUNDED = re.compile(r"(?:成立|组建|设立|发起)了?“?(?P<what>[^,。;”]{4,24})")
_BESIDE = re.compile(r"(?:利用|依托|发挥|凭借)了?(?P<who>[^,。;的]{3,16})$")
_ITEM = re.compile(r"(?:^|[、,;和及与])(?P<who>[^、,;:。和及与\d]{2,20}?)(?:以|为|是|有|约|达到?|实现|占|共|各)*$")


# 汽车产销, 新能源汽车销量: the product that is made or sold, in a text that tells of no one place.
_PRODUCT = re.compile(
    r"(?P<who>(?!全|年|总|累计|上|下)[^,。;的\d]{2,14}?)(?:的)?(?:年|总)?"
    r"(?:产销量?|产量|销量|销售量|出货量|产值|出口[值额量]|进口[值额量]|市场规模|需求量|(?:累计)?装机(?:量|规模|容量)|(?:成本)?占比|渗透率|单价|价格|均价|营收|营业收入|市占率?)"
)
_OF_PRODUCT = re.compile(r"占(?:全[市省区县国])?(?:GDP|(?:地区|国内)?生产总值)")
_BUDGET = re.compile(r"预算|财政|税收|生产总值|投资")
_PEOPLE = re.compile(r"(?:居民|农民|人口)$")
_SIZE_OF = re.compile(r"(?:投资|资金|资本|面积|占地|产能|规模|造价|投入)[^,。;]{0,6}$")
_THING = re.compile(
    r"[^,。;:、\d的了]{2,22}?(?:产业园区?|园区|园|项目|基地|工程|中心|平台|示范区|开发区|工厂|企业|公司|集团|市场|孵化器|生产线|大厦|广场)"
)
_GOES_ON = re.compile(r"\s*(?:规模|产能|产量|技术水平|同比|增长|占|位?居|全[国球省市]|世界|名列|位列|市场)")
_SCOPE = re.compile(r"(?:全[国球省市]|世界|国内|国际|亚洲|我国|中国|省内|行业内?)$")
_COPULA = re.compile("是|为|(?<!还)有")
_COUNTED = re.compile(
    r"(?:\d[\d,]*[多余]?|[两二三四五六七八九十百]+)[家个户所][^,。;、\d]{2,16}?(?:企业|公司|机构|项目|单位|厂商|园区|集群|产品|院校|院所)$"
)
_KIND = re.compile(
    r"(?:企业|公司|机构|厂商|制造商|供应商|银行|大学|医院|[^\w])$|(?:企业|公司|机构|厂商|制造商|供应商)(?:美国|德国|日本|法国|英国|韩国|瑞士|荷兰)$"
)


class Bearers:
    """The bearers of the numbers of one sentence; ``topics`` gives for each clause its subject or the running topic."""

    def __init__(self, view: str, sentence: Sentence, subjects: Subjects) -> None:
        self.view, self.sentence, self.subjects = view, sentence, subjects
        self.topics = subjects.read_sentence(sentence)
        self._measured: tuple[int, Subject] | None = None
        self._given: dict[tuple[int, int] | None, Subject | None] = {}
        self._items: dict[int, Subject | None] = {}

    def of(self, number: int, q: Quantity, made: Frame) -> Subject | None:
        """Whose the number is; a rate that leans on a noun of an earlier clause is the same one's as that noun's."""
        topic = self.topics[number]
        noun = made.noun
        leans = noun is not None and noun[0] < self.sentence.clauses[number].start and made.subject is None
        if leans and noun in self._given and topic is not None and topic.found == "theme":
            return self._given[noun]
        found = self._of(number, q, made)
        if noun is not None:
            self._given.setdefault(noun, found)
        return found

    def _of(self, number: int, q: Quantity, made: Frame) -> Subject | None:
        """The frame's own subject, the founder behind the number, a noun phrase right before it, or the topic."""
        if made.subject is not None:
            return Subject(*made.subject, "frame")
        noun = self.view[slice(*made.noun)] if made.noun else ""
        if noun.endswith(_MEMBERS):  # 12家股东单位…成立了“某某公司”: the owner follows its members
            founded = _FOUNDED.search(self.view, q.end, self.sentence.end)
            if founded:
                return Subject(*founded.span("what"), "owner")
        topic = self.topics[number]
        item = self._described(q, made, number) or self.listed(q) or self._counted_class(q, made)
        if item is not None:
            return item
        if topic and self._cannot_have(topic, made):
            return None
        measured = _MEASURED.match(self.view, *made.noun) if made.noun and made.noun[1] <= q.start else None
        if measured and not (topic and topic.found == "clause"):
            self._measured = number, Subject(*measured.span("who"), "measured")
            return self._measured[1]
        if self._follows_measured(number, topic):
            return self._measured[1] if self._measured else topic
        counted = (
            made.noun is not None and topic is not None and topic.start <= made.noun[0] and made.noun[1] <= topic.end
        )
        if topic and topic.found == "class" and counted:
            topic = topic.behind
        if topic and topic.found == "theme" and self._heads_clause(made, number):
            return (
                None  # 规上制造业…达80%,工业机器人使用密度达360台: the second measure is not of the first one's bearer
            )
        if topic is None and not self.subjects.is_of_a_place and made.noun and made.noun[1] <= q.start:
            product = _PRODUCT.match(self.view, *made.noun)
            if product:
                return Subject(*product.span("who"), "measured")
        after = made.noun is not None and made.noun[0] >= q.start
        if after and not (topic is not None and topic.found in ("clause", "class")):
            beside = _BESIDE.search(self.view, self.sentence.clauses[number].start, q.start)
            if beside:  # 利用某市相关专业每年2万毕业生
                return Subject(*beside.span("who"), "beside")
        return topic

    def _cannot_have(self, topic: Subject, made: Frame) -> bool:
        """Whether a topic cannot have what is measured: no firm has a gross product, no residents a public budget."""
        if self._of_a_place(made) and not self.subjects.is_place(topic):
            return True
        budget = _BUDGET.search(made.indicator) is not None
        return budget and _PEOPLE.search(self.view, topic.start, topic.end) is not None

    def _of_a_place(self, made: Frame) -> bool:
        """Whether only a territory has what is measured: its gross product, its population, a share of the former."""
        by_entry = made.entry is not None and made.entry.bearer == "place"
        return by_entry or _OF_PRODUCT.search(made.indicator) is not None

    def _follows_measured(self, number: int, topic: Subject | None) -> bool:
        """Whether a clause without a subject of its own goes on about what was measured right before it.

        某某装置产能120万吨,规模全球第一: the plant's scale, not the firm's of the clause before.
        """
        if self._measured is None or self._measured[0] != number - 1:
            return False
        clause = self.sentence.clauses[number]
        return (topic is None or topic.end <= clause.start) and _GOES_ON.match(self.view, clause.start) is not None

    def of_rank(self, number: int) -> Subject | None:
        """Whose rank a clause tells: its topic, or what was measured in the clause before."""
        topic = self.topics[number]
        return self._measured[1] if self._measured and self._follows_measured(number, topic) else topic

    def _described(self, q: Quantity, made: Frame, number: int) -> Subject | None:
        """What a measure before it describes: 总面积5300亩的某某产业园, 总投资2亿元的某某项目."""
        if q.kind not in ("money", "physical") or made.noun is None or made.noun[1] > q.start:
            return None
        end = q.end + (self.view[q.end : q.end + 1] == "\n")
        if self.view[end : end + 1] != "的" or not _SIZE_OF.search(self.view, made.noun[0], q.start):
            return None
        start = end + 1 + (self.view[end + 1 : end + 2] in ("“", "《"))
        named = self.subjects.named_at(start)
        if named is not None:
            return Subject(start, named, "described")
        thing = _THING.match(self.view, start, self.sentence.clauses[number].end)
        return Subject(*thing.span(), "described") if thing else None

    def _heads_clause(self, made: Frame, number: int) -> bool:
        """Whether a clause begins with what it measures, by words that no dictionary knows."""
        if made.noun is None or made.entry is not None or made.noun[1] - made.noun[0] < 5:
            return False
        clause = self.sentence.clauses[number]
        return clause.start <= made.noun[0] <= self.subjects.head(clause)

    def _counted_class(self, q: Quantity, made: Frame) -> Subject | None:
        """The firms that were just counted: 75家龙头企业年销售收入18亿元."""
        if made.noun is None or q.kind == "count" or made.noun[1] > q.start:
            return None
        match = _COUNTED.search(self.view[max(self.sentence.start, made.noun[0] - 28) : made.noun[0]])
        start = max(self.sentence.start, made.noun[0] - 28) + match.start() if match else 0
        return Subject(start, made.noun[0], "counted") if match else None

    def ranked(self, rank: Rank, clause: Clause) -> Subject | None:
        """What a rank at the head of an item is told of: 国内首台某某机组; None in a predicate."""
        scope = _SCOPE.search(self.view[clause.start : rank.start])
        start = clause.start + scope.start() if scope else rank.start
        opens = start <= self.subjects.head(clause) or self.view[start - 1] in "、,;"
        predicate = _COPULA.search(self.view, self.sentence.start, rank.start) is not None
        after = nouns.after(self.view, rank.end, clause.end) if opens and not predicate else None
        if after is None:
            return None
        low, high = after
        for at in range(low + 2, high):
            end = self.subjects.named_at(at)
            if end is not None and end <= high and _KIND.search(self.view, low, at):
                return Subject(at, end, "frame")
        return Subject(low, high, "frame")

    def listed(self, q: Quantity) -> Subject | None:
        """The item right before a number of a list: 甲公司10亿元、乙公司8亿元, 上海为389亿块."""
        if q.start not in self._items:
            self._items[q.start] = self._listed(q)
        return self._items[q.start]

    def _listed(self, q: Quantity) -> Subject | None:
        clause = self.sentence.clauses[self.sentence.clause_at(q.number_start)]
        match = _ITEM.search(self.view[clause.start : q.start])
        if match is None:
            return None
        low, high = clause.start + match.start("who"), clause.start + match.end("who")
        return Subject(low, high, "item") if self.subjects.named_at(low) == high else None
