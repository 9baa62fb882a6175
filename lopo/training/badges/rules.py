"""The figures of ``rules.toml``."""

import functools
from dataclasses import dataclass
from typing import Any

from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Rules:
    """Who gets a certificate and how it is published; percentages are whole numbers from 0 to 100."""

    attendance_percent: int
    test_percent: int
    issuer_name: str
    status_places: int
    status_valid_days: int
    checks_per_minute: int


@functools.cache
def rules() -> Rules:
    """The rules in force. Raises :class:`KeyError` or :class:`ValueError` for a broken file."""
    table = read_toml("lopo.training.badges", "rules.toml")
    earned, status = table["earned"], table["status"]
    return Rules(
        _percent(earned, "attendance_percent"),
        _percent(earned, "test_percent"),
        table["issuer"]["name"],
        status["places"],
        status["valid_days"],
        table["check"]["per_minute"],
    )


def _percent(table: dict[str, Any], name: str) -> int:
    value = table[name]
    if not isinstance(value, int) or not 0 <= value <= 100:
        raise ValueError(f"rules.toml: {name} is a whole number from 0 to 100, not {value!r}")
    return value
