"""Sampling by attributes: how many packs of a lot to look at, and how many defects it may have.

Values of ISO 2859-1, single plans for normal and tightened inspection; the printed tables, with their
arrows and where they were read, stand in ``sampling.toml``. A plan that was not read in public tables is
not offered: :class:`lopo.facts.kinds.Refused` says which ones are.
"""

import functools
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

LEVELS = ("I", "II", "III", "S1", "S2", "S3", "S4")
NORMAL, TIGHTENED, REDUCED = "normal", "tightened", "reduced"
LOT_MOST = 10_000_000
"""Pieces; a larger lot is a slip of the finger."""

_REDUCED = Text(
    "Tabel pemeriksaan longgar belum kami punya dari sumber yang pasti. Pakai normal.",
    "We have no tables for reduced inspection from a sure source yet. Use normal.",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Look at ``sample`` pieces; the lot passes with up to ``accept`` defective ones.

    ``code`` is the letter of the lot, ``table_code`` the one whose plan is taken after the arrows, and
    ``table_sample`` its sample size; where it is not below the lot, the ``whole_lot`` is looked at.
    """

    sample: int
    accept: int
    code: str = field(default="", compare=False)
    table_code: str = field(default="", compare=False)
    table_sample: int = field(default=0, compare=False)
    whole_lot: bool = field(default=False, compare=False)

    @property
    def reject(self) -> int:
        """So many defective pieces, and the lot fails."""
        return self.accept + 1

    def accepts(self, defects: int) -> bool:
        """Whether a sample with so many defective pieces passes."""
        return defects <= self.accept


def code_letter(lot: int, level: str) -> str | None:
    """The code letter of a lot at an inspection level; nothing for a lot too small to sample.

    Raises :class:`KeyError` for a level outside :data:`LEVELS`.
    """
    table = _table()
    if lot < table["lot_least"]:
        return None
    return str(table["levels"][level][bisect_left(table["lot_most"], lot)])


def aqls(inspection: str = NORMAL) -> tuple[Decimal, ...]:
    """The quality limits that have plans, smallest first; none for an inspection without tables."""
    return tuple(Decimal(each) for each in _table().get(inspection, {"aqls": ""})["aqls"].split())


def sampling_plan(lot: int, level: str, aql: Decimal, inspection: str = NORMAL) -> Plan | None:
    """The plan of a lot: all of it where it is smaller than the sample. Nothing where there is none."""
    try:
        return plan_for(lot, level, aql, inspection)
    except Refused:
        return None


def plan_for(lot: int, level: str, aql: Decimal, inspection: str = NORMAL) -> Plan:
    """The plan of a lot. Raises :class:`Refused`, saying what there is, where there is none.

    Raises :class:`KeyError` for a level outside :data:`LEVELS`.
    """
    _check(lot, aql, inspection)
    code = code_letter(lot, level)
    assert code is not None  # noqa: S101 - _check() has refused lots that are too small
    found = _resolved(inspection, code, aqls(inspection).index(aql))
    if found is None:
        raise Refused(
            Text("Tabel pemeriksaan ketat untuk kiriman sebesar ini belum kami punya dari sumber yang pasti.",
                 "We have no table for tightened inspection of so large a lot from a sure source yet.")
        )  # fmt: skip
    table_code, size, accept = found
    return Plan(min(size, lot), accept, code, table_code, size, whole_lot=size >= lot)


def one_step_tighter(aql: Decimal) -> Decimal | None:
    """The next smaller limit of the normal table; nothing below the smallest."""
    listed = aqls()
    place = listed.index(aql)
    return listed[place - 1] if place else None


def counts_defects(aql: Decimal) -> bool:
    """Whether defects are counted, of which one piece may have several, and not defective pieces."""
    return bool(aql > _table()["percent_most"])


def provenance(inspection: str) -> tuple[str, str]:
    """Where the table of an inspection is from, and how sure we are."""
    return str(_table()["source"]), str(_table()[inspection]["confidence"])


def _check(lot: int, aql: Decimal, inspection: str) -> None:
    if inspection == REDUCED or not aqls(inspection):
        raise Refused(_REDUCED)
    least = _table()["lot_least"]
    if not least <= lot <= LOT_MOST:
        most = say_number(LOT_MOST)
        raise Refused(
            Text(f"Besar kiriman harus antara {least} dan {most.id} kemasan.",
                 f"A lot has between {least} and {most.en} pieces.")
        )  # fmt: skip
    if aql not in aqls(inspection):
        listed = [say_number(each) for each in aqls(inspection)]
        raise Refused(
            Text(f"AQL ini tidak ada di tabel. Yang ada: {'; '.join(each.id for each in listed)}.",
                 f"This AQL is not in the table. There are: {'; '.join(each.en for each in listed)}.")
        )  # fmt: skip


def _resolved(inspection: str, code: str, column: int) -> tuple[str, int, int] | None:
    """Letter, sample size and acceptance number once the arrows are followed; nothing below the table."""
    table = _table()
    rows: Mapping[str, str] = table[inspection]["rows"]
    letters: str = table["letters"]
    place = letters.index(code)
    while letters[place : place + 1] in rows:
        cell = rows[letters[place]].split()[column]
        if cell.isdigit():
            return letters[place], table["sample_sizes"][place], int(cell)
        place += 1 if cell == "v" else -1
    return None


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.quality.weighing", "sampling.toml")
