"""English standing claims: positions claimed without a number (world leading, one of the largest)."""

from __future__ import annotations

import re

from jiqun.extract.english.reading import read_sentence, sentence_spans
from jiqun.extract.english.sections import Paragraph
from jiqun.extract.english.subjects import Subjects
from jiqun.model import Standing
from jiqun.vocab.guarded import guarded

_STANDING = guarded(
    r"\b(?:world|globally|internationally|nationally|industry)[- ](?:leading|class|renowned|famous|known"
    r"|recogni[sz]ed)\b"
    r"|\b(?:leading|foremost|premier|top|pre-eminent) (?:\w+ ){0,3}(?:cluster|hub|centre|center|location|region"
    r"|base|position|producer|supplier|player)\b"
    r"|\bone of (?:the|its|\w+'s) (?:\w+ ){0,2}(?:most|largest|leading|biggest|best|top|strongest|oldest)\b"
    r"|\bamong the (?:\w+ ){0,2}(?:most|largest|leading|biggest|best|top|strongest|oldest)\b"
    r"|\b(?:enjoys|has) (?:a|an) (?:\w+ )?reputation\b|\bat the forefront\b|\bis (?:widely )?(?:known|regarded"
    r"|considered|recogni[sz]ed) as\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:aims?|will|to become|to be|plans?|seeks?|goal|ambition|strives?|intends?|wants?|hopes?)\b", re.IGNORECASE
)


def standings(text: str, view: str, part: Paragraph, subjects: Subjects, cluster: str | None) -> list[Standing]:
    """The sentences of a paragraph that claim a standing; aims (to become a leading hub) are none."""
    found: list[Standing] = []
    if _STANDING.search(view, part.start, part.end) is None:
        return found
    for low, high in sentence_spans(view, part.start, part.end):
        m = _STANDING.search(view, low, high)
        if m is None or _AIM.search(view, low, m.start()):
            continue
        sentence = read_sentence(view, (low, high), [])
        topic = subjects.read(sentence)[sentence.at(m.start())]
        segment = sentence.segments[sentence.at(m.start())]
        start, end = min(segment.start, m.start()), max(segment.end, m.end())
        if view[end - 1 : end] == ".":
            end -= 1
        found.append(
            Standing(
                quote=text[start:end],
                start=start,
                end=end,
                rule="english.standing",
                cluster=cluster,
                subject=topic.words,
            )
        )
    return found
