"""What may spoil first, from ``attributes.toml``: how it is measured, and which way it goes."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Attribute:
    """One quality that is watched; ``limit`` is what we propose, where we may."""

    code: str
    title: Text
    how: Text
    unit: Text
    direction: str
    limit: Decimal | None


@functools.cache
def attributes() -> Mapping[str, Attribute]:
    """Every quality by its code, in the order in which a page offers it."""
    rows = read_toml("lopo.quality.storage", "attributes.toml")
    return {code: _attribute(code, row) for code, row in rows.items()}


def _attribute(code: str, row: Mapping[str, Any]) -> Attribute:
    return Attribute(
        code,
        title=Text.from_table(row["title"], f"{code}.title"),
        how=Text.from_table(row["how"], f"{code}.how"),
        unit=Text.from_table(row["unit"], f"{code}.unit"),
        direction=row["direction"],
        limit=Decimal(row["limit"]) if "limit" in row else None,
    )
