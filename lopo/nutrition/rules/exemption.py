"""Which foods need no nutrition panel.

Source: see ``exemption.toml``. The category of the food decides, never its name.
"""

import functools
from collections.abc import Mapping
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


def categories() -> dict[str, Text]:
    """The categories with a rule of their own, by code."""
    return {code: Text(row["id"], row["en"]) for code, row in _table()["category"].items()}


def panel_needed(category: str | None) -> bool | None:
    """Whether food of ``category`` needs a panel; any category without a rule does. Nothing if not known."""
    if category is None:
        return None
    return category not in _table()["category"]


def panel_forbidden(category: str | None) -> bool | None:
    """Whether a panel may not appear at all (alcoholic drinks)."""
    if category is None:
        return None
    row = _table()["category"].get(category)
    return row is not None and row["panel"] == "forbidden"


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.nutrition.rules", "exemption.toml")
