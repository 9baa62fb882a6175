"""The numbers of this room, from ``rules.toml``: every threshold with its source."""

import functools
from collections.abc import Mapping
from typing import Any

from lopo.facts.toml_file import read_toml


@functools.cache
def rules() -> Mapping[str, Any]:
    """The tables of ``rules.toml``."""
    return read_toml("lopo.quality.storage", "rules.toml")


def number(table: str, name: str) -> float:
    """One threshold as a float: these are estimates of nature, not money."""
    return float(rules()[table][name])


def shelf_celsius(storage: str) -> tuple[float, ...]:
    """The temperatures of the shelf where a product of this ``storage`` is sold, coolest first."""
    return tuple(float(celsius) for celsius in rules()["shelf"][storage])
