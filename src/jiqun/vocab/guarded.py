"""Patterns of many words that are tried only where a first character of one of them stands."""

from __future__ import annotations

import re

_LOOKAROUND = re.compile(r"\(\?<?[=!]")
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>)?(?!\?)")
_EDGE = re.compile(r"[\^$]|\\[bB]")
_CLASS = re.compile(r"\[(?P<body>(?:\\.|[^\]\\])+)\]")
_ESCAPE = re.compile(r"\\[^bBAZ0-9]")
_PLAIN = re.compile(r"[^.^$*+?{}\[\]\\|()]")
_ANY = "any"
_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d*,?\d*\})\??")
_BLANKS = re.compile(r"(\\.|\[(?:\\.|[^\]\\])+\])|\s+")  # outside classes
_NONE_NEEDED = re.compile(r"[*?]|\{0?,|\{0\}")

Firsts = tuple[set[str], bool, int]
"""The first characters of a piece of a pattern, whether it may be empty, and where it ends."""


def guarded(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern behind a test for its first characters, which are read from it.

    Python tries some hundred alternatives one after the other at every character of a text. One look at a set of
    characters spares it that at nineteen characters of twenty. A pattern that may begin with any character, or match
    nothing at all, cannot be guarded: ValueError. ``flags`` are those of `re.compile`; a verbose pattern may hold no
    comments.

    >>> guarded("能(?!源)|(?<!中)是|(?:已经?)?有|[向对]").pattern
    '(?=[向对]|已|是|有|能)(?:能(?!源)|(?<!中)是|(?:已经?)?有|[向对])'
    """
    if flags & re.VERBOSE:
        pattern, flags = _BLANKS.sub(lambda found: found[1] or "", pattern), flags & ~re.VERBOSE
    firsts, empty, end = _alternatives(pattern, 0)
    if empty or _ANY in firsts or end < len(pattern):
        raise ValueError(f"no set of first characters for {pattern!r}")
    return re.compile(f"(?={'|'.join(sorted(firsts))})(?:{pattern})", flags)


def _alternatives(pattern: str, at: int) -> Firsts:
    firsts, empty, at = _sequence(pattern, at)
    while pattern.startswith("|", at):
        more, nothing, at = _sequence(pattern, at + 1)
        firsts, empty = firsts | more, empty or nothing
    return firsts, empty, at


def _sequence(pattern: str, at: int) -> Firsts:
    firsts: set[str] = set()
    empty = True  # so far
    while at < len(pattern) and pattern[at] not in "|)":
        found, nothing, at = _piece(pattern, at)
        if quantifier := _QUANTIFIER.match(pattern, at):
            nothing, at = nothing or _NONE_NEEDED.match(pattern, at) is not None, quantifier.end()
        if empty:
            firsts, empty = firsts | found, nothing
    return firsts, empty, at


def _piece(pattern: str, at: int) -> Firsts:
    """One character, class or group; lookarounds and the edges of words and of the text take no character."""
    if around := _LOOKAROUND.match(pattern, at):
        return set(), True, _alternatives(pattern, around.end())[2] + 1
    if group := _GROUP.match(pattern, at):
        firsts, empty, end = _alternatives(pattern, group.end())
        return firsts, empty, end + 1
    if edge := _EDGE.match(pattern, at):
        return set(), True, edge.end()
    if any_of := _CLASS.match(pattern, at):
        return {_ANY if any_of["body"].startswith("^") else any_of.group()}, False, any_of.end()
    if pattern[at] == ".":
        return {_ANY}, False, at + 1
    one = _ESCAPE.match(pattern, at) or _PLAIN.match(pattern, at)
    if one is None:
        raise ValueError(f"no set of first characters for {pattern[at:]!r}")
    return {one.group()}, False, one.end()
