"""Days as retailers write them: ``03-Okt-25``, ``20251003``, ``3/10/2025``, ``Okt 2025``, a week.

What is read is a span, from a day until a day, both counted: a single day is the same twice.
"""

import calendar
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.retail.sellout.numbers import Unread, is_blank
from lopo.retail.sellout.words import begins_with, plain, spaced, words

DMY, MDY = "dmy", "mdy"
FIRST_SERIAL, LAST_SERIAL = 36526, 73050
"""Excel's numbers of the days from 2000 to 2099."""
_EPOCH = dt.date(1899, 12, 30)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})[/.\-\s](\d{1,2})[/.\-\s](\d{2,4})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})[\s\-/.]*([a-z]{3,9})\.?[\s\-/.,']*(\d{4}|\d{2})?(?!\d)", re.IGNORECASE)
_NAMED_FIRST = re.compile(r"(?<![a-z])([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(?<![a-z])([a-z]{3,9})\.?[\s\-/.,']*(\d{4}|\d{2})(?![\d/])", re.IGNORECASE)
_MONTH_NUMBER = re.compile(
    r"(?<!\d)(20\d{2})[\s\-/.]?(0[1-9]|1[0-2])(?!\d)|(?<![\d/.\-])(0?[1-9]|1[0-2])[\-/.](20\d{2})(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_COMPACT_DMY = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20\d{2})(?!\d)")
_WEEK = re.compile(
    r"(?<![a-z])(?:w|wk|week|minggu|pekan)(?:\s*ke)?[\s\-.:]*(\d{1,2})[\s/\-,.]*(?:tahun\s*)?(20\d{2})", re.I
)
_WEEK_LAST = re.compile(r"(?<!\d)(20\d{2})[\s\-/]*(?:w|wk|week)[\s\-]*(\d{1,2})(?!\d)", re.IGNORECASE)
_YEAR_WEEK = re.compile(r"(20\d{2})[\s\-/.]?(\d{2})")
_WEEK_ALONE = re.compile(r"(?:w|wk|week|minggu|mgg|mg|pekan)(?:\s*ke)?[\s\-.:]*(\d{1,2})", re.IGNORECASE)
_DAY_LAST = re.compile(r"(?<![\d/.\-])(\d{1,2})\s*$")
_SERIAL_TEXT = re.compile(r"\d{5}(?:[.,]\d+)?")
_YEAR = re.compile(r"(?<![\d/.\-])(20\d{2})(?![\d/.\-])")
_TIME = re.compile(
    r"[T\s]\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?(\s*[AP]M)?\s*(wita|wib|wit)?\b.*$", re.IGNORECASE
)
_SPAN = re.compile(
    r"\s(?:s\s*/\s*d|s\.\s*d\.?|sd|sampai(?:\s+dengan)?|hingga|to|until|-|–|—|~)\s", re.IGNORECASE
)
_SPAN_TIGHT = (
    re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{1,2}[\s\-/.]*[a-z]{3,9}.*)", re.IGNORECASE),
    re.compile(
        r"(\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)\s*(?:[-–—~]|s/d|to|sd)\s*(\d{1,2}[/.]\d{1,2}[/.]\d{2,4})", re.I
    ),
    re.compile(r"(\d{8})\s*[-–—]\s*(\d{8})"),
    re.compile(r"(.*\d)\s*(?:s/d|~|–|—)\s*(\d.*)", re.IGNORECASE),
)
_DAYS_OF_MONTH = re.compile(
    r"(?<![\d/.\-])\d{1,2}\s*(?:[-–—~]|s\s*/\s*d|s\.d\.?|sd|sampai|to)\s*\d{1,2}\s+[a-z]{3,9}\.?\s+\d{4}",
    re.IGNORECASE,
)
"""``1-30 September 2026`` within a title."""
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{1,2})")


@dataclass(frozen=True, slots=True)
class Span:
    """From a day until a day, both counted."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the time of a file where a cell leaves something out."""

    today: dt.date
    order: str = DMY
    span: Span | None = None
    year: int | None = None
    """The one year that the title speaks of, for weeks that leave it out."""
    month: int | None = None
    """The one month that the title speaks of, without its year."""
    by_week: bool = False
    """Whether the heading says that ``202610`` is a week, no month."""


def day_order(cells: Iterable[object], today: dt.date) -> str:
    """Whether day or month comes first in a column: a number over twelve tells, else what lies not ahead."""
    pairs = []
    for cell in cells:
        if isinstance(cell, str) and (found := _NUMERIC.search(spaced(cell))) and len(found[1]) <= 2:
            pairs.append((int(found[1]), int(found[2]), _year(found[3])))
    if any(first > 12 for first, _second, _year_ in pairs):
        return DMY
    if any(second > 12 for _first, second, _year_ in pairs):
        return MDY
    ahead = [pair for pair in pairs if _made(pair[2], pair[1], pair[0]) and _date(pair) > today]
    return MDY if ahead and all(_swapped(pair) <= today for pair in pairs) else DMY


def _date(pair: tuple[int, int, int]) -> dt.date:
    return _made(pair[2], pair[1], pair[0]) or dt.date.max


def _swapped(pair: tuple[int, int, int]) -> dt.date:
    return _made(pair[2], pair[0], pair[1]) or dt.date.max


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if 2000 <= year < 2100 else None
    except ValueError:
        return None


def read_span(cell: object, around: Around) -> Span:
    """The day or the days in a cell; raises :class:`Unread`."""
    found = span_of_cell(cell, around)
    if found is None:
        shown = "".join(each for each in spaced(cell) if each.isprintable())[:40]
        raise Unread(
            Text(f'"{shown}" bukan tanggal yang terbaca. Tulis seperti 03/10/2025.',
                 f'"{shown}" is no day that can be read. Write it as 03/10/2025.')
        )  # fmt: skip
    return found


def span_of_cell(cell: object, around: Around) -> Span | None:
    """The day or the days in a cell of a column of days: there ``46279`` as a text is Excel's number."""
    return _span_of_text(cell, around) if isinstance(cell, str) else _span_told(cell, around)


@functools.lru_cache(maxsize=4096)
def _span_of_text(text: str, around: Around) -> Span | None:
    return _span_told(text, around)


def _span_told(cell: object, around: Around) -> Span | None:
    if isinstance(cell, str) and _SERIAL_TEXT.fullmatch(spaced(cell)):
        return _of_number(float(spaced(cell).replace(",", ".")), around)
    if around.by_week and (found := _YEAR_WEEK.fullmatch(spaced(cell))):
        return _monday_to_sunday(int(found[1]), int(found[2]))
    return span_in(cell, around) or _week_alone(cell, around)


def says_week(heading: str) -> bool:
    """Whether a heading (already plain) is one of weeks."""
    return bool({"week", "wk", "minggu", "pekan"} & set(heading.split()))


def bare_week(text: object) -> int | None:
    """The week that a text names without its year, as ``W36`` does."""
    found = _WEEK_ALONE.fullmatch(spaced(text)) if isinstance(text, str) else None
    return int(found[1]) if found and 1 <= int(found[1]) <= 53 else None


def _week_alone(cell: object, around: Around) -> Span | None:
    """A week without a year, in the year of the file; nothing where none is told or the days do not fit."""
    week = bare_week(cell)
    if week is None:
        return None
    years = {around.span.first.year, around.span.last.year} if around.span else {around.year}
    for year in sorted(each for each in years if each):
        found = _monday_to_sunday(year, week)
        if found and (
            around.span is None or (found.first <= around.span.last and around.span.first <= found.last)
        ):
            return found
    return None


def year_told(lines: Iterable[str]) -> int | None:
    """The year that titles speak of, where they speak of one."""
    years = {int(year) for line in lines if not _is_of_printing(line) for year in _YEAR.findall(line)}
    return years.pop() if len(years) == 1 else None


def month_told(lines: Iterable[str]) -> int | None:
    """The month that titles speak of, where they speak of one."""
    told = {
        words().months.get(word)
        for line in lines
        if not _is_of_printing(line)
        for word in plain(line).split()
    }
    months = {each for each in told if each}
    return months.pop() if len(months) == 1 else None


def span_in(cell: object, around: Around) -> Span | None:
    """The day or the days in a cell, or nothing."""
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, dt.date):
        return Span(cell, cell) if 2000 <= cell.year < 2100 else None
    if isinstance(cell, bool) or is_blank(cell):
        return None
    if isinstance(cell, int | float):
        return _of_number(float(cell), around)
    text = _TIME.sub("", spaced(cell)) if isinstance(cell, str) else ""
    parts = [part for part in _SPAN.split(f" {text} ") if part.strip()]
    for tight in _SPAN_TIGHT if len(parts) != 2 else ():
        if found := tight.fullmatch(text):
            parts = [found[1], found[2]]
            break
    if len(parts) == 2 and (both := _two(parts[0], parts[1], around)):
        return both
    return _one(text, around)


def _two(first: str, last: str, around: Around) -> Span | None:
    """A span told by its ends; what the first leaves out (month, year) is that of the last."""
    end = _one(last, around)
    if end is None:
        return None
    inside = Around(around.today, around.order, end)
    begin = _one(first, inside)
    if begin is None and (day := _DAY_LAST.search(first)):
        made = _made(end.first.year, end.first.month, int(day[1]))
        begin = Span(made, made) if made else None
    if begin is None and (found := _DAY_AND_MONTH.fullmatch(first.strip())):
        begin = _numeric(f"{found[1]}/{found[2]}/{end.first.year}", inside)
    return Span(begin.first, end.last) if begin and begin.first <= end.last else None


def _of_number(number: float, around: Around) -> Span | None:
    if not abs(number) < 10**9:
        return None
    if number != int(number) and FIRST_SERIAL <= number <= LAST_SERIAL:
        number = int(number)  # with a time of day
    if number != int(number):
        return None
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        day = _EPOCH + dt.timedelta(days=int(number))
        return Span(day, day)
    return _one(str(int(number)), around) if number >= 10_000 else None


def _one(text: str, around: Around) -> Span | None:
    """One day, month or week in a text."""
    for reads in (_numeric, _compact, _named, _week, _month):
        if found := reads(text.strip(), around):
            return found
    return None


def _numeric(text: str, around: Around) -> Span | None:
    found = _NUMERIC.search(text)
    if found is None:
        return None
    first, second, third = found.groups()
    if len(first) == 4:
        day = _made(int(first), int(second), int(third)) if len(third) <= 2 else None
    elif len(first) <= 2 and len(third) in (2, 4):
        month_first = around.order == MDY
        one, two = int(first), int(second)
        if one > 12 or two > 12:
            month_first = two > 12
        day = _made(_year(third), one if month_first else two, two if month_first else one)
    else:
        day = None
    return Span(day, day) if day else None


def _compact(text: str, _around: Around) -> Span | None:
    if found := _COMPACT.search(text):
        day = _made(int(found[1]), int(found[2]), int(found[3]))
    elif found := _COMPACT_DMY.search(text):
        day = _made(int(found[3]), int(found[2]), int(found[1]))
    else:
        return None
    return Span(day, day) if day else None


def _named(text: str, around: Around) -> Span | None:
    months = words().months
    for found in _NAMED_FIRST.finditer(text):
        if month := months.get(found[1].casefold()):
            day = _made(int(found[3]), month, int(found[2]))
            return Span(day, day) if day else None
    for found in _NAMED.finditer(text):
        if month := months.get(found[2].casefold()):
            year = _year(found[3]) if found[3] else _year_near(month, int(found[1]), around)
            day = _made(year, month, int(found[1]))
            return Span(day, day) if day else None
    return None


def _year_near(month: int, day: int, around: Around) -> int:
    """The year of a day that leaves it out: that of the file's span, else the last such day."""
    if around.span is not None:
        return around.span.first.year if month >= around.span.first.month else around.span.last.year
    made = _made(around.today.year, month, day)
    return around.today.year if made is None or made <= around.today else around.today.year - 1


def _week(text: str, _around: Around) -> Span | None:
    named, numbered = _WEEK.search(text), _WEEK_LAST.search(text)
    if named is not None:
        week, year = int(named[1]), int(named[2])
    elif numbered is not None:
        year, week = int(numbered[1]), int(numbered[2])
    else:
        return None
    return _monday_to_sunday(year, week)


def _monday_to_sunday(year: int, week: int) -> Span | None:
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Span(monday, monday + dt.timedelta(days=6))


def _month(text: str, _around: Around) -> Span | None:
    for found in _MONTH.finditer(text):
        if month := words().months.get(found[1].casefold()):
            return whole_month(_year(found[2]), month)
    if number := _MONTH_NUMBER.search(text):
        year, month = (int(number[1]), int(number[2])) if number[1] else (int(number[4]), int(number[3]))
        return whole_month(year, month)
    return None


def whole_month(year: int, month: int) -> Span:
    """From its first day until its last."""
    return Span(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def day_of_month(cell: object, span: Span | None) -> Span | None:
    """A bare ``17`` as a day of the month that the file is about; nothing where that is more than one."""
    if span is None or (span.first.year, span.first.month) != (span.last.year, span.last.month):
        return None
    text = spaced(cell).removesuffix(".0")
    if not text.isdecimal() or len(text) > 2:
        return None
    day = _made(span.first.year, span.first.month, int(text))
    return Span(day, day) if day else None


def period_told(lines: Iterable[str], around: Around) -> Span | None:
    """The days a report says it is about, in a line that is not of its printing."""
    told = [line for line in lines if line and not _is_of_printing(line)]
    worded = [line for line in told if any(each in f" {plain(line)} " for each in _period_words())]
    for line in (*worded, *told):
        days = list(_days_in(line, around))
        if len(days) < 2 and (within := _DAYS_OF_MONTH.search(line)) and (both := span_in(within[0], around)):
            return both
        if len(days) >= 2 and days[0].first <= days[1].last:
            return Span(days[0].first, days[1].last)
        if found := span_in(line.partition(":")[2] or line, around) or span_in(line, around):
            return found
    return None


def _period_words() -> tuple[str, ...]:
    return tuple(f" {each} " for each in words().rows["period"])


def _days_in(line: str, around: Around) -> Iterator[Span]:
    found = sorted(
        [*_NUMERIC.finditer(line), *_COMPACT.finditer(line), *(
            each for each in _NAMED.finditer(line) if each[2].casefold() in words().months and each[3]
        )],
        key=lambda each: each.start(),
    )  # fmt: skip
    for each in found:
        if span := _one(each[0], around):
            yield span


def _is_of_printing(line: str) -> bool:
    text = plain(line)
    return begins_with(text, "printed") or any(
        f" {each} " in f" {text} " for each in words().rows["printed"] if each != "jam"
    )
