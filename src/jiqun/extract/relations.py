"""Relations that a text states: who belongs to a cluster, and where a thing lies."""

from __future__ import annotations

import re

from jiqun.extract.lists import NameList
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.model import ClusterClaim, Entity, Relation
from jiqun.vocab.fold import fold
from jiqun.vocab.places import find_places

_GATHERED = re.compile(r"聚集|集聚|汇聚|汇集|拥有|培育|涌现|引进|引入|落户|入驻|吸引|包括|有$|先后|设立|成立|组建")
_OUTSIDE = re.compile(r"参展|参会|参加|客户|采购|预装|配套给|供货|出口|合作|对接|签约|联合|协同|与|和$|及$")
_MEMBERS = ("company", "university", "research_institute", "mixed", "platform")
_SITED = ("park", "platform", "government")


def relations(reading: Reading, section: Section, lists: list[NameList], entities: list[Entity]) -> list[Relation]:
    """`member_of` from lists that a cluster gathers, `located_in` from places inside names (implied).

    A list is one of members when its opening word gathers (聚集了, 拥有); partners, customers and exhibitors
    (与…合作, …参展) are none. A later list of the same sentence, joined by 及, goes with the first.
    """
    if section.cluster is None:
        return []
    names = {(m.start, m.end): entity.name for entity in entities for m in entity.mentions}
    found: list[Relation] = []
    gathered_until = -1
    for listed in lists:
        clause_end = re.compile(r"[,。;]").search(reading.view, listed.end)
        rest = reading.view[listed.end : clause_end.start() if clause_end else listed.end]
        joined = listed.start < gathered_until and listed.opened in ("", "及", "以及", "和")
        gathers = _GATHERED.search(listed.opened) is not None and not _OUTSIDE.search(listed.opened)
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
                        relation="member_of",
                        tail=section.cluster,
                    )
                )
    return found + [one for entity in entities for one in _located(section, entity)]


def _located(section: Section, entity: Entity) -> list[Relation]:
    """A place at the head of a park's, platform's or institute's name says where it lies: implied, not stated."""
    view = fold(entity.quote)
    places = find_places(view[:8])
    if entity.type not in _SITED or not places or places[0][0] != 0:
        return []
    end = places[0][1]
    return [
        Relation(
            quote=entity.quote,
            start=entity.start,
            end=entity.end,
            rule="relation.name",
            cluster=section.cluster,
            head=entity.name,
            relation="located_in",
            tail=entity.quote[:end],
            explicit=False,
        )
    ]


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
