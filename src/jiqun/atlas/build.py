"""From the ledger to an atlas: read → extract → resolve → board → index → check → write, skipping what is unchanged."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, astuple, dataclass, field, replace
from pathlib import Path
from time import perf_counter

from jiqun.atlas.board import fill_board
from jiqun.atlas.extraction import extractions
from jiqun.atlas.history import KEPT, keep
from jiqun.atlas.judged import Judged, Notice, judged, shown
from jiqun.atlas.passages import content_sentences, sections
from jiqun.atlas.search import characters, pairs
from jiqun.atlas.self_checks import self_checks
from jiqun.atlas.template import Template, load_template
from jiqun.errors import ReadError, StoreError, WorkspaceError
from jiqun.ledger.atlas_file import FORMAT, AtlasFile, Contents, IndexedPassage, remove_leftovers, write_atlas
from jiqun.ledger.audit import audit_atlas
from jiqun.ledger.ledger import Entry, Ledger, extraction_inputs
from jiqun.model import Claim, Excluded, Figure, Record, Source
from jiqun.reposts import reposts
from jiqun.resolve import ClusterNames, is_one_body, resolve_identity, resolve_organisations
from jiqun.version import digest_of

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
    reviewed_only: bool = False  # only claims that a person accepted or corrected
    history: int = KEPT  # past builds that are kept


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: how many documents it read and extracted anew, and what the atlas holds now.

    ``refused`` are documents that this version of jiqun cannot read any more, each with the reason; their earlier
    reading stays.
    """

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
    verdicts: dict[str, int] = field(default_factory=dict)  # verdict of a person → claims
    notices: tuple[Notice, ...] = ()  # judgements that need another look
    reviewed_only: bool = False
    refused: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()  # of the quick check at its end

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
    read, refused = _read_again(ledger, settings, tell)
    extracted = _extract(ledger, tell)
    entries = ledger.entries()
    if not entries:
        raise WorkspaceError(
            f"no documents in the workspace: {settings.documents.parent}: add some with `jiqun add FILE`"
        )
    done = judged(ledger, [entry.document for entry in entries])
    expected = fingerprint(ledger, entries, template, settings, done)
    known = _known_fingerprint(settings.atlas)
    changed = known != expected
    if changed:
        if known is not None:
            keep(settings.atlas, known, settings.history)
        before = settings.atlas if known is not None else None
        write_atlas(settings.atlas, contents(done, entries, template, settings, expected, before, tell))
    keep(settings.atlas, expected, settings.history)
    tell("write", 1, 1)
    report = _report(settings.atlas, changed=changed, read=read, extracted=extracted, started=started)
    return replace(report, refused=tuple(refused), reviewed_only=settings.reviewed_only)


def _read_again(ledger: Ledger, settings: Settings, tell: Progress) -> tuple[int, list[str]]:
    """Read the stored bytes again where another version of jiqun read them last; how many, and which were refused.

    What is refused keeps its text, on which its evidence stands, and is tried again by the next build.
    """
    from jiqun.read import read_bytes

    stale = [entry for entry in ledger.entries() if entry.reader != settings.reader]
    refused: list[str] = []
    for done, entry in enumerate(stale):
        tell("read", done, len(stale))
        path = stored_copy(settings.documents, entry)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StoreError(f"cannot read a stored document: {path}: {error.strerror}: add the file again") from error
        try:
            document = read_bytes(data, entry.document.name, entry.date_given)
        except ReadError as error:
            refused.append(str(error))
        else:
            ledger.put_reading(document, reader=settings.reader)
    return len(stale) - len(refused), refused


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
    with closing(extractions(stale)) as made:
        for done, (document, claims) in enumerate(made):
            tell("extract", done, len(stale))
            ledger.put_extraction(document, claims, rules=RULES_VERSION)
    tell("extract", len(stale), len(stale))
    return len(stale)


def fingerprint(ledger: Ledger, entries: Sequence[Entry], template: Template, settings: Settings, done: Judged) -> str:
    """A checksum of all that the atlas depends on; judgements are only ever added, so that the last stands for all."""
    inputs = ledger.inputs()
    parts = (
        FORMAT,
        settings.version,
        settings.title,
        settings.digest,
        digest_of("findings", "judging", "reposts", "resolve"),
        settings.reviewed_only,
        done.judgements[-1].id if done.judgements else 0,
        [decision.id for decision in done.decisions],
        template.checksum_text,
        [(e.document.sha256, e.document.name, inputs[e.document.sha256], e.reader, astuple(e.origin)) for e in entries],
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _known_fingerprint(atlas: Path) -> str | None:
    """The fingerprint of the atlas that stands there; None when there is none that can be read, or rows are amiss."""
    if not atlas.is_file() or audit_atlas(atlas, quick=True):
        return None
    try:
        file = AtlasFile(atlas)
    except StoreError:  # damaged: it is built anew
        return None
    found = file.meta.get("fingerprint")
    file.close()
    return found


def contents(
    done: Judged,
    entries: Sequence[Entry],
    template: Template,
    settings: Settings,
    checksum: str,
    before: Path | None = None,
    tell: Progress = lambda step, done, total: None,
) -> Contents:
    """All that goes into the atlas; what a sound atlas ``before`` it found in documents that are the same is kept."""
    from jiqun.extract import RULES_VERSION

    sources = [Source(entry.document.sha256[:12], entry.document, entry.origin) for entry in entries]
    tell("resolve", 0, 1)
    claims, records, names = shown(done, sources, settings.reviewed_only)
    counted = [record for record in records if record.judgement is None or record.judgement.verdict != "reject"]
    tell("board", 0, 1)
    cells = fill_board(template, sources, claims, names)
    chains, stale = reposts(sources, counted)
    found, found_from = self_checks(before, sources, claims, counted, names)
    tell("index", 0, len(sources))
    return Contents(
        meta={
            "title": settings.title,
            "digest": "1" if settings.digest else "0",
            "fingerprint": checksum,
            "rules_version": RULES_VERSION,
            "jiqun_version": settings.version,
            "reader_version": settings.reader,
            **{f"reader_version {e.document.sha256[:12]}": e.reader for e in entries if e.reader != settings.reader},
            "board": template.id,
            "board_version": template.version,
            "board_source": template.source,
            "reviewed_only": "1" if settings.reviewed_only else "0",
        },
        sources=sources,
        clusters=names.clusters,
        records=records,
        headlines=frozenset(headline_ids(counted)),
        items=[item.item for item in template.items],
        cells=cells,
        passages=[passage for source in sources for passage in _passages(source, claims[source.id], names)],
        names=[(o.key, o.records[0], o.cluster) for o in resolve_organisations(counted)],
        findings=found,
        finding_inputs=found_from,
        judgements=done.judgements,
        unplaced=frozenset(judgement.id for judgement in done.unplaced),
        notices=[asdict(notice) for notice in done.notices({e.document.sha256: e.document.name for e in entries})],
        chains=chains,
        stale=stale,
        identity=resolve_identity(counted, {s.id: s.document.text for s in sources}, names, done.decisions),
    )


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
            verdicts=file.verdicts(),
            notices=tuple(Notice(**body) for body in file.notices()),
        )
    finally:
        file.close()
