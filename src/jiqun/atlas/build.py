"""From the ledger to an atlas: read → extract → resolve → board → index → check → write, skipping what is unchanged."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import astuple, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from jiqun.atlas.board import fill_board
from jiqun.atlas.passages import content_sentences, sections
from jiqun.atlas.search import characters, pairs
from jiqun.atlas.template import Template, load_template
from jiqun.errors import StoreError, WorkspaceError
from jiqun.ledger.atlas_file import FORMAT, AtlasFile, Contents, IndexedPassage, remove_leftovers, write_atlas
from jiqun.ledger.ledger import Entry, Ledger, extraction_inputs
from jiqun.ledger.verify import verify
from jiqun.model import Claim, ClusterClaim, Document, Excluded, Figure, Record, Source
from jiqun.resolve import ClusterNames, is_one_body, resolve_clusters, resolve_organisations

MAX_WORKERS = 2
WORTH_TWO = 400_000  # characters: below that, starting a second process costs more than it saves

Progress = Callable[[str, int, int], None]  # step, done, all


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build needs to know of its workspace."""

    title: str
    version: str  # of jiqun
    reader: str  # of the readers: documents read by another are read again
    documents: Path
    atlas: Path
    board: Path | None = None
    digest: bool = False


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: how many documents it read and extracted anew, and what the atlas holds now."""

    changed: bool
    documents: int
    read: int
    extracted: int
    clusters: int
    claims: dict[str, int]  # by kind, without the excluded lines
    excluded: dict[str, int]  # reason → lines
    seconds: float
    path: Path
    board: dict[str, int] = field(default_factory=dict)  # state → cells

    @property
    def practices(self) -> int:
        """How many practices the atlas holds."""
        return self.claims.get("practice", 0)


def build(ledger: Ledger, settings: Settings, progress: Progress | None = None) -> BuildReport:
    """Bring the atlas up to date with the ledger; callers hold the workspace's lock.

    An unchanged ledger leaves the file of the atlas untouched. A kill at any moment leaves the previous atlas in place.
    """
    started = perf_counter()
    tell = progress or (lambda step, done, total: None)
    settings.atlas.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(settings.atlas.parent)
    template = load_template(settings.board)
    read = _read_again(ledger, settings, tell)
    extracted = _extract(ledger, tell)
    entries = ledger.entries()
    if not entries:
        raise WorkspaceError(
            f"no documents in the workspace: {settings.documents.parent}: add some with `jiqun add FILE`"
        )
    fingerprint = _fingerprint(ledger, entries, template, settings)
    changed = _known_fingerprint(settings.atlas) != fingerprint
    if changed:
        write_atlas(settings.atlas, _contents(ledger, entries, template, settings, fingerprint, tell))
    tell("write", 1, 1)
    return _report(settings.atlas, changed=changed, read=read, extracted=extracted, started=started)


def _read_again(ledger: Ledger, settings: Settings, tell: Progress) -> int:
    """Read the stored bytes again where another version of jiqun read them last."""
    from jiqun.read import read_bytes

    stale = [entry for entry in ledger.entries() if entry.reader != settings.reader]
    for done, entry in enumerate(stale):
        tell("read", done, len(stale))
        path = stored_copy(settings.documents, entry)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StoreError(f"cannot read a stored document: {path}: {error.strerror}: add the file again") from error
        document = read_bytes(data, entry.document.name, entry.date_given)
        ledger.put_reading(document, reader=settings.reader)
    return len(stale)


def stored_copy(documents: Path, entry: Entry) -> Path:
    """Where the unchanged bytes of a document are kept."""
    return documents / f"{entry.document.sha256}{entry.suffix}"


def _extract(ledger: Ledger, tell: Progress) -> int:
    """Extract the documents whose text, date or rules changed since their last extraction."""
    from jiqun.extract import RULES_VERSION

    known = ledger.inputs()
    stale = [
        entry.document
        for entry in ledger.entries()
        if known.get(entry.document.sha256) != extraction_inputs(entry.document, RULES_VERSION)
    ]
    with closing(_extractions(stale)) as extractions:
        for done, (document, claims) in enumerate(extractions):
            tell("extract", done, len(stale))
            ledger.put_extraction(document, claims, rules=RULES_VERSION)
    tell("extract", len(stale), len(stale))
    return len(stale)


def _extractions(documents: Sequence[Document]) -> Generator[tuple[Document, list[Claim]], None, None]:
    """Each document with its claims, in order; many documents are read by two processes side by side.

    The results are taken one by one, so that each is written before the next and an interrupted build goes on where it
    stopped; no more than a few wait in memory.
    """
    from jiqun.extract import extract

    workers = min(MAX_WORKERS, os.cpu_count() or 1)
    if workers < 2 or sum(len(document.text) for document in documents) < WORTH_TWO:
        yield from ((document, extract(document, tagger=True)) for document in documents)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[tuple[Document, Future[list[Claim]]]] = deque()
        try:
            for document in documents:
                waiting.append((document, pool.submit(extract, document, tagger=True)))
                if len(waiting) > 4 * workers:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _fingerprint(ledger: Ledger, entries: Sequence[Entry], template: Template, settings: Settings) -> str:
    """A checksum of all that the atlas depends on."""
    inputs = ledger.inputs()
    parts = (
        FORMAT,
        settings.version,
        settings.title,
        settings.digest,
        template.checksum_text,
        [(e.document.sha256, e.document.name, inputs[e.document.sha256], astuple(e.origin)) for e in entries],
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _known_fingerprint(atlas: Path) -> str | None:
    """The fingerprint of the atlas that stands there; None when there is none that can be read."""
    if not atlas.is_file():
        return None
    try:
        file = AtlasFile(atlas)
    except StoreError:  # damaged: it is built anew
        return None
    fingerprint = file.meta.get("fingerprint")
    file.close()
    return fingerprint


def _contents(
    ledger: Ledger, entries: Sequence[Entry], template: Template, settings: Settings, fingerprint: str, tell: Progress
) -> Contents:
    from jiqun.extract import RULES_VERSION

    sources = [Source(entry.document.sha256[:12], entry.document, entry.origin) for entry in entries]
    tell("resolve", 0, 1)
    identified = {source.id: ledger.claims(source.document.sha256) for source in sources}
    for source in sources:
        for _, claim in identified[source.id]:
            verify(source.document.text, claim, source.document.name)
    claims = {id_: [claim for _, claim in pairs_] for id_, pairs_ in identified.items()}
    names = resolve_clusters(claims)
    records = [
        Record(id_, source.id, _filed_under(claim, names), claim)
        for source in sources
        for id_, claim in identified[source.id]
    ]
    tell("board", 0, 1)
    cells = fill_board(template, sources, claims, names)
    tell("index", 0, len(sources))
    return Contents(
        meta={
            "title": settings.title,
            "digest": "1" if settings.digest else "0",
            "fingerprint": fingerprint,
            "rules_version": RULES_VERSION,
            "jiqun_version": settings.version,
            "board": template.id,
            "board_version": template.version,
            "board_source": template.source,
        },
        sources=sources,
        clusters=names.clusters,
        records=records,
        headlines=frozenset(headline_ids(records)),
        items=[item.item for item in template.items],
        cells=cells,
        passages=[passage for source in sources for passage in _passages(source, claims[source.id], names)],
        names=[(o.key, o.records[0], o.cluster) for o in resolve_organisations(records)],
    )


def _filed_under(claim: Claim, names: ClusterNames) -> str | None:
    return names.id_of(claim.name if isinstance(claim, ClusterClaim) else claim.cluster)


def _passages(source: Source, claims: Sequence[Claim], names: ClusterNames) -> Iterator[IndexedPassage]:
    text = source.document.text
    places = sections(source.document, claims)
    for block, start, end in content_sentences(source.document):
        view = "".join(char for char, _ in characters(text[start:end]))
        singles = " ".join(sorted(set(view)))
        yield IndexedPassage(source.id, start, end, names.id_of(places.get(block.start)), pairs(view), singles)


def headline_ids(records: Sequence[Record]) -> Iterator[str]:
    """The figures that state the size of a whole cluster in money: by indicator, unit, status and subject."""
    from jiqun.vocab.indicators import INDICATORS

    organisations: dict[str | None, list[str]] = {}
    for organisation in resolve_organisations(records):
        organisations.setdefault(organisation.cluster, []).append(organisation.key)
    for record in records:
        figure = record.claim
        if not isinstance(figure, Figure) or record.cluster is None or figure.status not in ("actual", "historical"):
            continue
        indicator = INDICATORS.get(figure.indicator_id or "")
        is_money = len(figure.unit) == 3 and figure.unit.isupper()
        if not indicator or not indicator.headline or not is_money:
            continue
        if not is_one_body(figure.subject or "", organisations.get(record.cluster, ())):
            yield record.id


def _report(atlas: Path, *, changed: bool, read: int, extracted: int, started: float) -> BuildReport:
    file = AtlasFile(atlas)
    try:
        claims = file.counts()
        lines = Counter(r.claim.reason for r in file.records(kind="excluded") if isinstance(r.claim, Excluded))
        claims.pop("excluded", None)
        return BuildReport(
            changed=changed,
            documents=len(file.sources()),
            read=read,
            extracted=extracted,
            clusters=len(file.clusters()),
            claims=claims,
            excluded=dict(sorted(lines.items())),
            seconds=perf_counter() - started,
            path=atlas,
            board=dict(Counter(state for _, _, state in file.board()[1])),
        )
    finally:
        file.close()
