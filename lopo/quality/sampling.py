"""Sampling by attributes: how many packs of a lot to look at, and how many defects it may have.

Values of ISO 2859-1, single plans for normal inspection (``sampling.toml``); to be verified before a refusal
depends on them.
"""

import functools
import importlib.resources
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

LEVELS = ("I", "II", "III", "S1", "S2", "S3", "S4")


@dataclass(frozen=True, slots=True)
class Plan:
    """Look at ``sample`` pieces; the lot passes with up to ``accept`` defective ones."""

    sample: int
    accept: int


def code_letter(lot: int, level: str) -> str | None:
    """The code letter of a lot at an inspection level; nothing for a lot too small to sample.

    Raises :class:`KeyError` for a level outside :data:`LEVELS`.
    """
    table = _table()
    if lot < table["lot_least"]:
        return None
    return str(table["letters"][level][bisect_left(table["lot_most"], lot)])


def sampling_plan(lot: int, level: str, aql: Decimal) -> Plan | None:
    """The plan of a lot: all of it where it is smaller than the sample. Nothing for an unlisted AQL."""
    letter = code_letter(lot, level)
    if letter is None:
        return None
    for listed, (sample, accept) in _table()["plan"][letter].items():
        if Decimal(listed) == aql:
            return Plan(min(sample, lot), accept)
    return None


@functools.cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((importlib.resources.files("lopo.quality") / "sampling.toml").read_text("utf-8"))
