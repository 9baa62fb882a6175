"""Files as shops really send them, and what a careful person reads in each."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lopo.retail.sellout.days import Span
from lopo.retail.sellout.result import Answers

TODAY = date(2026, 12, 3)
SAMBAL, KERIPIK, SEI = "8991234500014", "8991234500021", "8991234500038"
NOVEMBER = "2026-11-01..2026-11-30"

NOTHING = Answers()
KIOSK = "Kios Maria"
SAID = Answers(Span(date(2026, 11, 1), date(2026, 11, 30)), KIOSK)

# A product as the file names it, a shop, days, pieces, and rupiah if it tells any.
Told = tuple[str, str, str, int, int | None]


@dataclass(frozen=True)
class Sent:
    """A file, its name, and the sales that stand in it; `hint` is a sentence that the buyer must see."""

    content: bytes
    told: tuple[Told, ...] = ()
    name: str = "laporan.xlsx"
    hint: str = ""
    unread: tuple[str, ...] = ()
    answers: Answers = NOTHING
    """What the buyer says where the file does not."""
    refused: str = ""


def workbook(
    *sheets: tuple[str, Sequence[Sequence[object]]],
    merged: Iterable[str] = (),
    then: Callable[[Worksheet], None] = lambda sheet: None,
) -> bytes:
    """An Excel file of the sheets; `merged` and `then` are done to each of them."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
        then(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def text(lines: Iterable[str], encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    """A file of lines."""
    return (end.join(lines) + end).encode(encoding)
