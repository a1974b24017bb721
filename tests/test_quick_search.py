"""What is searched faster finds the same: patterns behind their first characters, words of a whole text by stretch."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.extract import extract
from jiqun.model import Block, Document
from jiqun.vocab.fold import fold
from jiqun.vocab.guarded import guarded
from jiqun.vocab.lexicon import Lexicon
from jiqun.vocab.places import find_places, places_within

HERE = Path(__file__).parent
TEXT = "\n".join(fold(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("gold/*.txt")))
ENGLISH = "\n".join(fold(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("english/*.txt")))
GUARDED = re.compile(r"\(\?=(?:\\.|\[(?:\\.|[^\]\\])+\]|[^\\\[\]()])+\)\((?P<plain>\?:.*)\)", re.DOTALL)


def patterns() -> dict[str, re.Pattern[str]]:
    """The guarded patterns of the rules, those of the English ones too, by name."""
    extract(Document(ENGLISH[:2000], (Block(0, 2000),)), tagger=False)
    found = {
        f"{module.__name__}.{name}": value
        for module in list(sys.modules.values())
        if module.__name__.startswith("jiqun.extract")
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }
    return {name: pattern for name, pattern in found.items() if GUARDED.fullmatch(pattern.pattern)}


def test_a_guarded_pattern_finds_what_it_finds_without_its_guard() -> None:
    found = patterns()
    assert len(found) > 30
    for name, pattern in found.items():
        held = GUARDED.fullmatch(pattern.pattern)
        assert held is not None
        plain = re.compile(f"({held['plain']})", pattern.flags)
        text = ENGLISH if ".english." in name else TEXT
        spans = [match.span() for match in pattern.finditer(text)]
        assert spans == [match.span() for match in plain.finditer(text)], name


@pytest.mark.parametrize("pattern", ["a?", ".a", "[^,]a", "a|", "(?i:a)", "(a)(?P=b)", "a|b)", r"\1"])
def test_a_pattern_without_a_set_of_first_characters_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no set of first characters"):
        guarded(pattern)


def test_a_guard_holds_the_classes_and_what_may_be_left_out_at_the_beginning() -> None:
    pattern = guarded(r"""(?P<sign>[+-])? [\d.]+ (?!年) | \bno [ ] one""", re.VERBOSE | re.IGNORECASE)
    assert [match.group() for match in pattern.finditer("-5 +.5 7年 No one")] == ["-5", "+.5", "No one"]


@given(st.text(alphabet="江苏省泰州市昆山北京场与", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_words_within_a_stretch_are_those_of_the_stretch_alone(text: str, start: int, end: int) -> None:
    lexicon = Lexicon(["江苏", "江苏省", "泰州", "州市", "北京", "京场与"])
    alone = [(start + low, start + high) for low, high in lexicon.find(text[start:end])]
    assert lexicon.find_within(text, start, min(end, len(text))) == alone
    places = [(start + low, start + high, place) for low, high, place in find_places(text[start:end])]
    assert places_within(text, start, min(end, len(text))) == places
