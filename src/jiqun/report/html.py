"""A report as one HTML file that needs nothing else: its style is inside, its notes stand at the end."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from jiqun.report import tree

_STYLE = """
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1d2733; line-height: 1.55;
  font-family: "Times New Roman", "Songti SC", SimSun, "Noto Serif CJK SC", "Noto Sans CJK SC", serif; }
h1, h2 { font-family: Arial, "Heiti SC", SimHei, "Noto Sans CJK SC", sans-serif; line-height: 1.3; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.05rem; margin: 1.2rem 0 .3rem; }
p, ol { margin: .2rem 0; } .small, .notes { font-size: .85rem; } .soft { color: #55616e; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; border: solid #9aa5af; border-width: 1px 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid #d8dee3; }
.scroll { overflow-x: auto; } sup { line-height: 0; } .notes { border-top: 1px solid #9aa5af; margin-top: 1.5rem; }
@page { size: A4; margin: 2cm; } @media print { body { margin: 0; max-width: none; font-size: 10pt; } }
@media print { tr { break-inside: avoid; } }
"""


def to_html(report: tree.Report) -> str:
    """The report as HTML; every word of it is escaped."""
    numbers = iter(range(1, len(report.notes()) + 1))
    body: list[str] = []
    listed = False
    for block in report.blocks:
        item = isinstance(block, tree.Paragraph) and block.kind == "item"
        if item != listed:
            body.append("<ol>" if item else "</ol>")
            listed = item
        body.append(_block(block, numbers))
    if listed:
        body.append("</ol>")
    notes = "\n".join(
        f'<li id="note{n}">{escape(text)} <a href="#ref{n}">↑</a></li>' for n, text in enumerate(report.notes(), 1)
    )
    language = "zh-Hans" if report.lang == "zh" else "en"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(report.title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n" + "\n".join(body)
        + (f'\n<section class="notes"><ol>\n{notes}\n</ol></section>' if notes else "") + "\n</body>\n</html>\n"
    )  # fmt: skip


def _block(block: tree.Block, numbers: Iterator[int]) -> str:
    if isinstance(block, tree.Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, tree.Table):
        head = "".join(f'<th scope="col">{escape(words)}</th>' for words in block.head)
        rows = "\n".join(
            "<tr>" + "".join(f"<td>{_runs(cell, numbers)}</td>" for cell in row) + "</tr>" for row in block.rows
        )
        return f'<div class="scroll"><table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'
    words = _runs(block.runs, numbers)
    if block.kind == "item":
        return f"<li>{words}</li>"
    return f'<p class="{block.kind}">{words}</p>'


def _runs(runs: tuple[tree.Run, ...], numbers: Iterator[int]) -> str:
    parts = []
    for run in runs:
        words = f"<bdi>{escape(run.text)}</bdi>"
        if run.bold:
            words = f"<strong>{words}</strong>"
        if run.soft:
            words = f'<span class="soft">{words}</span>'
        if run.note is not None:
            number = next(numbers)
            words += f'<sup id="ref{number}"><a href="#note{number}">{number}</a></sup>'
        parts.append(words)
    return "".join(parts)
