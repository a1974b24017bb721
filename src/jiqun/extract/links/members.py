"""Who belongs to a cluster: the names of lists that it gathers; and where a cluster lies by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiqun.extract.lists import NameList
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.model import ClusterClaim, Entity, Relation

_GATHERED = re.compile(r"聚集|集聚|汇聚|汇集|拥有|培育|涌现|引进|引入|落户|入驻|吸引|包括|有$|先后|设立|成立|组建")
_BUILT = re.compile(r"搭建|建立|建设|建成|打造")
_OUTSIDE = re.compile(r"参展|参会|参加|客户|采购|预装|配套给|供货|出口|合作|对接|签约|联合|协同|与|和$|及$")
_CLAUSE_END = re.compile(r"[,。;]")
_MEMBERS = ("company", "university", "research_institute", "mixed", "platform")


def members(reading: Reading, section: Section, lists: list[NameList], entities: Sequence[Entity]) -> list[Relation]:
    """`member_of` from lists that a cluster gathers.

    A list is one of members when its opening word gathers (聚集了, 拥有); partners, customers and exhibitors
    (与…合作, …参展) are none. A later list of the same sentence, joined by 及, goes with the first.
    """
    if section.cluster is None or not lists:
        return []
    names = {(m.start, m.end): entity.name for entity in entities for m in entity.mentions}
    found: list[Relation] = []
    gathered_until = -1
    for listed in lists:
        serving = listed.kind == "platform" and "服务" in reading.view[listed.items[-1].end : listed.end]
        clause_end = _CLAUSE_END.search(reading.view, listed.end)
        rest = reading.view[listed.end : clause_end.start() if clause_end else listed.end]
        joined = listed.start < gathered_until and listed.opened in ("", "及", "以及", "和")
        gathered = _GATHERED.search(listed.opened) is not None and not _OUTSIDE.search(listed.opened)
        gathers = (serving and _BUILT.search(listed.opened) is not None) or gathered
        if listed.kind not in _MEMBERS or _OUTSIDE.search(rest) or not (gathers or joined):
            continue
        stop = reading.view.find("。", listed.end)
        gathered_until = stop if stop >= 0 else len(reading.view)
        low = listed.start
        for item in listed.items:
            name = names.get((item.start, item.end))
            if name is not None:
                quote = reading.text[low : listed.end]
                found.append(
                    Relation(
                        quote=quote,
                        start=low,
                        end=listed.end,
                        rule="relation.gathered",
                        cluster=section.cluster,
                        head=name,
                        relation="serves" if serving else "member_of",
                        tail=section.cluster,
                        head_start=item.start,
                        head_end=item.end,
                    )
                )
    return found


def cluster_place(cluster: ClusterClaim) -> list[Relation]:
    """The place in a cluster's own name."""
    if cluster.place is None:
        return []
    return [
        Relation(
            quote=cluster.quote,
            start=cluster.start,
            end=cluster.end,
            rule="relation.cluster_name",
            cluster=cluster.name,
            head=cluster.name,
            relation="located_in",
            tail=cluster.place,
            explicit=False,
        )
    ]
