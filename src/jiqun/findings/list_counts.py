"""Stated counts against the items that the text lists beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jiqun.extract.reading import Reading
from jiqun.findings.behind import list_behind
from jiqun.findings.chains import Chain, chain_behind, chain_noun
from jiqun.findings.counted import Counted, counted
from jiqun.findings.english_lists import english_lists
from jiqun.findings.finding import Finding, FindingSpan
from jiqun.findings.listed import list_before
from jiqun.findings.listing import Listing
from jiqun.findings.splitting import Span
from jiqun.findings.tables import any_of, rows
from jiqun.model import Block
from jiqun.vocab.places import find_place

_STOP = re.compile(r"[,。;:!?()\n]")
REACH = 600  # characters: no list is read further from its count
_FAR = {"set": 3, "unit": 2, "place": 2, "noun": 2, "english": 2}  # a larger gap speaks of another list, not of a slip
_NEARLY_ALL = 4  # from four names on, all but one is no list of examples


def list_counts(reading: Reading) -> Iterator[Finding]:
    """A finding for each stated count beside a list: 四家, 12家, 五大; three centres.

    A list that 等 leaves open and that names fewer than stated cannot be checked, unless it names all but one of
    several bodies.
    """
    view = reading.view
    blocks = [block for block in reading.document.blocks if block.excluded is None and block.kind != "cell"]
    for number, block in enumerate(blocks):
        below = [(b.start, b.end) for b in blocks[number + 1 : number + 200]]
        yield from _in_block(reading, block, below)
        for told in english_lists(view, block.start, block.end):
            found = _judged(reading, told.count, told.listing)
            if found is not None:
                yield found


def _in_block(reading: Reading, block: Block, below: Sequence[Span]) -> Iterator[Finding]:
    view, led = reading.view, frozenset[Span]()
    for sentence in reading.sentences(block):
        for count in counted(view, sentence.start, sentence.end):
            if reading.masked(count.start, count.end):
                continue
            floor = max(sentence.start, count.start - REACH)
            end = min(sentence.end, count.end + REACH)
            chain = chain_behind(view, count, block.end, below)
            if chain is not None and len(chain.marks) > 1:
                found = _judged_chain(reading, count, chain)
            else:
                listing = list_before(view, floor, count, led) or list_behind(view, count, end)
                found = _judged(reading, count, listing) if listing else None
                if listing and listing.leader and listing.leader_counts:
                    led |= {listing.leader}
            if found is not None:
                yield found


def _judged(reading: Reading, count: Counted, listing: Listing) -> Finding | None:
    """Hold a count against its list; None where the list's bounds are too unclear to contradict it."""
    most, least = max(listing.counts), min(listing.counts)
    if listing.may_end_early and count.value in (most, most + 1):
        return _finding(reading, count, listing, "not_checkable", "unclear_list")
    if count.value in listing.counts:
        with_leader = listing.leader is not None and count.value == len(listing.items) + 1
        return _finding(reading, count, listing, "agrees", "with_leader" if with_leader else "same_number")
    if listing.is_open and count.value > most:
        nearly = listing.is_sure and count.value - most == 1 and len(listing.items) >= _NEARLY_ALL
        verdict = "disagrees" if nearly and _counts_bodies(reading.view, count) else "not_checkable"
        return _finding(reading, count, listing, verdict, "all_but_one" if nearly else "open_list")
    gap = min(abs(count.value - most), abs(count.value - least))
    if not listing.is_sure or (not listing.is_marked and gap > _FAR[count.form]):
        return None
    if count.value > most and not _names_them(reading.view, count, listing):
        return None
    return _finding(reading, count, listing, "disagrees", "fewer_listed" if count.value > most else "more_listed")


def _names_them(view: str, count: Counted, listing: Listing) -> bool:
    """Whether what is listed is what is counted, not where or of what kind it is: not 北京、上海3家企业.

    Set words (三大, 三个方面) count the list itself, and so do words that close it (等, 共).
    """
    if listing.is_marked or listing.is_closed or listing.leader_counts or count.form in ("set", "english"):
        return True
    if chain_noun(view, count.end):
        return True
    named = [view[low:high] for low, high in listing.items]
    places = [place for name in named if (place := find_place(name)) is not None and name in (place.name, place.short)]
    if count.form == "unit":
        return not places and not any(_kinds().search(name) for name in named)
    return count.word == "省" or not any(place.level == "province" for place in places)


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(f"^(?:{any_of('kind_words.csv', 'whole')})$|(?:{any_of('kind_words.csv', 'end')})$")


def noun_behind(view: str, count: Counted) -> str:
    """The words behind a count up to the next stop, at most ten characters."""
    stop = _STOP.search(view, count.end, count.end + 10)
    return view[count.end : stop.start() if stop else count.end + 10]


def _counts_bodies(view: str, count: Counted) -> bool:
    """Whether firms, centres and the like are counted, which are named to be known; 等五大方面 lists examples."""
    return _bodies().search(count.word + noun_behind(view, count)) is not None


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row["noun"]) for row in rows("body_nouns.csv")))


def _judged_chain(reading: Reading, count: Counted, chain: Chain) -> Finding | None:
    listing = Listing(chain.marks, frozenset({len(chain.marks)}), is_sure=not chain.broken, is_closed=True)
    return _judged(reading, count, listing)


def _finding(reading: Reading, count: Counted, listing: Listing, verdict: str, reason: str) -> Finding:
    text = reading.text
    spans = [FindingSpan("stated", count.start, count.end, text[count.start : count.end])]
    if listing.leader is not None and max(listing.counts) > len(listing.items):
        spans.append(FindingSpan("leader", *listing.leader, text[slice(*listing.leader)]))
    spans += [FindingSpan("item", low, high, text[low:high]) for low, high in listing.items]
    listed = count.value if verdict == "agrees" else len(listing.items) + listing.leader_counts
    values: tuple[tuple[str, str | float], ...] = (
        ("stated_words", text[count.start : count.end]),
        ("stated", count.value),
        ("listed", listed),
    )
    return Finding("list_count", verdict, reason, tuple(spans), values)
