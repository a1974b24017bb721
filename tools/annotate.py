"""Turn the hand-written annotation tests/gold/*.yaml into documents and gold files, and check every span.

    python tools/annotate.py [--check] [tests/gold]

A YAML file holds the text and, line by line, what the text states:

    facts:    quote with the value in ⟦ ⟧ | value unit | comparator | period | status | subject | indicator | flags
    entities: type | name | alias = alias

Empty fields mean: unit count, comparator eq, status actual, no period. A value `60..100` is a range. A period is
written as ISO, `~` before it when its words stand in another clause, `=words` behind it to keep the words.
Flags: a tier (time, rank, structural), `amb`, `same` (a restatement), `#2` (the second place where the quote stands).
A type that ends in `?` is a definite body without a name. Offsets are code points into what `jiqun.read` gives.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

import jiqun

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
TIERS = {"time", "rank", "structural"}


def number(written: str) -> float | int:
    """`2.5e8` exactly, as an integer when it is one."""
    base, _, exponent = written.partition("e")
    exact = Fraction(base) * 10 ** int(exponent or 0)
    return int(exact) if exact.denominator == 1 else float(exact)


def place(text: str, quote: str, nth: int, where: str) -> int:
    """Where the nth occurrence of a quote starts; a quote that stands in several places must say which."""
    starts = [m.start() for m in re.finditer(re.escape(quote), text)]
    if len(starts) < max(1, nth) or (len(starts) > 1 and not nth):
        raise SystemExit(f"{where}: {quote!r} stands in {len(starts)} places: mark it with #1, #2, …")
    return starts[max(1, nth) - 1]


def fact(text: str, line: str, where: str) -> dict[str, Any]:
    """One line of `facts` as a gold row."""
    fields = [field.strip() for field in line.split("|")]
    marked, value, comparator, period, status, subject, indicator = fields[:7]
    flags = fields[7].split() if len(fields) > 7 else []
    nth = next((int(flag[1:]) for flag in flags if flag.startswith("#")), 0)
    before, value_text, after = re.fullmatch(r"(.*)⟦(.+)⟧(.*)", marked.replace("\\n", "\n"), re.DOTALL).groups()
    quote = before + value_text + after
    start = place(text, quote, nth, where)
    written, _, unit = value.partition(" ")
    low, _, high = written.partition("..")
    iso, _, words = period.partition("=")
    row = {
        "quote": quote, "start": start, "end": start + len(quote),
        "value": number(low), "value_max": number(high) if high else None, "unit": unit or "count",
        "comparator": comparator or "eq",
        "period": iso.lstrip("~") or None, "period_text": words or None, "period_inherited": iso.startswith("~"),
        "status": status or "actual", "subject": subject, "indicator": indicator,
        "tier": next((flag for flag in flags if flag in TIERS), "measure"),
        "ambiguous": "amb" in flags, "same_as": "same" if "same" in flags else None,
        "value_text": value_text, "value_start": start + len(before), "value_end": start + len(before + value_text),
    }  # fmt: skip
    assert text[row["start"] : row["end"]] == quote and text[row["value_start"] : row["value_end"]] == value_text
    if not subject or not indicator:
        raise SystemExit(f"{where}: no subject or indicator: {line}")
    return row


def entities(text: str, lines: list[str], where: str) -> list[dict[str, Any]]:
    """The rows of `entities` with all mentions; one inside a longer annotated name is nested."""
    rows: list[dict[str, Any]] = []
    for line in lines:
        fields = [field.strip() for field in line.split("|")]
        surfaces = [fields[1], *(s.strip() for s in (fields[2].split(" = ") if len(fields) > 2 else []))]
        spans = {m.span() for surface in surfaces for m in re.finditer(re.escape(surface), text)}
        spans = {s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)}
        if not spans:
            raise SystemExit(f"{where}: {fields[1]!r} is not in the text")
        mentions = [{"start": start, "end": end} for start, end in sorted(spans)]
        rows.append({"type": fields[0].rstrip("?"), "name": fields[1], "named": not fields[0].endswith("?"),
                     "aliases": surfaces[1:], "quote": text[mentions[0]["start"] : mentions[0]["end"]],
                     **mentions[0], "mentions": mentions})  # fmt: skip
    everywhere = [(m["start"], m["end"]) for row in rows for m in row["mentions"]]
    for row in rows:
        for m in row["mentions"]:
            m["nested"] = any(
                o != (m["start"], m["end"]) and o[0] <= m["start"] and m["end"] <= o[1] for o in everywhere
            )
        own = [m for m in row["mentions"] if not m["nested"]] or row["mentions"]
        row.update(start=own[0]["start"], end=own[0]["end"], quote=text[own[0]["start"] : own[0]["end"]])
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def products(path: Path) -> dict[Path, str]:
    """The files that belong to one YAML file, with their contents."""
    source = yaml.safe_load(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, source["file"])
        document.write_text(source["text"], encoding="utf-8")
        text = jiqun.read(document).text
    facts = [fact(text, line, path.name) for line in source["facts"].splitlines() if line.strip()]
    facts.sort(key=lambda row: (row["value_start"], row["value_end"]))
    names = entities(text, [line for line in source["entities"].splitlines() if line.strip()], path.name)
    card = {
        "file": source["file"],
        "date": source.get("date"),
        "genre": source["genre"],
        "language": source["language"],
    }

    def lines(rows: list[dict[str, Any]]) -> str:
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

    return {
        path.with_name(source["file"]): source["text"],
        path.with_suffix(".json"): json.dumps(card, ensure_ascii=False, indent=1) + "\n",
        path.with_suffix(".facts.jsonl"): lines(facts),
        path.with_suffix(".entities.jsonl"): lines(names),
    }


def main() -> int:
    check = "--check" in sys.argv
    folders = [Path(word) for word in sys.argv[1:] if word != "--check"] or [GOLD]
    stale = []
    for path in sorted(path for folder in folders for path in folder.glob("*.yaml")):
        for product, content in products(path).items():
            if product.exists() and product.read_text(encoding="utf-8") == content:
                continue
            stale.append(product.name)
            if not check:
                product.write_text(content, encoding="utf-8")
    print(f"{'stale' if check else 'written'}: {', '.join(stale) or 'nothing'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
