"""What became of a file, row by row and in sums: as many rows out as went in."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lopo.facts.text import Text
from lopo.retail.sellout.matching import (
    CORRECTED,
    KNOWN,
    NEW,
    NO_CARTON,
    NOT_OURS,
    OTHERS,
    OVERLAPS,
    UNKNOWN,
    Matched,
)
from lopo.retail.sellout.result import BLANK, KIND_TITLES, KINDS, SALE, Reading

ROW_OUTCOMES = (NEW, CORRECTED, KNOWN, OVERLAPS, OTHERS, NOT_OURS, NO_CARTON, UNKNOWN)
"""Of a row with several counts the first of these that one of them has."""
TITLES: Mapping[str, Text] = {
    NEW: Text("masuk", "taken in"),
    CORRECTED: Text("memperbaiki yang lama", "corrects an earlier one"),
    KNOWN: Text("sudah ada dari berkas lain", "known from another file"),
    OVERLAPS: Text(
        "dilewati: harinya tumpang tindih dengan laporan lain", "skipped: its days overlap another report"
    ),
    OTHERS: Text("dilewati: barang pemasok lain", "skipped: another supplier's goods"),
    NOT_OURS: Text("dilewati: toko yang tidak dicatat", "skipped: a shop that is not kept here"),
    NO_CARTON: Text(
        "dilewati: dihitung per karton, isinya belum diketahui",
        "skipped: counted in cartons, of which the contents are not known",
    ),
    UNKNOWN: Text("belum dijelaskan", "not explained yet"),
    **{kind: title for kind, title in KIND_TITLES.items() if kind != SALE},
}
"""What can become of a row."""


def outcomes_of(reading: Reading, matched: Matched) -> dict[tuple[str, int], list[str]]:
    """What became of the counts of each row."""
    found: dict[tuple[str, int], list[str]] = {}
    for line, outcome in zip(reading.lines, matched.outcomes, strict=True):
        found.setdefault((line.sheet, line.row), []).append(outcome)
    return found


def account_of(reading: Reading, matched: Matched) -> list[list[Any]]:
    """Every row of the file: sheet, row, what became of it, cell, and why in both languages."""
    outcomes = outcomes_of(reading, matched)
    rows = []
    for each in reading.rows:
        told = outcomes.get((each.sheet, each.row), [])
        became = next((outcome for outcome in ROW_OUTCOMES if outcome in told), each.kind)
        if each.kind == SALE and not told:
            became = BLANK  # a row of a wide file in which nothing was told
        said = each.said or Text("", "")
        rows.append([each.sheet, each.row, became, each.cell, said.id, said.en])
    return rows


def summary_of(reading: Reading, matched: Matched) -> dict[str, Any]:
    """Rows by what became of them, and our sums beside the file's own."""
    counted = Counter(str(each[2]) for each in account_of(reading, matched))
    own_pieces, own_value = reading.own_total
    taken = [each for each in matched.sums if each.outcome in (NEW, CORRECTED)]
    days = [each.span for each in matched.sums]
    return {
        "rows": {name: counted[name] for name in (*ROW_OUTCOMES, *KINDS) if counted[name]},
        "rows_in": len(reading.rows),
        "pieces": reading.pieces,
        "value_idr": reading.value_idr,
        "own_pieces": own_pieces,
        "own_value_idr": own_value,
        "taken_pieces": sum(each.pieces for each in taken),
        "taken_value_idr": sum(each.value_idr or 0 for each in taken),
        "carton_rows": reading.carton_rows,
        "hidden_rows": reading.hidden_rows,
        "first": min(each.first for each in days).isoformat() if days else "",
        "last": max(each.last for each in days).isoformat() if days else "",
    }
