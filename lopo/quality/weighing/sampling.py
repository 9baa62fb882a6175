"""Sampling by attributes: how many packs of a lot to look at, and how many defects it may have.

Values of ISO 2859-1:1999, single plans for normal, tightened and reduced inspection; the printed tables, with
their arrows and where they were read, stand in ``sampling.toml``. In the edition of 1999 a rejection number
is always one above its acceptance number; older tables had a gap between them under reduced inspection.
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
INSPECTIONS = (NORMAL, TIGHTENED, REDUCED)
LOT_MOST = 10_000_000
"""Pieces; a larger lot is a slip of the finger."""


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


def aqls() -> tuple[Decimal, ...]:
    """The quality limits that have plans, smallest first; the same ones for every inspection."""
    return tuple(Decimal(each) for each in _table()["aqls"].split())


def sampling_plan(lot: int, level: str, aql: Decimal, inspection: str = NORMAL) -> Plan | None:
    """The plan of a lot: all of it where it is smaller than the sample. Nothing where there is none."""
    try:
        return plan_for(lot, level, aql, inspection)
    except Refused:
        return None


def plan_for(lot: int, level: str, aql: Decimal, inspection: str = NORMAL) -> Plan:
    """The plan of a lot. Raises :class:`Refused`, saying what there is, where there is none.

    Raises :class:`KeyError` for a level outside :data:`LEVELS` or an inspection outside :data:`INSPECTIONS`.
    """
    _check(lot, aql)
    code = code_letter(lot, level)
    assert code is not None  # noqa: S101 - _check() has refused lots that are too small
    table_code, size, accept = _resolved(inspection, code, aqls().index(aql))
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


def _check(lot: int, aql: Decimal) -> None:
    least = _table()["lot_least"]
    if not least <= lot <= LOT_MOST:
        most = say_number(LOT_MOST)
        raise Refused(
            Text(f"Besar kiriman harus antara {least} dan {most.id} kemasan.",
                 f"A lot has between {least} and {most.en} pieces.")
        )  # fmt: skip
    if aql not in aqls():
        listed = [say_number(each) for each in aqls()]
        raise Refused(
            Text(f"AQL ini tidak ada di tabel. Yang ada: {'; '.join(each.id for each in listed)}.",
                 f"This AQL is not in the table. There are: {'; '.join(each.en for each in listed)}.")
        )  # fmt: skip


def _resolved(inspection: str, code: str, column: int) -> tuple[str, int, int]:
    """Letter, sample size and acceptance number once the arrows are followed; none leads outside."""
    table = _table()
    rows: Mapping[str, str] = table[inspection]["rows"]
    letters: str = table["letters"]
    place = letters.index(code)
    while not (cell := rows[letters[place]].split()[column]).isdigit():
        place += 1 if cell == "v" else -1
    return letters[place], table[inspection]["sample_sizes"][place], int(cell)


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.quality.weighing", "sampling.toml")
