"""A cluster on one or two pages: what the atlas states about it, each number with its footnote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from jiqun.atlas.wording import category_name, digest_of, figure_words, source_title
from jiqun.model import Cluster, Entity, Figure, Practice, Record, Relation, Source
from jiqun.report.tree import Block, Heading, Paragraph, Report, Run, Table
from jiqun.vocab.fold import key
from jiqun.words import Lang, date, label, quoted, visible

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

# Two A4 pages hold about this much; the atlas has the rest, and the report says so.
_MOST_FIGURES = {"measure": 12, "rank": 4, "time": 3}
_NOTE_LINES = 44  # lines of footnotes
_NOTE_LINE = 58  # Chinese characters on one
_NAMES = 170  # characters of names in one list
_TYPES = ("platform", "alliance", "research_institute", "university", "park", "fund", "policy", "event")


def sheet(atlas: Atlas, cluster: Cluster, lang: Lang) -> Report:
    """The report on a cluster. Nothing is computed: figures are as stated, and what is not stated is listed."""
    made = _Sheet(atlas, cluster, lang)
    blocks = [
        *made.head(),
        *made.sizes(),
        *made.figures(),
        *made.members(),
        *made.organisations(),
        *made.practices(),
        *made.board(),
        *made.unknown(),
        *made.origins(),
    ]
    title = f"{visible(cluster.name)} · {label('report.title', lang)}"
    return Report(title, lang, tuple(blocks), label("report.page", lang), made.dated())


class _Sheet:
    """The records of one cluster and the parts of the report made of them; ``missing`` gathers what is not stated."""

    def __init__(self, atlas: Atlas, cluster: Cluster, lang: Lang) -> None:
        self.atlas, self.cluster, self.lang = atlas, cluster, lang
        self.records = atlas.records(cluster=cluster.id)
        self.sizes_stated = atlas.headlines(cluster.id)
        self.sources = {source.id: source for source in atlas.sources()}
        self.missing: list[str] = []
        self.lines_left = _NOTE_LINES

    def t(self, name: str, **words: str) -> str:
        return label(name, self.lang).format(**words) if words else label(name, self.lang)

    def head(self) -> list[Block]:
        """Title, field and place."""
        field = visible(self.cluster.field) if self.cluster.field else self.t("not_stated")
        place = visible(self.cluster.place) if self.cluster.place else self.t("not_stated")
        colon = self.t("colon")
        line = f"{self.t('col.field')}{colon}{field}    {self.t('col.place')}{colon}{place}"
        made = self.t("report.made", title=visible(self.atlas.title))
        if self.atlas.is_digest:
            made += " " + self.t("digest.banner")
        return [
            Heading(visible(self.cluster.name), 1),
            Paragraph((Run(line),)),
            Paragraph((Run(made, soft=True),), "small"),
        ]

    def sizes(self) -> list[Block]:
        """The size figures in money."""
        if not self.sizes_stated:
            self.missing.append(self.t("cluster.headlines"))
            return []
        return [Heading(self.t("report.headline")), self._table(self.sizes_stated)]

    def figures(self) -> list[Block]:
        """Other figures, amounts first, as many as two pages hold."""
        shown = {record.id for record in self.sizes_stated}
        others = [r for r in self.records if isinstance(r.claim, Figure) and r.id not in shown]
        if not others:
            if not shown:
                self.missing.append(self.t("cluster.figures"))
            return []
        chosen: list[Record] = []
        for tier, most in _MOST_FIGURES.items():
            of_tier = [r for r in others if isinstance(r.claim, Figure) and r.claim.tier == tier]
            for record in of_tier[:most]:
                lines = ceil(len(self._note(record)) / _NOTE_LINE)
                if lines <= self.lines_left:
                    self.lines_left -= lines
                    chosen.append(record)
        blocks: list[Block] = [Heading(self.t("report.figures")), self._table(chosen)] if chosen else []
        if len(chosen) < len(others):
            blocks.append(Paragraph((Run(self.t("report.more"), soft=True),), "small"))
        return blocks

    def _table(self, records: Sequence[Record]) -> Table:
        columns = ("col.indicator", "col.subject", "col.value", "col.period", "col.basis", "col.status")
        rows = [self._row(record) for record in records]
        return Table(tuple(self.t(name) for name in columns), tuple(rows), (0.2, 0.2, 0.22, 0.14, 0.14, 0.1))

    def _row(self, record: Record) -> tuple[tuple[Run, ...], ...]:
        claim = record.claim
        assert isinstance(claim, Figure)
        words = figure_words(claim, self.lang)
        value = Run(visible(words.value), bold=True, note=self._note(record), record=record.id)
        bound = Run(f"{words.comparator} ", soft=True)
        return (
            (Run(visible(words.indicator)),),
            (Run(visible(words.subject)),),
            (bound, value) if self.lang == "zh" else (bound, value, Run(f" {words.read}", soft=True)),
            (Run(words.period, soft=not claim.period),),
            (Run(words.basis, soft=not claim.basis),),
            (Run(words.status),),
        )

    def _note(self, record: Record) -> str:
        source = self.sources[record.source]
        name = "report.note_digest" if self.atlas.is_digest else "report.note"
        return self.t(
            name,
            quote=quoted(record.claim.quote),
            title=visible(source_title(source, self.lang)),
            date=self._date(source),
            source=visible(digest_of(source, self.lang)),
        )

    def _date(self, source: Source) -> str:
        return date(source.document.date or source.origin.published, self.lang) or self.t("report.no_date")

    def members(self) -> list[Block]:
        """Firms that the texts place in the cluster."""
        found = self.atlas.members(self.cluster.id)
        heads = [record.claim.head for record in found if isinstance(record.claim, Relation)]
        if not heads:
            self.missing.append(self.t("cluster.members"))
            return []
        return [Heading(self.t("cluster.members")), Paragraph((Run(self._names(heads)),))]

    def organisations(self) -> list[Block]:
        """Platforms, institutes, parks, funds and policies, a line for each type."""
        lines: list[Block] = []
        for kind in _TYPES:
            names = [r.claim.name for r in self.records if isinstance(r.claim, Entity) and r.claim.type == kind]
            if names:
                title = Run(f"{self.t(f'type.{kind}')}{self.t('colon')}", bold=True)
                lines.append(Paragraph((title, Run(self._names(names)))))
        if not lines:
            self.missing.append(self.t("report.platforms"))
            return []
        return [Heading(self.t("report.platforms")), *lines]

    def _names(self, names: Iterable[str]) -> str:
        """Names once each, in order, as many as one list may hold."""
        comma = self.t("list.comma")
        once = list({key(name): visible(name) for name in reversed(list(names))}.values())[::-1]
        kept: list[str] = []
        for name in once:
            if kept and sum(map(len, kept)) + len(name) > _NAMES:
                return comma.join(kept) + f" {self.t('report.rest')}"
            kept.append(name)
        return comma.join(kept)

    def practices(self) -> list[Block]:
        """The headings of the practices with their categories."""
        found = [r.claim for r in self.records if isinstance(r.claim, Practice)]
        if not found:
            self.missing.append(self.t("cluster.practices"))
            return []
        lines = [
            Paragraph(
                (
                    Run(visible(claim.heading)),
                    Run(self.t("report.category", category=category_name(claim.category, self.lang)), soft=True),
                ),
                "item",
            )
            for claim in found
        ]
        return [Heading(self.t("cluster.practices")), *lines]

    def board(self) -> list[Block]:
        """The board's items by what the documents show for them."""
        items, cells = self.atlas.board()
        if not items:
            return []
        lines: list[Block] = []
        for state in ("evidence", "named", "not_stated"):
            names = [
                item.zh if self.lang == "zh" else item.en
                for item in items
                if (cell := cells.get((item.id, self.cluster.id))) is not None and cell.state == state
            ]
            if names:
                title = Run(f"{self.t(f'state.{state}')}{self.t('colon')}", bold=True)
                lines.append(Paragraph((title, Run(self.t("list.comma").join(names)))))
        return [Heading(self.t("cluster.board")), *lines]

    def unknown(self) -> list[Block]:
        """What the documents leave open: said, never shown as nothing."""
        if not self.missing:
            return []
        names = self.t("list.comma").join(self.missing)
        return [Heading(self.t("report.not_stated")), Paragraph((Run(names),))]

    def origins(self) -> list[Block]:
        """The documents behind the report."""
        used = list(dict.fromkeys(record.source for record in self.records))
        lines: list[Block] = []
        for source in (self.sources[id_] for id_ in used):
            producer = visible(source.origin.producer) if source.origin.producer else self.t("source.unknown")
            published = f"{self.t('source.producer')}{self.t('colon')}{producer}"
            parts = [visible(source_title(source, self.lang)), published, self._date(source)]
            if self.atlas.is_digest:
                title, named = (visible(words) for words in (parts[0], digest_of(source, self.lang)))
                parts[0] = self.t("digest.of", source=named, title=title)
            lines.append(Paragraph((Run(self.t("list.semicolon").join(parts)),), "small"))
        return [Heading(self.t("report.sources")), *lines] if lines else []

    def dated(self) -> str:
        """The newest date of the documents used, so that the same atlas gives the same file."""
        dates = [s.document.date or s.origin.published or s.origin.accessed or "" for s in self.sources.values()]
        return max([found[:10] for found in dates if len(found) >= 10], default="2000-01-01")
