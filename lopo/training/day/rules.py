"""The figures of ``rules.toml``, read once."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Rules:
    """Times, rows and counts of the day; the house's own choices."""

    open_before: dt.timedelta
    open_after: dt.timedelta
    early: dt.timedelta
    spare_rows: int
    hidden_digits: int
    least_answered: int
    materials_most: int
    homework_most: int


@cache
def rules() -> Rules:
    """The rules of the house."""
    table = read_toml("lopo.training.day", "rules.toml")
    meeting = table["meeting"]
    return Rules(
        open_before=dt.timedelta(minutes=meeting["open_before_minutes"]),
        open_after=dt.timedelta(minutes=meeting["open_after_minutes"]),
        early=dt.timedelta(minutes=meeting["early_minutes"]),
        spare_rows=table["list"]["spare_rows"],
        hidden_digits=table["list"]["hidden_digits"],
        least_answered=table["gain"]["least_answered"],
        materials_most=table["upload"]["materials_most"],
        homework_most=table["upload"]["homework_most"],
    )
