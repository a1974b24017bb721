"""The verdict on two figures: a status, why, and what would cure it, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from jiqun.compare import tables
from jiqun.words import in_language

Status = Literal["comparable", "reservation", "refused"]
_WORST = {"comparable": 0, "reservation": 1, "refused": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """What the gate found on one side of two figures, with what fills the words of its rule.

    ``names`` are the same in every language, ``words`` have a text for each.
    """

    side: str
    case: str
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    @property
    def status(self) -> str:
        """What the finding means for the pair: ``reservation`` or ``refused``."""
        return tables.rules()[self.side, self.case].status

    def reason(self, lang: str = "en") -> str:
        """Why, in one sentence."""
        return in_language(tables.rules()[self.side, self.case].reason, lang).format_map(self._slots(lang))

    def cure(self, lang: str = "en") -> str:
        """What would cure it; empty where a missing figure would (see `Need`)."""
        return in_language(tables.rules()[self.side, self.case].cure, lang).format_map(self._slots(lang))

    def _slots(self, lang: str) -> dict[str, str]:
        return {**self.names, **{slot: in_language(text, lang) for slot, text in self.words.items()}}


@dataclass(frozen=True, slots=True)
class Need:
    """A figure that nobody has entered yet and that would make two figures comparable; None is "any"."""

    subject: str
    indicator: str
    indicator_id: str | None = None
    period: str | None = None
    coverage: str | None = None
    territory: str | None = None
    unit_of_account: str | None = None
    price_basis: str | None = None
    unit: str | None = None
    found_in: Mapping[str, str] = field(default_factory=dict, hash=False)

    def told(self, lang: str = "en") -> str:
        """The figure in words: what, when, of whom, where to look.

        >>> Need("株洲轨道交通产业集群", "工业总产值", period="2018", coverage="above_scale").told()
        '规上工业总产值 2018 of 株洲轨道交通产业集群'
        >>> Need("株洲轨道交通产业集群", "工业总产值", period="2018", coverage="above_scale").told("zh")
        '株洲轨道交通产业集群2018年规上工业总产值'
        """
        what = ("规上" if self.coverage == "above_scale" else "") + self.indicator
        rest = [
            tables.value_label(side, value, lang)
            for side in ("coverage", "territory", "unit_of_account", "price_basis")
            if (value := getattr(self, side)) and (side, value) != ("coverage", "above_scale")
        ]
        source = in_language(self.found_in, lang) if self.found_in else ""
        if lang != "en":
            period = f"{self.period}年" if self.period and self.period.isdigit() else self.period or ""
            said = f"{self.subject}{period}{what}" + (f"（{'，'.join(rest)}）" if rest else "")
            return said + (f"，见{source}" if source else "")
        said = f"{what} {self.period} of {self.subject}" if self.period else f"{what} of {self.subject}"
        return said + (f" [{'; '.join(rest)}]" if rest else "") + (f", from {source}" if source else "")

    def to_dict(self) -> dict[str, Any]:
        """The figure to enter, as JSON."""
        return {
            "subject": self.subject,
            "indicator": self.indicator,
            "indicator_id": self.indicator_id,
            "period": self.period,
            "coverage": self.coverage,
            "territory": self.territory,
            "unit_of_account": self.unit_of_account,
            "price_basis": self.price_basis,
            "unit": self.unit,
            "zh": self.told("zh"),
            "en": self.told("en"),
        }


_ENTER = {
    "zh": "需要{needs}：录入载有它的页面或表格（jiqun add）",
    "en": "needs {needs}: enter it here, with the page or table that states it (jiqun add)",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two figures may be compared: ``status`` is ``comparable``, ``reservation`` or ``refused``.

    ``order`` says what is sure about the first figure against the second (``>``, ``>=``, ``=``, ``<=``, ``<``), None
    when nothing is: a bound is never ranked as if exact, and a refused pair never at all. It takes no part in equality,
    so the verdict on two figures is the same whichever comes first.
    """

    findings: tuple[Finding, ...] = ()
    needs: tuple[Need, ...] = ()
    order: str | None = field(default=None, compare=False)
    lang: str = field(default="en", compare=False)

    @property
    def status(self) -> Status:
        """The worst of the findings; comparable when there is none."""
        found: Status = "comparable"
        for finding in self.findings:
            if _WORST[finding.status] > _WORST[found]:
                found = "refused" if finding.status == "refused" else "reservation"
        return found

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, a sentence for each finding, the refusals first. Empty when nothing stands in the way."""
        return self.told(self.lang)

    @property
    def cure(self) -> str | None:
        """What would make the pair comparable, or lift the reservation; None when nothing stands in the way."""
        return self.cured(self.lang)

    def told(self, lang: str) -> tuple[str, ...]:
        """The reasons in a language ."""
        ranked = sorted(self.findings, key=lambda finding: -_WORST[finding.status])
        return tuple(finding.reason(lang) for finding in ranked)

    def cured(self, lang: str) -> str | None:
        """The cure in a language: of the refusals, when there are some, else of the reservations."""
        template, mark = in_language(_ENTER, lang), "; " if lang == "en" else "；"
        status = self.status
        parts = [template.format(needs=mark.join(need.told(lang) for need in self.needs))] if self.needs else []
        for finding in self.findings:
            cure = finding.cure(lang) if finding.status == status else ""
            if cure and cure not in parts:
                parts.append(cure)
        return mark.join(parts) or None

    def to_dict(self) -> dict[str, Any]:
        """The verdict as JSON, with its words in both languages and the version of the gate's rules."""
        return {
            "status": self.status,
            "order": self.order,
            "reasons": [
                {"side": f.side, "case": f.case, "status": f.status, "zh": f.reason("zh"), "en": f.reason("en")}
                for f in self.findings
            ],
            "cure": None if self.status == "comparable" else {"zh": self.cured("zh"), "en": self.cured("en")},
            "needs": [need.to_dict() for need in self.needs],
            "rules": f"gate {tables.VERSION}",
        }
