"""What can be read off the elements of a label: how fine an expiry date is, which permit a number is of.

Which form each element must have is asked by the pack ``bpom-label`` (PerBPOM 31/2018).
"""

import datetime as dt
import re
from collections.abc import Mapping

from lopo.producers.paper_number import tidy
from lopo.producers.papers import CHECKS, check_number

DAY, MONTH, YEAR = "day", "month", "year"

_MONTH = r"(?:\d{1,2}|(?:jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|sep|okt|oct|nov|des|dec)[a-z]*)"
_MARK = r"[\s./\-]+"
_GRAINS = (
    (DAY, re.compile(rf"\b\d{{1,2}}{_MARK}{_MONTH}{_MARK}(?:\d{{4}}|\d{{2}})\b", re.IGNORECASE)),
    (DAY, re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b")),
    (MONTH, re.compile(rf"\b{_MONTH}{_MARK}\d{{4}}\b", re.IGNORECASE)),
    (MONTH, re.compile(r"\b(?:0?[1-9]|1[0-2])[./\-](?:2[4-9]|[3-9]\d)\b")),
    (YEAR, re.compile(r"\b20\d{2}\b")),
)


def expiry_grain(text: str) -> str | None:
    """How fine an expiry date is: ``day``, ``month`` or ``year``; nothing when there is no date in it."""
    found = _dated(text)
    return found[0] if found else None


def expiry_day(text: str) -> str | None:
    """The date as printed, where it goes down to the day."""
    found = _dated(text)
    return found[1] if found and found[0] == DAY else None


def _dated(text: str) -> tuple[str, str] | None:
    """The grain of the date in a text, and the date as printed."""
    for grain, pattern in _GRAINS:
        if found := pattern.search(text):
            return None if grain is DAY and _is_no_day(found[0]) else (grain, found[0])
    return None


def _is_no_day(text: str) -> bool:
    """Whether a day written in figures is on no calendar, such as 31-02-2027."""
    parts = re.findall(r"\d+", text)
    if len(parts) != 3:
        return False
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        dt.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return True
    return False


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
    if on_label.is_good or on_paper.is_good:
        return on_label.compact == on_paper.compact
    # Two numbers can be the same one wrongly written: their form is another finding.
    return _marks(printed) == _marks(held) and bool(re.search(r"\d", held))


def _marks(number: str) -> str:
    return re.sub(r"[\W_]", "", tidy(number))


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
