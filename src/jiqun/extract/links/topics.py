"""What a clause without a subject of its own is about: the subject of the clause before, or what 公司 stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jiqun.extract.links.spots import LONGEST, Spot, Spots
from jiqun.extract.reading import Sentence

ADVERBS = re.compile(
    r"[”》)]{0,2}(?:(?:上市公司)?等(?:[^,。;、:“《]{0,16}?(?:企业|公司|单位|高校|院校|院所|机构|银行|部门|部委|平台|园区|集团|厂商|领域|产业|行业|方|[家所]|强))?"
    r"(?:(?<=单位)(?:[和及]\d+多?[家个][^,。;、]{0,8}?单位)?,)?)?"
    r"(?:内?(?:骨干|龙头|重点|各|部分)?企业|公司|集团|双方|三方|项目|技术|产品)?"
    r"(?:并且?|而且|不仅|不但|既|通过|完成|宣布|也|还|又|均|都|则|共|曾|已经|已|先后|陆续|相继|正式|成功|共同|联合|携手|自主|独立|率先|主要|累计|一起|分别|日前|近日|目前|现"
    r"|今天|昨日|昨天|当日|当天|同日|同年|去年|今年|随后|此后|之后|最终|最早|首次|再次|全面|不断|持续|专业|长期|早已|刚刚|顺利|牵头|逐步|成立以来|多年来|是"
    r"|(?:于|在|自)?(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|初|末|以来|起)?"
    r"|(?:在|于)[^,。;、:“《》由与和向为]{2,12}?(?:上|中|期间|方面|领域|里|内|时|会上|展会))*"
)
_LEAD = re.compile(
    r"(?:(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|以来|初|底)?|近日|日前|目前|其中|此外|同时|如今|近年来|随后|本报讯|据悉|比如|例如|如"
    r"|当天|昨日|今年|去年|同年|并且?|[,:;\s])*[“《]?"
)
_PRONOUN = re.compile(
    r"(?:(?:该|本|这家|此)?(?P<company>公司|集团|企业(?=总部|成立|拥有))|(?:该|本)?(?P<park>园区|开发区|高新区|经开区|产业园)"
    r"|(?:该|本)?(?P<university>学校|大学|校方)|(?:该|本)?(?P<research_institute>院|所|研究院|研究所|中心)|(?:该|本)?(?P<alliance>联盟)"
    r"|(?:该|本)?(?P<fund>基金)|(?:该|本)?(?P<platform>平台)|(?:该|本)?(?P<association>协会)|(?:该|本|整个)?(?P<cluster>集群))"
)
_PLACE_ACTS = re.compile(
    r"[市省县区]?(?:在|则|还|也|已|先后|不断|持续|注重|积极|大力|坚持|围绕|通过|把|将|以|充分|依托|抓住|出台|制定|印发|发布|建立|设立|成立"
    r"|举办|与|和|,|聚焦|推动|全力|着力|率先|正|从|立足|先|现|拥有|有|被)"
)
_CAUSED = re.compile(
    r"(?:鼓励|支持|推动|引导|促进|促使|帮助|争取|要求|督促|协助|加快|探索|谋划|推进|建议|力争|组织|吸引|引进|号召|动员|拟|计划|围绕|依托|通过|借助)(?:了|着)?[“《]?$"
)
_OFFICE = re.compile(
    r"(?:党委|党组|原|前|常务)?副?(?:董事长|总经理|书记|主任|区长|市长|县长|省长|镇长|教授|院长|校长|所长|院士|总裁|负责人|局长|厅长|部长|处长|总工程师"
    r"|首席|会长|理事长|秘书长|专家|研究员|CEO|总监|发言人|代表团)"
)
"""Who speaks or travels is a person of the body, not the body."""
_REACH = 40
"""Characters of adverbs between a subject and its verb."""
_GOVERNED = frozenset("在与和同向对为由于从被把将给跟以及让经")


@dataclass(slots=True)
class Topics:
    """The subjects of a section, read in order; ``seen`` is the last subject of each type.

    ``headed``: the section stands under a heading that names the cluster, which is then the subject of clauses without
    one.
    """

    view: str
    spots: Spots
    cluster: Spot | None
    headed: bool = False
    last: list[Spot] = field(default_factory=list)
    seen: dict[str, Spot] = field(default_factory=dict)

    def read(self, sentence: Sentence) -> None:
        """Note the subject of a sentence, for 公司 and 园区 in later ones."""
        index = self.spots.after(sentence.start)
        if index is None or self.spots.starts[index] - sentence.start > _REACH:
            return
        found = self.initial(sentence.start, sentence.end)
        self.last = found[:1] if len(found) == 1 else self.last
        for spot in found[:1]:
            self.seen[spot.type] = spot

    def initial(self, start: int, end: int) -> list[Spot]:
        """The list of names that a clause begins with as its subject; empty when it begins with anything else."""
        lead = _LEAD.match(self.view, start, end)
        at = lead.end() if lead else start
        index = self.spots.after(at)
        if index is None or self.spots.spots[index].start != at:
            return []
        last = index
        most = min(len(self.spots.spots), index + LONGEST)
        while last + 1 < most and self.spots.group[last + 1] == self.spots.group[index]:
            last += 1
        final = self.spots.spots[last]
        if final.end > end or self.view[final.end : final.end + 1] == "的":
            return []
        if _OFFICE.match(self.view, final.end, end):
            return []
        if final.type == "place" and not _PLACE_ACTS.match(self.view, final.end, end):
            return []
        return list(self.spots.spots[index : last + 1])

    def subject(self, sentence: Sentence, at: int, allowed: frozenset[str]) -> list[Spot]:
        """Who does what the word at ``at`` says: the list directly before it, 公司, or the clause before."""
        index = self.spots.before(at)
        while index is not None and self._sited(index, at, sentence.start):
            at = self.spots.spots[index].start - 1
            index = self.spots.before(at)
        if index is not None:
            spot = self.spots.spots[index]
            if spot.start >= sentence.start and at - spot.end < _REACH and ADVERBS.fullmatch(self.view, spot.end, at):
                found = self.spots.up_to(index, allowed)
                return found if found and self.free(found[0].start, sentence.start) else []
        clause = sentence.clause_at(at)
        start = sentence.clauses[clause].start if sentence.clauses else sentence.start
        return self._before(sentence, clause, start, at, allowed)

    def _sited(self, index: int, at: int, floor: int) -> bool:
        """Whether a name is only where it happens (甲公司在苏州设立…)."""
        spot = self.spots.spots[index]
        where = spot.type in ("place", "park") and spot.start > floor and self.view[spot.start - 1] in "在于赴到"
        return where and ADVERBS.fullmatch(self.view, spot.end, at) is not None

    def _before(self, sentence: Sentence, clause: int, start: int, at: int, allowed: frozenset[str]) -> list[Spot]:
        lead = _LEAD.match(self.view, start, at)
        begin = lead.end() if lead else start
        if at - begin > _REACH:
            return []
        pronoun = _PRONOUN.match(self.view, begin, at)
        if pronoun and ADVERBS.fullmatch(self.view, pronoun.end(), at):
            return self._meant(pronoun, allowed, sentence.start)
        if not ADVERBS.fullmatch(self.view, begin, at):
            return []
        for n in range(clause - 1, -1, -1):
            low, high = sentence.clauses[n].start, sentence.clauses[n].end
            found = self.initial(low, high)
            if found:
                return found if all(spot.type in allowed for spot in found) else []
            pronoun = _PRONOUN.match(self.view, low, high)
            if pronoun:
                return self._meant(pronoun, allowed, sentence.start)
        if "own" not in allowed:
            return []
        if self.last and self.last[0].type in allowed and self.last[0].type in ("place", "park", "cluster"):
            return self.last
        return [self.cluster] if self.headed and self.cluster is not None else []

    def _meant(self, pronoun: re.Match[str], allowed: frozenset[str], floor: int) -> list[Spot]:
        """What 公司 or 园区 stands for: the last of its kind in the sentence, else the last subject of its kind."""
        kind = pronoun.lastgroup or ""
        index = self.spots.before(pronoun.start())
        spot = self.cluster if kind == "cluster" else self.seen.get(kind)
        while index is not None and index >= 0 and self.spots.starts[index] >= floor:
            if self.spots.spots[index].type == kind:
                spot = self.spots.spots[index]
                break
            index -= 1
        if spot is None or spot.type not in allowed:
            return []
        return [spot]

    def free(self, start: int, floor: int) -> bool:
        """Whether nothing in front makes a name an object or a wish (鼓励甲…, 与甲…)."""
        before = self.view[max(floor, start - 8) : start].rstrip("“《")
        return not before.endswith(tuple(_GOVERNED)) and _CAUSED.search(before) is None
