"""The forms that a label's elements take: heading, expiry date, unit of net content, registration number.

Rules and sources: ``elements.toml`` (PerBPOM 31/2018, Permendag 31/2011).
"""

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from lopo.producers.paper_number import tidy
from lopo.producers.papers import CHECKS, check_number

DAY, MONTH, YEAR = "day", "month", "year"

_MONTH = r"(?:\d{1,2}|(?:jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|sep|okt|oct|nov|des|dec)[a-z]*)"
_MARK = r"[\s./\-]+"
_GRAINS = (
    (DAY, re.compile(rf"\b\d{{1,2}}{_MARK}{_MONTH}{_MARK}(?:\d{{4}}|\d{{2}})\b", re.IGNORECASE)),
    (DAY, re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b")),
    (MONTH, re.compile(rf"\b{_MONTH}{_MARK}\d{{4}}\b", re.IGNORECASE)),
    (YEAR, re.compile(r"\b20\d{2}\b")),
)


def heading_is_allowed(heading: str) -> bool:
    """Whether the heading above the ingredients is one of the four of art. 14."""
    plain = re.sub(r"\s+", " ", heading).strip().strip(":").strip().lower()
    return plain in _tables()["heading"]["words"]


def expiry_begins_right(text: str) -> bool:
    """Whether an expiry text begins with the prescribed words."""
    plain = re.sub(r"\s+", " ", text).strip().lower()
    return plain.startswith(_tables()["expiry"]["begins"].lower())


def expiry_grain(text: str) -> str | None:
    """How fine an expiry date is: ``day``, ``month`` or ``year``; nothing when there is no date in it."""
    for grain, pattern in _GRAINS:
        if pattern.search(text):
            return grain
    return None


def grain_is_enough(grain: str, shelf_life_days: int) -> bool:
    """Whether a date of this grain may be printed: a short life (three months or less) needs the day.

    A life counts as three months or less up to the longest three calendar months, 92 days.
    """
    longest_month_days = 31
    short_life = shelf_life_days <= _tables()["expiry"]["day_needed_months"] * longest_month_days - 1
    return grain == DAY if short_life else grain in (DAY, MONTH)


def unit_suits(unit: str, form: str) -> bool:
    """Whether a unit of net content suits a ``solid``, ``liquid``, ``semi-solid`` or ``count`` product.

    Raises :class:`KeyError` for another form.
    """
    return unit.strip().lower().rstrip(".") in _tables()["unit"][form]


def registration_kind(number: str) -> str | None:
    """What a registration number printed on a label is: ``pirt``, ``md`` or ``ml``; nothing if unclear."""
    plain = tidy(number)
    if re.match(r"(SP)?P[ .\-]*I[ .\-]*R[ .\-]*T", plain):
        return "pirt"
    found = re.match(r"(?:BPOM[ .\-]*)?(?:RI[ .\-]*)?(M[DL])(?![A-Z])", plain)
    return found[1].lower() if found else None


def same_registration(printed: str, held: str, kind: str) -> bool:
    """Whether the number printed on the label is the number of the permit held, both of ``kind``."""
    if kind not in CHECKS:
        return False
    on_label, on_paper = check_number(kind, printed), check_number(kind, held)
    return on_label.is_good and on_label.compact == on_paper.compact


def registration_agrees(printed: str, held: Mapping[str, str | None]) -> bool | None:
    """Whether the number printed on a label is that of a permit held.

    ``held`` gives the number by kind (``pirt``, ``md``): "" where there is none, ``None`` where not known. No
    for a label without a number; nothing while the number that it should be is not known.
    """
    if not printed.strip():
        return False
    kind = registration_kind(printed)
    candidates = dict(held) if kind is None else {kind: held.get(kind, "")}
    if any(number and same_registration(printed, number, each) for each, number in candidates.items()):
        return True
    return None if None in candidates.values() else False


@functools.cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((importlib.resources.files("lopo.labels") / "elements.toml").read_text("utf-8"))
