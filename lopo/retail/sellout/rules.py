"""The figures of ``rules.toml``, read once."""

from dataclasses import dataclass
from functools import cache

from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Rules:
    """Days and pieces by which a next order is reckoned; the house's own choices."""

    window_days: int
    least_days: int
    least_pieces: int
    lead_days: int
    cover_days: int
    most_lead_days: int


@cache
def rules() -> Rules:
    """The rules of the house."""
    table = read_toml("lopo.retail.sellout", "rules.toml")
    return Rules(**table["sales"], **table["order"])
