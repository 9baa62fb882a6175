"""The thresholds of this room, from ``rules.toml``: each with its source."""

import functools
from collections.abc import Mapping
from typing import Any

from lopo.facts.toml_file import read_toml


@functools.cache
def rules() -> Mapping[str, Any]:
    """The tables of ``rules.toml``."""
    return read_toml("lopo.insight.outcomes", "rules.toml")


def whole(table: str, name: str) -> int:
    """A threshold that is a whole number."""
    return int(rules()[table][name])


def level(table: str) -> float:
    """How sure an interval is, such as 0.95."""
    return float(rules()[table]["level"])


def horizons() -> tuple[int, ...]:
    """The days after a first lesson on which it is looked whether gaps are closed."""
    return tuple(int(days) for days in rules()["comparison"]["days"])


def papers_asked(kind: str) -> tuple[frozenset[str], ...]:
    """The papers of a kind of product that make the stage; of each set one is enough."""
    return tuple(frozenset(choice) for choice in rules()["papers"].get(kind, []))
