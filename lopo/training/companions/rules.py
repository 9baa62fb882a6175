"""The figures of ``rules.toml``, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Rules:
    """Days and weights by which a companion is told who needs her; the house's own choices."""

    silent_days: int
    no_order_days: int
    first_visit_days: int
    visit_near_days: int
    correct_days: int
    latest_visit_days: int
    next_visit_most_days: int
    milestone_most_days: int
    load_most: int
    weights: Mapping[str, int]


@cache
def rules() -> Rules:
    """The rules of the house."""
    table = read_toml("lopo.training.companions", "rules.toml")
    days = table["days"]
    return Rules(
        silent_days=days["silent"],
        no_order_days=days["no_order"],
        first_visit_days=days["first_visit"],
        visit_near_days=days["visit_near"],
        correct_days=days["correct"],
        latest_visit_days=days["latest_visit"],
        next_visit_most_days=days["next_visit_most"],
        milestone_most_days=days["milestone_most"],
        load_most=table["load"]["most"],
        weights=table["weight"],
    )
