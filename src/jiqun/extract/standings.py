"""Standing claims: achievements and positions stated without a number (全国领先, 名列前茅, 世界一流)."""

from __future__ import annotations

import re

from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.subjects import Subjects
from jiqun.model import Standing
from jiqun.vocab.guarded import guarded

_STANDING = guarded(
    r"(?:全国|国内|全球|世界|国际|行业|省内|亚洲|遥遥|处于|居)[^,。;]{0,6}领先|领先(?:优势|水平|地位)|前列|名列前茅|(?:世界|国际|国内|全国)一流|全球瞩目"
    r"|(?:全国|我国|全球|世界|国内)[^,。;]{0,14}重要[^,。;]{0,20}(?:基地|中心|城市|枢纽|集聚区)|享有盛誉|蜚声|驰名|排头兵|领头羊|填补[^,。;]{0,10}空白|被(?:称|誉)为[^,。;]{0,16}“[^”]{2,12}”|影响力[^,。;]{0,6}(?:提升|增强)"
)
_HINT = re.compile(  # every standing holds one of these
    "领先|前列|名列前茅|一流|瞩目|重要|盛誉|蜚声|驰名|排头兵|领头羊|空白|被称为|被誉为|影响力"
)
_AIM = re.compile(r"打造|建设(?:成|世界|国际|国内)|力争|争创|瞄准|目标|努力|推动.{0,8}迈向|向.{0,8}迈进")


def standings(reading: Reading, section: Section, subjects: Subjects) -> list[Standing]:
    """The clauses of a section that claim a standing; aims (打造世界一流…) are none.

    The subject is looked up as for figures.
    """
    found: list[Standing] = []
    for block in section.blocks:
        if block.kind in ("heading", "title", "cell"):
            continue
        subjects.new_paragraph(block.start)
        for sentence in reading.sentences(block):
            topics = subjects.read_sentence(sentence)
            if not _HINT.search(reading.view, sentence.start, sentence.end):
                continue
            for number, clause in enumerate(sentence.clauses):
                match = _STANDING.search(reading.view, clause.start, clause.end)
                if match is None or _AIM.search(reading.view, clause.start, match.end()):
                    continue
                low = clause.start
                while reading.view[low] in " \u3000":
                    low += 1
                high = clause.end + (reading.view[clause.end : clause.end + 1] == "”")
                quote = reading.text[low:high]
                if quote.count("“") != quote.count("”"):
                    high, quote = clause.end, reading.text[low : clause.end]
                found.append(
                    Standing(
                        quote=quote,
                        start=low,
                        end=high,
                        rule="standing",
                        cluster=section.cluster,
                        subject=subjects.text_of(topics[number]),
                    )
                )
    return found
