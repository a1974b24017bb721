"""Read a corpus of annotated documents: NAME.facts.jsonl and NAME.entities.jsonl beside the document they are about."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiqun.errors import EvaluationError

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document; ``genre`` and ``language`` are None where its card does not say them."""

    name: str
    path: Path
    facts: tuple[Row, ...]
    entities: tuple[Row, ...]
    date: str | None = None
    genre: str | None = None
    language: str | None = None


def read_corpus(folder: Path | str, document: Path | str | None = None) -> list[GoldDocument]:
    """The annotated documents of a folder, by name; without any, `EvaluationError`.

    A folder holds NAME.facts.jsonl, NAME.entities.jsonl (optional) and NAME.json, a card with ``file`` (the document
    beside it), ``date``, ``genre`` and ``language``; without a card the document is NAME.txt, .md, .html or .csv. Or it
    annotates one document: facts.jsonl and entities.jsonl, and ``document`` says where the document is.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise EvaluationError(f"{folder} is no folder: name the folder that holds NAME.facts.jsonl")
    if (folder / "facts.jsonl").exists():
        if document is None:
            raise EvaluationError(f"{folder} annotates one document: say which with --doc FILE")
        path = Path(document)
        return [GoldDocument(path.stem, path, _rows(folder / "facts.jsonl"), _rows(folder / "entities.jsonl"))]
    found = [_one(path) for path in sorted(folder.glob("*.facts.jsonl"))]
    if not found:
        raise EvaluationError(f"{folder} holds no NAME.facts.jsonl: see docs/how-to.md on evaluating your own gold")
    return found


def _one(facts: Path) -> GoldDocument:
    name = facts.name.removesuffix(".facts.jsonl")
    card_path = facts.with_name(f"{name}.json")
    card = _parse(card_path.read_text(encoding="utf-8"), card_path) if card_path.exists() else {}
    if not isinstance(card, dict):
        raise EvaluationError(f"{card_path}: a card is one JSON object")
    candidates = [card["file"]] if "file" in card else [f"{name}{end}" for end in (".txt", ".md", ".html", ".csv")]
    path = next((facts.with_name(file) for file in candidates if facts.with_name(file).exists()), None)
    if path is None:
        raise EvaluationError(f"{facts}: its document is missing: put {' or '.join(candidates)} beside it")
    return GoldDocument(
        name=name,
        path=path,
        facts=_rows(facts),
        entities=_rows(facts.with_name(f"{name}.entities.jsonl")),
        date=card.get("date"),
        genre=card.get("genre"),
        language=card.get("language"),
    )


def _rows(path: Path) -> tuple[Row, ...]:
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = tuple(_parse(line, path, n) for n, line in enumerate(lines, 1) if line.strip())
    needed = ("value", "unit", "indicator") if path.name.endswith("facts.jsonl") else ("type", "name")
    for n, row in enumerate(rows, 1):
        missing = [key for key in (*needed, "start", "end") if key not in row]
        if missing:
            raise EvaluationError(f"{path}: row {n} has no {', '.join(missing)}")
    return rows


def _parse(text: str, path: Path, line: int = 1) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise EvaluationError(f"{path}:{line + error.lineno - 1}: not JSON: {error.msg}") from None


def corpus_digest(corpus: list[GoldDocument]) -> str:
    """A digest of the documents and their annotation: scores of two corpora cannot be compared."""
    total = hashlib.sha256()
    for gold in corpus:
        total.update(f"{gold.name}\0".encode())
        total.update(gold.path.read_bytes())
        card = {"facts": gold.facts, "entities": gold.entities, "date": gold.date, "genre": gold.genre}
        total.update(json.dumps(card, ensure_ascii=False, sort_keys=True).encode())
    return total.hexdigest()[:16]
