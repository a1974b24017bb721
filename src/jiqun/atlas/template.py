"""The template of a board: which deliverables it lists, and what counts as evidence for each. Data, read from YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from jiqun.errors import WorkspaceError
from jiqun.model import BoardItem
from jiqun.vocab.fold import fold


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes a clause evidence: words, mentioned entities, or words in the names of such; perhaps limited."""

    words: re.Pattern[str] | None = None
    entities: frozenset[str] = frozenset()
    unless: re.Pattern[str] | None = None
    practices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One deliverable: its names, the words that only name it, and the rules for evidence."""

    item: BoardItem
    named: re.Pattern[str]
    evidence: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A board's template. A sentence that names ``list_of`` items or more is a list of deliverables."""

    id: str
    version: str
    source: str
    items: tuple[Item, ...]
    list_of: int
    not_yet: re.Pattern[str] | None  # anywhere in the clause
    planned: re.Pattern[str] | None  # before the word
    checksum_text: str


def load_template(path: Path | None = None) -> Template:
    """Read a template file, or the bundled nine ones. WorkspaceError in one line when something in it is wrong."""
    import yaml

    where = str(path or "nine_ones.yaml")
    try:
        if path is None:
            text = files("jiqun.atlas").joinpath("templates/nine_ones.yaml").read_text(encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise WorkspaceError(
            f"cannot read the board's template: {where}: {reason}: check `board` in jiqun.toml"
        ) from error
    try:
        body = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "cannot be parsed"
        problem += f" in line {mark.line + 1}" if mark else ""
        raise WorkspaceError(f"the board's template is not YAML: {where}: {problem}: correct the file") from error
    return _template(_Reader(where), body, text)


class _Reader:
    """Takes values out of parsed YAML and says in one line which of them is wrong."""

    def __init__(self, where: str) -> None:
        self.where = where

    def wrong(self, place: str, problem: str) -> WorkspaceError:
        return WorkspaceError(f"the board's template is wrong: {self.where}: {place}: {problem}")

    def mapping(self, value: Any, place: str, allowed: set[str], required: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(place, "must be a mapping of names to values")
        if unknown := sorted(str(name) for name in value if name not in allowed):
            raise self.wrong(place, f"unknown name {unknown[0]!r}; known are {', '.join(sorted(allowed))}")
        if missing := sorted(required - value.keys()):
            raise self.wrong(place, f"{missing[0]!r} is missing")
        return value

    def string(self, value: Any, place: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(place, "must be a text (put it in quotation marks)")
        return value

    def strings(self, value: Any, place: str) -> list[str]:
        if not isinstance(value, list) or not value:
            raise self.wrong(place, "must be a list of texts")
        return [self.string(entry, place) for entry in value]

    def pattern(self, value: Any, place: str) -> re.Pattern[str]:
        parts = [fold(part) for part in self.strings(value, place)]
        for part in parts:
            try:
                re.compile(part)
            except re.error as error:
                raise self.wrong(place, f"{part!r} is no regular expression ({error})") from error
        return re.compile("|".join(f"(?:{part})" for part in parts))


def _template(read: _Reader, body: Any, text: str) -> Template:
    names = {"id", "version", "title", "source", "only_names", "items"}
    top = read.mapping(body, "file", names, {"id", "version", "source", "items"})
    only = read.mapping(top.get("only_names", {}), "only_names", {"list_of", "clause", "before"}, set())
    list_of = only.get("list_of", 4)
    if not isinstance(list_of, int) or list_of < 2:
        raise read.wrong("only_names.list_of", "must be a whole number of at least 2")
    if not isinstance(top["items"], list) or not top["items"]:
        raise read.wrong("items", "must be a list of at least one item")
    items = tuple(_item(read, value, f"items[{number}]") for number, value in enumerate(top["items"], 1))
    ids = [item.item.id for item in items]
    if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        raise read.wrong("items", f"the id {twice[0]!r} occurs twice")
    return Template(
        id=read.string(top["id"], "id"),
        version=read.string(top["version"], "version"),
        source=read.string(top["source"], "source"),
        items=items,
        list_of=list_of,
        not_yet=read.pattern(only["clause"], "only_names.clause") if "clause" in only else None,
        planned=read.pattern(only["before"], "only_names.before") if "before" in only else None,
        checksum_text=text,
    )


def _item(read: _Reader, value: Any, place: str) -> Item:
    body = read.mapping(value, place, *[{"id", "zh", "en", "named", "evidence"}] * 2)
    rules = body["evidence"]
    if not isinstance(rules, list) or not rules:
        raise read.wrong(f"{place}.evidence", "must be a list of at least one rule")
    return Item(
        item=BoardItem(*(read.string(body[name], f"{place}.{name}") for name in ("id", "zh", "en"))),
        named=read.pattern(body["named"], f"{place}.named"),
        evidence=tuple(_rule(read, rule, f"{place}.evidence[{number}]") for number, rule in enumerate(rules, 1)),
    )


def _rule(read: _Reader, value: Any, place: str) -> Rule:
    body = read.mapping(value, place, {"words", "entities", "unless", "practices"}, set())
    if not {"words", "entities"} & body.keys():
        raise read.wrong(place, "needs words or entities")
    return Rule(
        words=read.pattern(body["words"], f"{place}.words") if "words" in body else None,
        entities=frozenset(read.strings(body["entities"], f"{place}.entities")) if "entities" in body else frozenset(),
        unless=read.pattern(body["unless"], f"{place}.unless") if "unless" in body else None,
        practices=frozenset(read.strings(body["practices"], f"{place}.practices"))
        if "practices" in body
        else frozenset(),
    )
