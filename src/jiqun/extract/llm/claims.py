"""What a model may claim, and the checks that a claim passes before it counts: its quote, its number, its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from jiqun.extract.period import periods
from jiqun.extract.quantity import Quantity, quantities
from jiqun.extract.rank import ranks
from jiqun.model import Figure
from jiqun.vocab.fold import fold

_HAN = re.compile(r"[\u3400-\u9fff]")
_FALLS = re.compile(
    r"下降|减少|降低|下滑|回落|缩减|负增长|[-−]|\b(?:down|fell|fall|decline|decrease|drop|lower|shrank)", re.I
)
_STOP = re.compile(r"[。!?！？\n]|[.](?=\s)")


class Stated(BaseModel):
    """One figure as the model states it. Other fields of an answer are ignored; these must have these types."""

    model_config = ConfigDict(extra="ignore", str_max_length=2000, allow_inf_nan=False)

    quote: str = Field(min_length=1)
    before: str = ""
    value_text: str = Field(min_length=1)
    value: float
    value_max: float | None = None
    unit: str = Field("count", max_length=40)
    subject: str | None = None
    indicator: str = Field(min_length=1, max_length=80)
    period_text: str | None = None
    status: Literal["actual", "target", "historical"] = "actual"


class Answer(BaseModel):
    """What the endpoint answers for one passage."""

    model_config = ConfigDict(extra="ignore")

    figures: list[Stated] = Field(max_length=400)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A claim, or one field of it, that did not pass a check: what was said and why it does not count."""

    reason: str
    quote: str
    stated: dict[str, Any]


def schema() -> dict[str, Any]:
    """The JSON schema of an answer in the strict form that endpoints ask for: every field required, no others."""
    body: dict[str, Any] = Answer.model_json_schema()
    for part in (body, *body["$defs"].values()):
        part["additionalProperties"] = False
        part["required"] = list(part["properties"])
        for described in part["properties"].values():
            for word in ("default", "minLength", "maxLength", "maxItems"):
                described.pop(word, None)
    return body


def verify(text: str, low: int, high: int, stated: Stated, rule: str, date: str | None) -> Figure | Rejected:
    """The figure that a statement about ``text[low:high]`` makes, or why it makes none.

    Unit and comparator are those that the text's own number has; subject and period count only as words of the text.
    """

    def no(reason: str) -> Rejected:
        return Rejected(reason, stated.quote, stated.model_dump())

    start = _place(text, low, high, stated)
    if isinstance(start, str):
        return no(start)
    end = start + len(stated.quote)
    at = stated.quote.find(stated.value_text)
    if at < 0:
        return no("its value is not in its quote")
    span = (start + at, start + at + len(stated.value_text))
    number = _number(text, span, stated, date)
    if isinstance(number, str):
        return no(number)
    sentence = _sentence(text, low, high, *span)
    period = _period(sentence, stated, date)
    subject = stated.subject if stated.subject and stated.subject in text[low:high] else None
    return Figure(
        quote=stated.quote, start=start, end=end, rule=rule,
        value=stated.value, value_max=stated.value_max,
        value_text=text[number.start : number.end], value_start=number.start, value_end=number.end,
        unit=number.unit or stated.unit, unit_text=number.unit_text, comparator=number.comparator,
        subject=subject, subject_text=subject, indicator=stated.indicator,
        period=period, period_text=stated.period_text if period else None,
        period_inherited=period is not None and (stated.period_text or "") not in stated.quote,
        status=stated.status, tier=_tier(number.unit or stated.unit),
    )  # fmt: skip


def _place(text: str, low: int, high: int, stated: Stated) -> int | str:
    """Where the quote stands: its one place, or the one behind the words that stand before it."""
    places = [m.start() for m in re.finditer(re.escape(stated.quote), text[low:high])]
    if not places:
        return "its quote is not in the passage"
    if len(places) > 1 and stated.before.strip():
        lead = stated.before.rstrip()
        places = [at for at in places if text[low : low + at].rstrip().endswith(lead)]
    if len(places) != 1:
        return "its quote stands in several places and the words before it do not say which"
    return low + places[0]


def _number(text: str, span: tuple[int, int], stated: Stated, date: str | None) -> Quantity | str:
    """The text's own reading of the number, when it is the stated one."""
    window = max(0, span[0] - 40)
    part = text[window : span[1] + 40]
    lang = "zh" if _HAN.search(part) else "en"
    found = [
        Quantity(q.start + window, q.end + window, q.text, q.value, q.value_max, q.unit, q.unit_text, q.comparator,
                 q.number_start + window, q.number_end + window, q.kind)
        for q in [*quantities(part, lang, date), *_ordinals(part), *_dates(part, lang, date)]
    ]  # fmt: skip
    if stated.unit in ("calendar_year", "rank"):  # 2011年 is a count of years too, 三 of 第三位 a bare number
        inside = [q for q in found if q.unit == stated.unit and span[0] < q.end and q.start < span[1]]
    else:
        inside = [q for q in found if span[0] <= q.number_start and q.number_end <= span[1]]
    if not inside:
        return "no number is read where its value stands"
    falls = stated.value < 0 and _FALLS.search(stated.quote) is not None
    for q in inside:
        same = _close(q.value, stated.value) or (falls and _close(-q.value, stated.value))
        if same and _close(q.value_max, stated.value_max):
            return q
    read = ", ".join(f"{q.value:g}" + (f" to {q.value_max:g}" if q.value_max is not None else "") for q in inside)
    return f"its value is {stated.value:g}, but the text's number is {read}"


def _ordinals(part: str) -> list[Quantity]:
    return [
        Quantity(
            r.start, r.end, part[r.start : r.end], r.value, None, "rank", None, r.comparator, r.start, r.end, "rank"
        )
        for r in ranks(fold(part))
    ]


def _dates(part: str, lang: str, date: str | None) -> list[Quantity]:
    return [
        Quantity(p.start, p.end, p.text, float(p.iso[:4]), None, "calendar_year", None, "eq", p.start, p.end, "date")
        for p in periods(part, lang, date)
        if p.iso is not None and p.iso[:4].isdigit()
    ]


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def _sentence(text: str, low: int, high: int, start: int, end: int) -> str:
    for mark in _STOP.finditer(text, low, start):
        low = mark.end()
    after = _STOP.search(text, end, high)
    return text[low : after.start() if after else high]


def _period(sentence: str, stated: Stated, date: str | None) -> str | None:
    """The period that the stated words of the same sentence mean; None when they are not there or mean none."""
    words = stated.period_text
    if not words or words not in sentence:
        return None
    found = periods(words, "zh" if _HAN.search(sentence) else "en", date)
    return found[0].iso if len(found) == 1 else None


def _tier(unit: str) -> str:
    return "rank" if unit == "rank" else "time" if unit == "calendar_year" else "measure"
