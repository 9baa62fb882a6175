"""Columns of days, weeks, months or years: what their headings say, and of which days they are."""

import calendar
import datetime as dt
import re
from collections.abc import Collection

from lopo.retail.sellout.days import (
    Around,
    Span,
    bare_week,
    day_of_month,
    span_in,
    span_of_cell,
    whole_month,
)
from lopo.retail.sellout.words import plain, words

_ANY_MONTH = whole_month(2024, 1)
"""A month of 31 days, to tell a day of the month by."""
_WEEKS_OF_A_MONTH = 6
_LONGEST_MONTH = 31
_YEAR = re.compile(r"20[12]\d")
_DAYS_ALONE = re.compile(
    r"(?:(?:w|wk|week|minggu|mgg|mg|pekan)?(?: ke)? ?\d )?"
    r"(?:tgl |tanggal )?(\d{1,2}) (?:s d |sd |to )?(\d{1,2})"
)
"""``1-7``, ``Minggu 1 (1-7)``, as :func:`plain` leaves them."""


def day_label(label: str) -> bool:
    """Whether a heading (already plain) may be that of one day, week, month or year."""
    return (
        span_in(label, Around(dt.date.max)) is not None
        or day_of_month(label, _ANY_MONTH) is not None
        or bare_week(label) is not None
        or label in words().months
        or _YEAR.fullmatch(label) is not None
        or _within(label, _ANY_MONTH) is not None
    )


def column_span(cell: object, around: Around) -> Span | None:
    """The days of a column by its own heading, in the time of the file; nothing where that does not tell."""
    label = plain(cell)
    found = day_of_month(cell, around.span) or span_in(cell, around) or _within(label, around.span)
    if found is None and (month := words().months.get(label)):
        found = _month_alone(month, around)
    if found is None and _YEAR.fullmatch(label):
        return _year_alone(int(label), around)
    return found or span_of_cell(cell, around)


def of_one_month(labels: Collection[str], span: Span | None) -> bool:
    """Whether columns are weeks counted within the month of the file: of which days each is, nobody says."""
    weeks = [bare_week(each) for each in labels]
    short = span is not None and (span.last - span.first).days < _LONGEST_MONTH
    return short and bool(weeks) and all(each is not None and each <= _WEEKS_OF_A_MONTH for each in weeks)


def _within(label: str, span: Span | None) -> Span | None:
    """Days of the one month that the file is about: ``1-7``."""
    told = _DAYS_ALONE.fullmatch(label)
    if told is None or span is None:
        return None
    ends = [day_of_month(each, span) for each in told.groups()]
    if ends[0] is None or ends[1] is None or ends[0].first >= ends[1].last:
        return None
    return Span(ends[0].first, ends[1].last)


def _month_alone(month: int, around: Around) -> Span | None:
    """A month without its year, in that of the file."""
    if around.span is not None:
        years = {around.span.first.year, around.span.last.year}
        return whole_month(years.pop(), month) if len(years) == 1 else None
    return whole_month(around.year, month) if around.year else None


def _year_alone(year: int, around: Around) -> Span | None:
    """The days that the file is about, in another year."""
    if around.span is None:
        return whole_month(year, around.month) if around.month else None
    if around.span.first.year != around.span.last.year:
        return None
    return Span(_in_year(around.span.first, year), _in_year(around.span.last, year))


def _in_year(day: dt.date, year: int) -> dt.date:
    """The same day of another year, the end of February where it has none."""
    last_of_month = calendar.monthrange(day.year, day.month)[1]
    end = calendar.monthrange(year, day.month)[1]
    return day.replace(year=year, day=end if day.day == last_of_month else min(day.day, end))
