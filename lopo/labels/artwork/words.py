"""The fixed words of a label; ``words.toml``."""

import functools
from collections.abc import Mapping
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


def word(group: str, name: str) -> Text:
    """One of the words, in both languages. Raises :class:`KeyError`."""
    row = _table()[group][name]
    return Text(row["id"], row["en"])


def american_allergens() -> dict[str, str]:
    """What a U.S. label calls each family of allergens; ``{kind}`` where the species must be named."""
    return {
        name: text for name, text in _table()["us_allergens"].items() if name not in ("source", "confidence")
    }


def months_with_day() -> int:
    """Food that keeps this many months or less must name the day of its expiry."""
    return int(_table()["expiry"]["months_with_day"])


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.labels.artwork", "words.toml")
