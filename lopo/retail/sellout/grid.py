"""The sheets of a file as plain cells, the bounds they are held to, and what is said where there are none."""

from collections.abc import Iterable
from dataclasses import dataclass

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

MOST_ROWS = 100_000
"""Rows of one sheet, blank ones between counted: a month of receipts of a chain."""
MOST_COLUMNS = 400
"""A column for each shop of a chain, and one for its rupiah."""
MOST_CELLS = 2_000_000

NO_TABLE = Text(
    "Ini bukan tabel yang bisa dibaca. Buka di Excel, simpan sebagai .xlsx atau CSV, lalu kirim lagi.",
    "This is not a table that can be read. Open it in Excel, save it as .xlsx or CSV, and send it again.",
)
LOCKED = Text(
    "Berkas ini dikunci kata sandi. Buka di Excel, hapus sandinya, simpan, lalu kirim lagi.",
    "This file is locked with a password. Open it in Excel, take the password off, save it, send it again.",
)
EMPTY = Text("Berkas ini kosong. Pilih berkas lain.", "This file is empty. Choose another.")
TOO_LONG = Text(
    f"Ada lembar dengan lebih dari {MOST_ROWS // 1000}.000 baris. Kirim per bagian, misalnya per minggu.",
    f"A sheet has more than {MOST_ROWS:,} rows. Send it in parts, a week at a time perhaps.",
)
TOO_WIDE = Text(
    f"Ada lembar dengan lebih dari {MOST_COLUMNS} kolom. Kirim per bagian, misalnya per wilayah.",
    f"A sheet has more than {MOST_COLUMNS} columns. Send it in parts, a region at a time perhaps.",
)

Cells = tuple[object, ...]
Merged = tuple[int, int, int, int]
"""First row, first column, last row and last column of merged cells, from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its rows from the first, blank ones kept, so that a row's number is that of the file.

    ``hidden`` are numbers (from 1) of rows that Excel does not show; ``merged`` the spans of merged cells as
    (first row, first column, last row, last column), from 0; ``hidden_columns`` places (from 0) likewise.
    """

    name: str
    rows: tuple[Cells, ...]
    hidden: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class File:
    """The sheets of a file that are shown, and how many are hidden."""

    grids: tuple[Grid, ...]
    hidden_sheets: int = 0


def kept(rows: Iterable[Iterable[object]]) -> tuple[Cells, ...]:
    """The rows without blank ones below and blank cells to the right; refuses endless ones."""
    rows_kept: list[Cells] = []
    last = filled = 0
    for number, row in enumerate(rows, 1):
        cells = list(row)
        while cells and (cells[-1] is None or (isinstance(cells[-1], str) and not cells[-1].strip())):
            cells.pop()
        if cells:
            filled += len(cells)
            if number > MOST_ROWS or filled > MOST_CELLS:
                raise Refused(TOO_LONG)
            if len(cells) > MOST_COLUMNS:
                raise Refused(TOO_WIDE)
            last = number
        if number <= MOST_ROWS:
            rows_kept.append(tuple(cells))
    return tuple(rows_kept[:last])
