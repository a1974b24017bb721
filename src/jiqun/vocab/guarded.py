"""Patterns of many words that are tried only where a first character of one of them stands."""

from __future__ import annotations

import re

_LOOKAROUND = re.compile(r"\(\?<?[=!]")
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>)?(?!\?)")
_CLASS = re.compile(r"\[(?P<body>(?:\\.|[^\]\\])+)\]")
_ESCAPE = re.compile(r"\\[^bBAZ0-9]")
_PLAIN = re.compile(r"[^.^$*+?{}\[\]\\|()]")
_ANY = "any"
_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d*,?\d*\})\??")
_NONE_NEEDED = re.compile(r"[*?]|\{0?,|\{0\}")

Firsts = tuple[set[str], bool, int]
"""The first characters of a piece of a pattern, whether it may be empty, and where it ends."""


def guarded(pattern: str, verbose: bool = False) -> re.Pattern[str]:
    """The pattern behind a test for its first characters, which are read from it.

    Python tries some hundred alternatives one after the other at every character of a text. One look at a set of
    characters spares it that at nineteen characters of twenty. A pattern that may begin with any character, or match
    nothing at all, cannot be guarded: ValueError. White space in a ``verbose`` pattern means nothing.

    >>> guarded("能(?!源)|(?<!中)是|(?:已经?)?有|[向对]").pattern
    '(?=[向对已是有能])(?:能(?!源)|(?<!中)是|(?:已经?)?有|[向对])'
    """
    pattern = "".join(pattern.split()) if verbose else pattern
    firsts, empty, end = _alternatives(pattern, 0)
    if empty or _ANY in firsts or end < len(pattern):
        raise ValueError(f"no set of first characters for {pattern!r}")
    return re.compile(f"(?=[{''.join(sorted(firsts))}])(?:{pattern})")


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
    """One character, class or group; a lookaround and the ends of the text take no character."""
    if around := _LOOKAROUND.match(pattern, at):
        return set(), True, _alternatives(pattern, around.end())[2] + 1
    if group := _GROUP.match(pattern, at):
        firsts, empty, end = _alternatives(pattern, group.end())
        return firsts, empty, end + 1
    if pattern[at] in "^$":
        return set(), True, at + 1
    if any_of := _CLASS.match(pattern, at):
        return {_ANY if any_of["body"].startswith("^") else any_of["body"]}, False, any_of.end()
    if pattern[at] == ".":
        return {_ANY}, False, at + 1
    one = _ESCAPE.match(pattern, at) or _PLAIN.match(pattern, at)
    if one is None:
        raise ValueError(f"no set of first characters for {pattern[at:]!r}")
    plain = one.group()
    return {plain if plain not in "-&~" else f"\\{plain}"}, False, one.end()
