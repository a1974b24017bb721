"""What a number is about: the subject of its clause, of its sentence, of the sentence before, or the cluster."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.period import Period
from jiqun.extract.reading import Clause, Reading, Sentence
from jiqun.extract.sections import Section
from jiqun.model import Entity
from jiqun.vocab.indicators import find_indicators
from jiqun.vocab.places import find_places

# Words that may stand before a subject at the head of a clause.
_LEAD = re.compile(
    r"(?:\s|“|《|如(?!今)|例如|比如|同时|此外|另外|其中|并且|而且|而|则|且|因此|然后|随后|随着|仅|截止|截至|到|至|于是|一方面|另一方面|据统计|据悉|数据显示|根据|在此基础上"
    r"|此后|其后|之后|之后又|目前|现在|当前|如今|全年|当年|年内|近年来|近年|多年来|以来|预计|计划|力争|另有|还有|以及|及|与|和|其(?!中))+"
)
# Where a leading noun phrase ends: verbs, adverbs, and prepositions.
_STOP = re.compile(
    r"是|为(?!主)|被|有(?!限|效|色|机|关|害)|达到?|已|现(?!代|实|有|场)|共(?!同|享|建|性)|将|可|(?<![智性功节职效])能(?!力|源|量|效|耗)|也|又|还|均|都(?!市)|正(?!式)|曾|就(?!业)|则|先后|累计|不断|连续|始终|积极|持续|稳步|大力|全力"
    r"|加快|推进|推动|深化|注重|通过|围绕|按照|依托|聚焦|坚持|强化|优化|完善|拥有|集聚(?!区|发展)|聚集(?!区)|汇聚|汇集|获得|获批|实现|完成|超过|突破|占(?!地)|建立|建成|建设(?!机|工|集|银|项|用)|设立|成立|举办|开展|引进|形成|研发投入"
    r"|研制|诞生|源于|源起|起源|始于|提出|牵头|率先|起步|兴起|发端|萌芽|主张|认为|出台|吸引|培育|涵盖|覆盖|包括|属于|位于|坐落|地处|经过|历经|走过|作为|成为|成功|发挥|把握|抓住|参与|承担|鼓励|支持|组织|提供|充分|利用"
    r"|高度|重视|搭建|打造|启动|签署|签订|签约|共同|联合|增长|下降|提高|提升|达成|贡献|带动|投入|投资|落户|入驻|生产(?!性|能力|制造|线|总值)|制定|构建|在(?!研|建|线|校|册|职)|于|以|从|向|对|由|把|用|约|近|逾|超|不足|不到|每年|年均|面向|探索|创新驱动|协助|帮助|带领|加强|增强|努力|计划|力争|预计|加大|采取|实施|涌现|[,;:。!?、(]|\d"
)
_CONTINUES = re.compile(r"以及|及|与|和|并")
_BEFORE_NUMBER = "近约超逾"
_BRAND = re.compile(r"中国[一-龥]{1,4}(?:谷|城|港|湾|岛)")
_CORE = re.compile(r"(?:核心区|主体|载体|承载区|承载园区|前身|总部)(?:为|是)“?")
_FOUNDS = re.compile(r"(?:成立|组建|设立)了?“([^”,。]{4,24})”?$")
_CLASS = re.compile(
    r"(?:产业|行业|企业|集群|园区|基地|平台|模块|机构|人员|团队|产品|技术|项目|领域|院所|中心|集团|公司|学校|高校|专业|人才|市|省|区|县|镇|城|谷|港|新区|开发区|大学|学院|研究院|所|联盟|协会|基金|经济|制造业|核心区|群|系统|设备|车间|工厂|板块)$"
)
_GROUP = re.compile(
    r"(?:全市|全省|全区|全县|全国|我国|我市|我省|我区|园区|集群|高新区|开发区|新区|本市|全行业|全球|全产业)"
)
_CLUSTER_WORD = re.compile(r"集群(?:内)?(?:各)?(?:企业)?")
_APPOSITION = re.compile(r"^[^,。;:的]{0,8}(?:领军|龙头|骨干|链主|代表|头部|核心)企业")
_MAX = 26


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that a number is about, with their place; ``found`` says where they were looked up."""

    start: int
    end: int
    found: str


class Subjects:
    """The subjects of one section, looked up clause by clause; it remembers the topic of the running paragraph."""

    def __init__(self, reading: Reading, section: Section, entities: list[Entity], periods: list[Period]) -> None:
        self.reading = reading
        self.section = section
        self._anchors = {m.start: m.end for entity in entities for m in entity.mentions}
        view = reading.view[section.start : section.end]
        names = {reading.view[entity.start : entity.end] for entity in entities}
        for short in {name[2:] for name in names if _BRAND.fullmatch(name)}:  # 中国某谷 is also called 某谷
            for match in re.finditer(re.escape(short), view):
                self._anchors.setdefault(section.start + match.start(), section.start + match.end())
        for start, end, _ in find_places(view):
            self._anchors.setdefault(section.start + start, section.start + end)
        for match in _CLUSTER_WORD.finditer(reading.view, section.start, section.end):
            self._anchors.setdefault(match.start(), match.end())
        self._locality = self._find_locality(view)
        self._periods = {period.start: period.end for period in periods}
        self.topic: Subject | None = None

    def _find_locality(self, view: str) -> str | None:
        """The quarter that a cluster is known by: 张江 in 上海张江…, when the text goes on to use it alone."""
        if not self.section.cluster or not self.section.heading:
            return None
        places = find_places(self.reading.view[self.section.heading.start : self.section.heading.end])
        if not places:
            return None
        after = self.section.heading.start + places[-1][1]
        word = self.reading.view[after : after + 2]
        starts = re.findall(rf"[,。\n年月]{re.escape(word)}(?![电产业])", view)
        return word if len(word) == 2 and len(starts) >= 2 else None

    def new_paragraph(self) -> None:
        """Forget the topic: a paragraph starts anew."""
        self.topic = None

    def leading(self, clause: Clause) -> Subject | None:
        """The noun phrase at the head of a clause, when it is one that numbers can be about."""
        view, at = self.reading.view, self._head(clause)
        if at >= clause.end or _CONTINUES.search(view, clause.start, at):
            return None
        anchor = self._anchors.get(at)
        if anchor is None and self._locality and view.startswith(self._locality, at):
            anchor = at + 2
        apposition = _APPOSITION.match(view[at : clause.end])
        if apposition and at + apposition.end() in self._anchors:
            low = at + apposition.end()
            return Subject(low, self._anchors[low], "clause")
        group = _GROUP.match(view, at)
        known = anchor if anchor and anchor <= clause.end else group.end() if group else None
        if anchor and view[anchor : anchor + 1] == "、":
            return None  # a list of names: which of them the numbers are about the clause does not say
        if anchor and view[anchor : anchor + 1] in "与和" and anchor + 1 in self._anchors:
            known = self._anchors[anchor + 1]  # 甲部与乙省政府
        stop = self._stop(view, known or at, clause.end)
        if stop - at > _MAX:
            return None
        if known is None and ("“" in view[at:stop] or "”" in view[at:stop]):
            return None  # 这座“火车拉来的城市”: a nickname in quotation marks is no subject
        phrase = view[at:stop].rstrip("的”》 ").removesuffix("发展").rstrip("的")
        named = _CLASS.search(phrase) is not None
        counted = view[stop : stop + 1].isdigit() or view[stop : stop + 1] in _BEFORE_NUMBER
        if known is not None:
            keep = named and not counted
            return Subject(at, max(known, at + len(phrase)) if keep else known, "clause")
        if (
            named
            and not counted
            and len(phrase) >= 3
            and (stop < clause.end or (len(phrase) >= 4 and "、" not in phrase))
        ):
            return Subject(at, at + len(phrase), "class")
        return None

    def _head(self, clause: Clause) -> int:
        """Where a clause's own words begin: behind dates, conjunctions and opening marks."""
        at = clause.start
        while at < clause.end:
            if at in self._periods:
                at = min(self._periods[at], clause.end)
                continue
            lead = _LEAD.match(self.reading.view, at, clause.end)
            if lead is None or at in self._anchors:
                break
            at = lead.end()
        return at

    def _stop(self, view: str, at: int, end: int) -> int:
        """Where the leading noun phrase ends: at the first verb, adverb, date or indicator word."""
        match = _STOP.search(view, at, end)
        stop = match.start() if match else end
        for low, _, _ in find_indicators(view, at, stop):
            stop = min(stop, low)
        for period in self._periods:
            if at <= period < stop:
                stop = period
        return stop

    def read_clause(self, clause: Clause) -> Subject | None:
        """The clause's own subject, which becomes the topic of what follows.

        A clause that founds “X”, or says that X is the core area, hands the topic on to X.
        """
        subject = self.leading(clause)
        view = self.reading.view
        founded = _FOUNDS.search(view, clause.start, clause.end)
        core = _CORE.search(view, clause.start, clause.end)
        if subject is not None:
            self.topic = subject
        if founded:
            self.topic = Subject(founded.start(1), founded.end(1), "clause")
        elif core and core.end() in self._anchors:
            self.topic = Subject(core.end(), self._anchors[core.end()], "clause")
        return subject

    def read_sentence(self, sentence: Sentence) -> dict[int, Subject | None]:
        """For each clause of a sentence: its own subject, or the topic at that place (None: the cluster)."""
        found: dict[int, Subject | None] = {}
        if self.topic is not None and self.topic.found == "class":
            self.topic = None  # a class noun (重点产品) is the topic of its own sentence only
        for n, clause in enumerate(sentence.clauses):
            own = self.read_clause(clause)
            found[n] = own or (Subject(self.topic.start, self.topic.end, "topic") if self.topic else None)
        return found

    def text_of(self, subject: Subject | None) -> str | None:
        """The subject's words as written; without one, what the section is about: its quarter, or its place."""
        if subject is not None:
            return self.reading.text[subject.start : subject.end]
        if self._locality:
            at = self.reading.view.find(self._locality, self.section.start)
            return self.reading.text[at : at + len(self._locality)]
        return self.section.place or self.section.cluster

    def resolve(self, words: str | None) -> str | None:
        """What the words stand for: the cluster where a city or 集群 is the subject of its industry, else the words."""
        if words is None or self.section.cluster is None:
            return words
        view = self.reading.view
        folded = words if self.reading.text is view else _folded(words)
        place = _folded(self.section.place or "")
        bare = folded.removesuffix("市")
        if folded in ("集群", "本集群", "该集群") or bare in (place, self._locality or place):
            return self.section.cluster
        return words


def _folded(words: str) -> str:
    from jiqun.vocab.fold import fold

    return fold(words)
