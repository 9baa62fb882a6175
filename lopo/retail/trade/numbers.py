"""Numbers of the house's papers: short, said on the phone, one after the other."""

import datetime as dt
from collections.abc import Collection

ORDER, DELIVERY, INVOICE, CREDIT = "PO", "SJ", "INV", "NR"
"""Surat pesanan, surat jalan, faktur, nota retur."""


def next_number(kind: str, on: dt.date, taken: Collection[str]) -> str:
    """``SJ-261129-1``: the first of the day that is not in ``taken``.

    >>> next_number("SJ", dt.date(2026, 11, 29), {"SJ-261129-1"})
    'SJ-261129-2'
    """
    start = f"{kind}-{on:%y%m%d}-"
    used = {each.removeprefix(start) for each in taken if each.startswith(start)}
    count = 1
    while str(count) in used:
        count += 1
    return f"{start}{count}"
