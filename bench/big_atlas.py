"""A synthetic atlas of a thousand clusters and a hundred thousand claims, for loads that no shipped example gives.

    python -m bench.big_atlas FOLDER [CLUSTERS]

The sentences are invented, the claims are written out beside them instead of being extracted; ledger, build and atlas
are the real ones. One document speaks of one cluster. The same arguments give the same workspace.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from jiqun.extract import RULES_VERSION
from jiqun.ledger.ledger import Ledger
from jiqun.model import (
    Block,
    Claim,
    ClusterClaim,
    Document,
    Entity,
    Excluded,
    Figure,
    Mention,
    Origin,
    Practice,
    Relation,
    Segment,
    Standing,
)
from jiqun.version import digest_of
from jiqun.vocab.practices import categories
from jiqun.workspace import Workspace

_SYLLABLES = "东西南北上下清白青云石金银玉安宁永长平和兴德"
_ENDS = "岭江川河溪源门沙浦山城州阳陵"
_FIELDS = ("高端装备", "新材料", "生物医药", "电子信息", "食品", "纺织服装", "新能源", "航空航天")
_GOODS = ("轴承", "花卉", "电池", "陶瓷", "机床", "药材", "显示器", "家具", "阀门", "纱线", "茶叶", "船舶")
_MEASURES = (
    ("总产值", "gross_output_value", "亿元", 1e8, "CNY"), ("营业收入", "revenue", "亿元", 1e8, "CNY"),
    ("企业数", "enterprises", "家", 1, "count"), ("从业人员", "employees", "万人", 1e4, "person"),
)  # fmt: skip


class _Text:
    """A document that grows line by line, with the claims that its lines make."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.claims: list[Claim] = []
        self.length = 0

    def line(self, text: str, kind: str = "paragraph", level: int = 0, excluded: str | None = None) -> int:
        """Add a line; where it begins."""
        start = self.length
        self.blocks.append(Block(start, start + len(text), kind, level, excluded))
        self.lines.append(text)
        self.length += len(text) + 1
        return start


def _at(start: int, line: str, quote: str) -> dict[str, object]:
    at = start + line.index(quote)
    return {"quote": quote, "start": at, "end": at + len(quote)}


def _place(number: int) -> str:
    first, rest = divmod(number, len(_ENDS))
    return _SYLLABLES[first % len(_SYLLABLES)] + _SYLLABLES[first // len(_SYLLABLES) % len(_SYLLABLES)] + _ENDS[rest]


def document(number: int) -> tuple[Document, list[Claim]]:
    """The document on one cluster and its hundred claims."""
    chance = random.Random(number)
    place, goods = _place(number), chance.choice(_GOODS)
    name, text = f"{place}{goods}产业集群", _Text()
    start = text.line(name, "heading", 1)
    text.claims.append(
        ClusterClaim(
            **_at(start, name, name), name=name, field=chance.choice(_FIELDS), place=place, cluster=name, rule="bench"
        )
    )
    for year in range(2012, 2025):
        _figures(text, name, year, chance)
    _members(text, name, place, goods)
    _practices(text, name, chance)
    start = text.line("点击下载本页", excluded="page_control")
    text.claims.append(Excluded(**_at(start, "点击下载本页", "点击下载本页"), reason="page_control"))
    whole = "\n".join(text.lines) + "\n"
    sha256 = hashlib.sha256(whole.encode()).hexdigest()
    made = Document(whole, tuple(text.blocks), f"{name}概况", f"{2019 + number % 6}-03-01", sha256, f"{number:04}.txt")
    return made, text.claims


def _figures(text: _Text, name: str, year: int, chance: random.Random) -> None:
    for words, indicator, unit, size, code in _MEASURES:
        value = chance.randint(2, 9000)
        said = f"{year}年{name}{words}达到{value}{unit}"
        line = f"{said}，比上年有所增长，各项工作按第{chance.randint(1, 99)}号部署推进。"
        start = text.line(line)
        value_text = f"{value}{unit}"
        at = start + line.index(value_text)
        text.claims.append(
            Figure(
                **_at(start, line, said), value=value * size, value_text=value_text, value_start=at,
                value_end=at + len(value_text), unit=code, unit_text=unit, subject=name, indicator=words,
                indicator_id=indicator, basis=indicator if code == "CNY" else None, period=str(year),
                period_text=f"{year}年", cluster=name, rule="bench", confidence=round(chance.uniform(0.3, 0.99), 2),
                status="target" if year == 2024 and code == "CNY" else "actual",
            )
        )  # fmt: skip


def _members(text: _Text, name: str, place: str, goods: str) -> None:
    firms = [
        f"{place}{goods}{part}有限公司" for part in ("一厂", "二厂", "机械", "贸易", "科技", "股份", "集团", "精工")
    ]
    for first in range(0, len(firms), 4):
        some = firms[first : first + 4]
        line = f"{name}聚集了{'、'.join(some)}等企业。"
        start = text.line(line)
        for firm in some:
            place_of = _at(start, line, firm)
            mention = Mention(int(str(place_of["start"])), int(str(place_of["end"])))
            text.claims.append(
                Entity(**place_of, type="company", name=firm, mentions=(mention,), cluster=name, rule="bench")
            )
            text.claims.append(
                Relation(
                    **_at(start, line, "、".join(some)),
                    head=firm,
                    relation="member_of",
                    tail=name,
                    cluster=name,
                    rule="bench",
                )
            )
    for kind, word in (
        ("platform", "公共服务平台"),
        ("university", "工学院"),
        ("association", "行业协会"),
        ("park", "产业园"),
        ("fund", "发展基金"),
    ):
        body = f"{place}{goods}{word}"
        line = f"依托{body}，{name}开展协作。"
        start = text.line(line)
        place_of = _at(start, line, body)
        mention = Mention(int(str(place_of["start"])), int(str(place_of["end"])))
        text.claims.append(Entity(**place_of, type=kind, name=body, mentions=(mention,), cluster=name, rule="bench"))
        text.claims.append(Standing(**_at(start, line, "开展协作"), subject=body, cluster=name, rule="bench"))


def _practices(text: _Text, name: str, chance: random.Random) -> None:
    known = list(categories())
    for number in range(12):
        heading = f"办法{number + 1}：第{chance.randint(1, 999)}项举措"
        line = f"{heading}。{name}为此出台了专门的办法。"
        start = text.line(line)
        text.claims.append(
            Practice(
                **_at(start, line, heading), heading=heading, category=chance.choice(known), cluster=name, rule="bench",
                paragraph_start=start, paragraph_end=start + len(line),
            )
        )  # fmt: skip
    for position in (
        "upstream",
        "midstream",
        "downstream",
        "core",
        "linked",
        "support",
        "application",
        "stage",
        "system",
    ):
        segment = f"{position}环节{chance.randint(1, 50)}"
        line = f"{name}的产业链有{segment}。"
        start = text.line(line)
        text.claims.append(
            Segment(**_at(start, line, segment), segment=segment, position=position, cluster=name, rule="bench")
        )


def make(folder: Path, clusters: int = 1000) -> Workspace:
    """The workspace, built; one that stands there already is only brought up to date."""
    if (folder / "jiqun.toml").is_file():
        from jiqun.workspace import open as open_workspace

        work = open_workspace(folder)
    else:
        work = Workspace.create(folder, "合成图集")
    with Ledger(folder / "ledger.sqlite") as ledger:
        for made, claims in _documents(clusters):
            if not ledger.has(made.sha256):
                origin = Origin(title=made.title, producer="Jiqun", licence="CC0-1.0")
                ledger.add(made, origin, suffix=".txt", reader=digest_of("read"))
                ledger.put_extraction(made, claims, rules=RULES_VERSION)
    work.build()
    return work


def _documents(clusters: int) -> Iterator[tuple[Document, list[Claim]]]:
    return (document(number) for number in range(clusters))


def main() -> None:
    """Make it, and say how large it is."""
    started = time.perf_counter()
    work = make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
    print(work.atlas.summary, f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
