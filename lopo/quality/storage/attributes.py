"""What may spoil first, from ``attributes.toml``: how it is measured, and which way it goes."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

KEPT = 80
"""Characters of its name that a study keeps."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One quality that is watched; ``limit`` is what we propose, where we may.

    No value lies below ``least`` or above ``most``, the ends of its scale; nothing where it has none.
    """

    code: str
    title: Text
    how: Text
    unit: Text
    direction: str
    limit: Decimal | None
    least: Decimal | None = None
    most: Decimal | None = None

    def check(self, value: Decimal | float) -> None:
        """Raise :class:`Refused` for a value that the scale does not have."""
        if not (self.least is None or value >= self.least) or not (self.most is None or value <= self.most):
            raise Refused(self._scale())

    def _scale(self) -> Text:
        text = Text(
            "{title}: dari {least} sampai {most}. Periksa lagi angka dan satuannya.",
            "{title}: from {least} to {most}. Look at the number and its unit again.",
        )
        if self.most is None:
            text = Text(
                "{title}: paling sedikit {least}. Periksa lagi angkanya.",
                "{title}: at least {least}. Look at the number again.",
            )
        ends = {name: say_number(getattr(self, name) or 0) for name in ("least", "most")}
        return text.filled(title=self.title, **ends)


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
        **{name: Decimal(row[name]) if name in row else None for name in ("limit", "least", "most")},
    )


def attribute_named(words: str) -> Attribute | None:
    """The quality of this title in either language, or of this code; as far as a study keeps its name."""
    plain = words.strip().lower()
    for code, each in attributes().items():
        if plain in {code, *(title.lower()[:KEPT] for title in (each.title.id, each.title.en))}:
            return each
    return None
