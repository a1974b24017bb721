"""Classes of English words, as far as the rules need them: function words, verb forms, measure nouns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jiqun.extract.record import record
from jiqun.vocab.tables import rows

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[\u3400-\u9fff]+|[A-Za-zÀ-ž][\w'’.&/-]*[\w'’]|[A-Za-zÀ-ž]|\d[\d.,:/-]*\d|\d|[^\w\s]"
)


@record
class Token:
    """One word, number or mark; ``word`` is in lower case, ``capital`` tells whether it is written with one."""

    start: int
    end: int
    word: str
    capital: bool = False

    @property
    def number(self) -> bool:
        """Whether it begins with a digit."""
        return self.word[0].isdigit()


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb form: its lemma, its role in the tables, and how surely it is a finite verb (3 sure, 1 base form)."""

    lemma: str
    role: str
    strength: int


def tokens(view: str, start: int, end: int) -> list[Token]:
    """The words, numbers and marks of a stretch of text."""
    return [
        Token(
            m.start(),
            m.end(),
            m.group() if m.group() in ("IT", "US", "WHO") else m.group().lower(),
            m.group()[0].isupper(),
        )
        for m in _TOKEN.finditer(view, start, end)
    ]


@cache
def verbs() -> dict[str, Verb]:
    """Verb forms (present, past, participle) by form."""
    found: dict[str, Verb] = {}
    for row in rows("verbs_en.csv"):
        lemma, role = row["lemma"], row["role"]
        irregular = [form for form in row["past"].split("|") if form]
        third = _third(lemma)
        past = irregular or [_past(lemma)]
        strong = 3 if role != "aux" else 4
        for form in past:
            regular = form.endswith("ed") and role != "aux"
            said = Verb(lemma, role, 2 if regular or form == lemma else strong)
            if found.get(form, said).strength < said.strength:
                found[form] = said  # found that: of find, before to found
            found.setdefault(form, said)
        found.setdefault(third, Verb(lemma, role, 1 if row["noun"] else strong))  # exports: a noun as well
        found.setdefault(lemma, Verb(lemma, role, strong if role == "aux" else 1))
        found.setdefault(_gerund(lemma), Verb(lemma, role, 0))
    return found


@cache
def participles() -> frozenset[str]:
    """Irregular forms that are participles too (built, led, run), not those with a participle beside them (fell)."""
    table = rows("verbs_en.csv")
    last = {
        row["past"].split("|")[-1] for row in table if row["past"] and row["role"] not in ("aux", "up", "down", "level")
    }
    return frozenset(last - {"has", "have", "had", "does"})


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in "aeo" else lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2] not in "aeo" else lemma + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    doubled = {"run": "running", "cut": "cutting", "get": "getting", "win": "winning", "set": "setting", "lie": "lying"}
    return doubled.get(lemma, lemma + "ing")


@cache
def stops() -> dict[str, str]:
    """Function words and their class; a word of two classes keeps the first."""
    found: dict[str, str] = {}
    for row in rows("stops_en.csv"):
        for word in row["words"].split("|"):
            found.setdefault(word, row["kind"])
    return found


@cache
def _nouns(kind: str) -> frozenset[str]:
    return frozenset(row["noun"].lower() for row in rows("nouns_en.csv") if row["class"] == kind)


def is_measure(word: str) -> bool:
    """Whether a noun names what is measured (output, revenue, capacity) and not who has it."""
    return word.lower() in _nouns("measure")


def is_person(word: str) -> bool:
    """Whether a plural noun counts people."""
    return word.lower() in _nouns("person")


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun, or is one that counts people."""
    word = word.lower()
    return (
        is_person(word)
        or word in _nouns("thing")
        or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s")))
    )
