"""English sentences, cut into the stretches that one verb governs, each with its subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from jiqun.extract.english.heads import subject_before
from jiqun.extract.english.tables import currencies, masks
from jiqun.extract.english.verbals import adjective, finite, participle
from jiqun.extract.english.words import Token, Verb, stops, tokens, verbs
from jiqun.extract.period import Period
from jiqun.vocab.guarded import guarded

_END = guarded(
    r"[.!?][\"')\]”’]*(?:\s?\[\d{1,3}\])+(?=\s*[\"'(“‘]?[A-Z]|\s*$)"
    r"|[.!?][\"')\]”’]*(?=\s+[\"'(“‘\[]?[A-Z0-9£€$¥]|\s*$)|(?<=[a-z]{3})\.(?=[A-Z][a-z]+ )|[。!?]",
    re.MULTILINE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Ltd|Co|Corp|Bros|No|Nos|approx|etc|e\.g|i\.e|vs|St|Dr|Mr|Mrs|Ms|Prof|Jr|Sr|Mt|Fig|Figs|Jan|Feb"
    r"|Mar|Apr|Jun|Jul"
    r"|Aug|Sept|Sep|Oct|Nov|Dec|ca|cf|al|Rs|Dept|Univ|Gov|Gen|U\.S|U\.K|U\.N|E\.U|D\.C|a\.m|p\.m|est|incl|pop|pp|p)"
    r"|(?<=[a-z])Rs|\b[A-Z])$"
)
_OPENS = re.compile(
    r"\s+[\"'(“]?(?:The|It|Its|In|This|These|They|A|An|At|By|As|For|With|We|Our|Since|From|Some|More|Over|Both"
    r"|Other|Most|Between|Among|About|Around|Another|Each|All|Today|During|After|Before|On|To)\b"
)
_LONGEST = 1200
_SAYING = (
    "say",
    "announce",
    "report",
    "estimate",
    "believe",
    "claim",
    "note",
    "confirm",
    "suggest",
    "indicate",
    "expect",
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence with at most one governing verb.

    ``subject`` spans the noun phrase before the verb; ``link`` tells how the segment hangs on the one before: ``who``
    (its subject is the noun before it), ``and`` (it shares the subject), ``participle`` or an empty string.
    """

    start: int
    end: int
    verb: Token | None
    form: Verb | None
    subject: tuple[int, int] | None
    link: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words and segments."""

    start: int
    end: int
    tokens: list[Token]
    segments: list[Segment]

    def at(self, offset: int) -> int:
        """The index of the segment that holds ``offset``."""
        return max(0, bisect_right([segment.start for segment in self.segments], offset) - 1)


def sentence_spans(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a stretch: a full stop ends one unless it belongs to an abbreviation.

    >>> view = "Acme Inc. employs 5. The U.S. firm grew by 2.5 percent."
    >>> [view[a:b] for a, b in sentence_spans(view, 0, len(view))]
    ['Acme Inc. employs 5.', 'The U.S. firm grew by 2.5 percent.']
    """
    found: list[tuple[int, int]] = []
    low = start
    for m in _END.finditer(view, start, end):
        if view[m.start()] == "." and m.end() < end and _abbreviated(view, low, m):
            continue
        found.append((low, m.end()))
        low = m.end()
        while low < end and view[low].isspace():
            low += 1
    if low < end:
        found.append((low, end))
    return [piece for span in found for piece in _bounded(view, span)]


def _bounded(view: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """A sentence without end (a list of thousands of items) in pieces, cut at blanks."""
    low, high = span
    pieces: list[tuple[int, int]] = []
    while high - low > _LONGEST:
        cut = view.rfind(" ", low + 1, low + _LONGEST)
        cut = cut if cut > low else low + _LONGEST
        pieces.append((low, cut))
        low = cut
    return [*pieces, (low, high)]


def _abbreviated(view: str, low: int, m: re.Match[str]) -> bool:
    short = _ABBREVIATION.search(view, max(low, m.start() - 8), m.start())
    if short is None:
        return False
    company = short.group() in ("Inc", "Ltd", "Co", "Corp", "etc", "U.S", "U.K", "D.C", "p.m", "a.m")
    return not (company and _OPENS.match(view, m.end()))


def masked_spans(view: str) -> list[tuple[int, int]]:
    """The zones of a text whose numerals belong to names, references, phone numbers and the like."""
    found = [
        m.span()
        for pattern in masks()
        for m in pattern.finditer(view)
        if not _amount(m.group(), view[m.end() : m.end() + 9])
    ]
    return sorted(found)


def _amount(text: str, behind: str) -> bool:
    """Whether letters with digits are an amount or a period and no name (EUR2, FY2019, H1, Q3, R300 million)."""
    if behind.lstrip().startswith(("million", "billion", "trillion")) and re.fullmatch(r"[RNW]\d[\d.,]*", text):
        return True
    if re.fullmatch(r"(?:[RNW]\d[\d.,]*(?:m|bn|tn|trn)|(?:Rp|Dh|Tk|[KTU][Ss]h)\d[\d.,]*(?:m|bn|tn|k)?)", text):
        return True
    coded = re.match(r"([A-Z]{2,3})\d", text)
    if coded and coded[1].lower() not in currencies()[2] and coded[1] not in ("FY", "RM", "US", "HK", "NT"):
        return False
    return re.match(
        r"(?:[A-Z]{2,3}\d+(?:[.,]\d+)*(?:m|bn|k)?|Rs\.?\d.*|FY'?\d+|[QH][1-4])$", text
    ) is not None and not (text.startswith(("ISO", "MP", "IP", "CO", "PM", "AI", "EN", "DIN", "COV")))


def read_sentence(view: str, span: tuple[int, int], periods: list[Period]) -> Sentence:
    """One sentence with its segments; commas inside dates cut nothing."""
    words = _uncapped(tokens(view, *span))
    bounds = _boundaries(words, periods)
    segments: list[Segment] = []
    for (low, high), link in bounds:
        if low < high:
            segments.append(_segment(view, words[low:high], periods, link))
    if not segments:
        segments = [Segment(span[0], span[1], None, None, None, "")]
    return Sentence(span[0], span[1], words, segments)


def _uncapped(words: list[Token]) -> list[Token]:
    """The words of a line in headline case without their capitals, which tell no name there."""
    content = [word for word in words if word.word[0].isalpha() and word.word not in stops()]
    if len(content) > 3 and sum(word.capital for word in content) * 10 >= len(content) * 8:
        return [replace(word, capital=False) for word in words]
    return words


def _boundaries(words: list[Token], periods: list[Period]) -> list[tuple[tuple[int, int], str]]:
    """Where segments begin and end, as indexes of words, with what links each to the one before."""
    table = stops()
    dated = [(p.start, p.end) for p in periods]
    found: list[tuple[tuple[int, int], str]] = []
    low, link = 0, ""
    aside = _dated_brackets(words, dated)
    for n, token in enumerate(words):
        word = token.word
        if n in aside:
            continue
        if len(word) == 1 and word in ',;:—–()[]"“”' and not any(a <= token.start < b for a, b in dated):
            found.append(((low, n), link))
            low, link = n + 1, "" if word != "(" else "bracket"
        elif table.get(word) == "relative" and not (word == "that" and _points(words, n)):
            found.append(((low, n), link))
            before = words[n - 1].word if n else ""
            link = "that" if word == "that" and before in verbs() else "who"
            low = n + (1 if word != "whose" else 0)
        elif n > low and _says(words, n):
            found.append(((low, n + 1), link))
            low, link = n + 1, "that"
        elif word == "where" and n > low and words[n - 1].word not in ("from", "near"):
            found.append(((low, n), link))
            low, link = n + 1, "where"
        elif (
            word in ("and", "but", "or", "while", "whereas", "although", "because", "when", "if", "whilst")
            and n > low
            and _splits(words, low, n)
        ):
            found.append(((low, n), link))
            low, link = n + 1, "and"
    found.append(((low, len(words)), link))
    return found


def _says(words: list[Token], n: int) -> bool:
    """Whether a verb of saying opens a clause without *that* (He said the mill would create 40 jobs)."""
    verb = verbs().get(words[n].word)
    if verb is None or verb.lemma not in _SAYING or verb.strength < 2 or n + 2 >= len(words):
        return False
    following = words[n + 1]
    if stops().get(following.word) not in ("determiner", "pronoun") and not following.capital:
        return False
    for m in range(n + 2, min(n + 9, len(words))):
        if words[m].word in (",", ";", "(", "that", "which", "who"):
            return False
        if finite(words, m, n + 1) >= 3:
            return True
    return False


def _dated_brackets(words: list[Token], dated: list[tuple[int, int]]) -> set[int]:
    """The marks of brackets that hold nothing but a time (exports (2023) rose): they cut nothing."""
    found: set[int] = set()
    for n, token in enumerate(words):
        if token.word != "(":
            continue
        close = next((m for m in range(n + 1, min(n + 8, len(words))) if words[m].word == ")"), None)
        inside = words[n + 1 : close] if close else []
        if inside and close and all(any(a <= one.start < b for a, b in dated) for one in inside):
            found |= {n, close}
    return found


def _points(words: list[Token], n: int) -> bool:
    """Whether *that* points at a noun (in that year, That surge) and opens no clause."""
    before = words[n - 1].word if n else "."
    return n == 0 or (stops().get(before) == "preposition" and before not in ("so", "such", "than", "except"))


def _splits(words: list[Token], low: int, at: int) -> bool:
    """Whether a conjunction opens a stretch with a verb of its own, after one that has its verb already."""
    table = stops()
    had = any(finite(words, n, low) >= 2 for n in range(low, at))
    nearest = at + 1
    while nearest < len(words) and table.get(words[nearest].word) == "adverb":
        nearest += 1
    if nearest < len(words):
        verb = verbs().get(words[nearest].word)
        if verb is not None and (verb.strength >= 2 or (verb.strength == 1 and had)) and not adjective(words, nearest):
            return True
        if had and words[nearest].word == "to" and nearest + 1 < len(words):
            return True
    if not had:
        return False
    opened = table.get(words[at + 1].word) == "determiner" if at + 1 < len(words) else False
    for n in range(at + 1, min(at + 9, len(words))):
        if words[n].word in (",", ";", "(", "that", "which", "who", "and"):
            return False
        sure = finite(words, n, at + 1)
        if sure >= 3 or (sure == 2 and opened and n + 1 < len(words) and table.get(words[n + 1].word) == "preposition"):
            return True
    return False


def _segment(view: str, words: list[Token], periods: list[Period], link: str) -> Segment:
    dates = [(p.start, p.end) for p in periods]  # 15 May 1980 holds no verb
    ranked = [
        (0 if any(low <= word.start < high for low, high in dates) else finite(words, n, 0), -n)
        for n, word in enumerate(words)
    ]
    best = max(ranked, default=(0, 0), key=lambda pair: (min(pair[0], 3), pair[1]))
    start, end = words[0].start, words[-1].end
    first = verbs().get(words[0].word)
    if best[0] and -best[1] == 0 and best[0] == 3 and link in ("", "bracket") and participle(words):
        return Segment(start, end, words[0], first, None, "participle")
    hanging = first is not None and first.strength == 0 and best[0] <= 2 and link in ("", "bracket")
    if best[0] == 0 or (hanging and participle(words)):
        if first is not None and participle(words):
            return Segment(start, end, words[0], first, None, "participle" if link in ("", "bracket") else link)
        if link == "and" and first is not None:
            return Segment(start, end, words[0], first, None, link)
        return Segment(start, end, None, None, None, link)
    at = -best[1]
    subject = subject_before(words, at, periods)
    if subject is None and link == "" and at == 0 and participle(words):
        link = "participle"
    return Segment(start, end, words[at], verbs()[words[at].word], subject, link)
