"""Reference values: the amount a day that a panel's per cent is a per cent of (``reference_values.toml``)."""

import functools
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


def reference_value(nutrient: str, country: str) -> Decimal | None:
    """The amount a day in the nutrient's unit, or ``None`` where ``country`` has none (sugar in Indonesia).

    ``country`` is a key of ``rounding.toml``: ``indonesia``, ``us``, ``eu``.
    """
    value = _tables()[country]["per_day"].get(nutrient)
    return None if value is None else Decimal(value)


def reference_title(country: str) -> Text:
    """What the values of a country are called."""
    return Text(**_tables()[country]["title"])


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.nutrition.panels", "reference_values.toml")
