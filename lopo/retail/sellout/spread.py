"""Files with a column for each shop or each day: which columns those are, and what they count."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from lopo.retail.sellout.day_columns import day_label
from lopo.retail.sellout.days import Around, says_week, span_of_cell
from lopo.retail.sellout.grid import Cells
from lopo.retail.sellout.layout import BY_DAY, BY_PRODUCT, BY_STORE, LONG, Heading
from lopo.retail.sellout.numbers import Unread, is_blank, looks_numeric, read_number
from lopo.retail.sellout.words import MEASURES, WHO, begins_with, role_of, words

_LATELY = 800
"""Days from today within which a bare number may be one of a day rather than the code of a shop."""
_OFTEN = 0.8
"""Of the rows of a file, how many must add up for a column to be the sum of others."""


def split_label(heading: Heading) -> tuple[str, str]:
    """What a column of a wide file is of, and what it counts (empty where it does not say)."""
    upper_role, lower_role = role_of(heading.upper), role_of(heading.lower)
    if heading.upper and lower_role[0] in MEASURES and lower_role[1] == 1.0:
        return heading.upper, lower_role[0]
    if heading.lower and upper_role[0] in MEASURES and upper_role[1] == 1.0:
        return heading.lower, upper_role[0]
    parts = heading.text.split()
    for size in range(min(3, len(parts) - 1), 0, -1):
        for phrase, rest in ((parts[:size], parts[size:]), (parts[-size:], parts[:-size])):
            role, sure = role_of(" ".join(phrase))
            if role in MEASURES and sure == 1.0:
                return " ".join(rest), role
    return heading.text, ""


def shop_above(heading: Heading) -> str:
    """The shop over a column of a day, as written; nothing where what stands above is no name of one."""
    upper = heading.upper
    if not upper or day_label(upper) or says_week(upper) or upper in words().uncertain:
        return ""
    role, sure = role_of(upper)
    if sure >= 0.5 and role != "store":
        return ""
    below = len(heading.lower.split())
    return " ".join(heading.shown.split()[: len(heading.shown.split()) - below])


def is_total(label: str) -> bool:
    """Whether a column sums others."""
    ends = any(label.endswith(f" {each}") for each in words().rows["total"])
    return ends or any(begins_with(label, kind) for kind in ("grand", "sub", "total", "all"))


def spread_of(
    headings: Sequence[Heading],
    roles: Mapping[int, str],
    below: Sequence[Cells],
    today: dt.date,
    stores: Collection[str],
) -> tuple[str, list[Heading]]:
    """Whether columns are days or shops, and which they are."""
    counting = [
        each
        for each in headings
        if roles.get(each.place, "") in ("", *MEASURES) and not is_total(each.text) and _counts(each, below)
    ]
    days = [each for each in counting if _is_day(each, today)]
    if len(days) >= 2 and len({split_label(each)[0] for each in days}) >= 2:
        return BY_DAY, days
    if not set(roles.values()) & set(WHO):
        products = [each for each in counting if _is_product(each)]
        known = {each.text for each in products} & set(stores)
        return (BY_PRODUCT, products) if len(products) >= 2 and not known else (LONG, [])
    if set(roles.values()) & {"store", "store_code"}:
        return LONG, []
    shops = [each for each in counting if _is_shop(each, stores)]
    labels = {split_label(each)[0] for each in shops}
    sold = [each for each in headings if roles.get(each.place) == "pieces"]
    if len(labels) >= 2 and (
        labels & set(stores) or not sold or _repeats(shops) or _is_their_sum(sold[0], shops, below)
    ):
        return BY_STORE, shops
    return LONG, []


def _is_product(heading: Heading) -> bool:
    """Whether a column may be one of a product, where no row names any."""
    role, sure = role_of(heading.text)
    return bool(heading.text) and (not role or sure < 1.0) and role != "other"


def _is_their_sum(total: Heading, parts: Sequence[Heading], below: Sequence[Cells]) -> bool:
    """Whether what was taken for the count sold is but the sum of the other columns."""
    if not is_total(total.text):
        return False
    added, tried = 0, 0
    for row in below:
        try:
            whole = _number(row, total)
            told = sum((_number(row, each) for each in parts), start=Decimal(0))
        except Unread:
            continue
        tried += 1
        added += whole == told
    return tried > 0 and added >= tried * _OFTEN


def _number(row: Cells, heading: Heading) -> Decimal:
    cell = row[heading.place] if heading.place < len(row) else None
    return Decimal(0) if is_blank(cell) else read_number(cell)


def _counts(heading: Heading, below: Sequence[Cells]) -> bool:
    """Whether what stands in a column are counts, or nothing."""
    cells = [row[heading.place] for row in below if heading.place < len(row)]
    cells = [cell for cell in cells if not is_blank(cell)]
    return sum(looks_numeric(cell) for cell in cells) >= len(cells) * 0.7


def _is_day(heading: Heading, today: dt.date) -> bool:
    """Whether a column is of one day: in words, under "Tanggal", or as Excel's number of a late day."""
    label = split_label(heading)[0]
    if heading.upper and heading.lower and label == heading.text:
        label = heading.lower  # what stands above is a month, a shop, or a title of the sheet
    if day_label(label):
        return True
    span = span_of_cell(label, Around(today))
    return span is not None and abs((today - span.first).days) < _LATELY


def _is_shop(heading: Heading, stores: Collection[str]) -> bool:
    label, measure = split_label(heading)
    if label in stores:
        return True
    if role_of(heading.text)[1] == 1.0:
        return False  # a heading that is known whole, such as "Saldo awal", is no shop
    role, sure = role_of(label)
    return bool(label) and (not role or sure < 0.5 or (bool(measure) and sure < 1.0))


def _repeats(headings: Sequence[Heading]) -> bool:
    """Whether one and the same count is told of several."""
    told = [split_label(each)[1] for each in headings]
    return any(told.count(each) >= 2 for each in set(told) - {""})
