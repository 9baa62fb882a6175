"""The pack a label is for: its pieces in mm, and on each the place of the front and the columns that inform.

Table: ``packs.toml``.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say_number

PAIR, WRAP, SINGLE, TAG = "pair", "wrap", "single", "tag"
FRONT, BACK, WHOLE = "front", "back", "whole"
COLUMN = 58
"""A column of small print is about this wide, in mm: some sixty letters a line."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on a piece, in mm from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed piece. ``front`` is the place of the main panel, ``columns`` those of what informs."""

    name: str
    width: float
    height: float
    front: Rect | None
    columns: tuple[Rect, ...]
    hole: float = 0


@dataclass(frozen=True, slots=True)
class Pack:
    """A kind of pack, its usual size and the bounds of another; lengths in mm."""

    name: str
    title: Text
    layout: str
    size: tuple[float, float]
    least: tuple[float, float]
    most: tuple[float, float]
    front_share: float = 1
    hole: float = 0

    def pieces(self, size: tuple[Decimal, Decimal] | None = None) -> tuple[Piece, ...]:
        """The pieces at their usual size, or of ``size``. Raises :class:`Refused` out of bounds."""
        width, height = self.size if size is None else self._checked(size)
        whole = Rect(0, 0, width, height)
        if self.layout == WRAP:
            return (_wrap(width, height, self.front_share),)
        if self.layout == SINGLE:
            return (_single(width, height),)
        top = self.hole * 2 + 1 if self.layout == TAG else 0
        front = Rect(0, top, width, height - top)
        return (
            Piece(FRONT, width, height, front, (), self.hole),
            Piece(BACK, width, height, None, columns_of(whole, top), self.hole),
        )

    def _checked(self, size: tuple[Decimal, Decimal]) -> tuple[float, float]:
        for wanted, least, most, what in zip(size, self.least, self.most, _SIDES, strict=True):
            if not least <= wanted <= most:
                raise Refused(
                    _OUT_OF_BOUNDS.filled(
                        side=what,
                        wanted=say_number(wanted),
                        pack=self.title,
                        least=f"{least:g}",
                        most=f"{most:g}",
                    )
                )
        return float(size[0]), float(size[1])


_OUT_OF_BOUNDS = Text(
    "{side} label {wanted} mm. Untuk {pack}: {least} sampai {most} mm.",
    "The label is {wanted} mm in {side}. For {pack}: {least} to {most} mm.",
)
_SIDES = (Text("Lebar", "width"), Text("Tinggi", "height"))


def columns_of(area: Rect, top: float = 0) -> tuple[Rect, ...]:
    """The columns of small print within an area, inside its margin; ``top`` more is left free above."""
    margin = _margin(area)
    width, height = area.width - 2 * margin, area.height - 2 * margin - top
    count = max(1, int((width + 3) // COLUMN)) if width >= 1.5 * COLUMN else 1
    gutter = 3.5
    each = (width - gutter * (count - 1)) / count
    return tuple(
        Rect(area.x + margin + (each + gutter) * place, area.y + margin + top, each, height)
        for place in range(count)
    )


def _margin(area: Rect) -> float:
    return min(max(min(area.width, area.height) * 0.055, 2), 4)


def _wrap(width: float, height: float, share: float) -> Piece:
    front = width * share
    side = (width - front) / 2
    left, right = Rect(0, 0, side, height), Rect(side + front, 0, side, height)
    return Piece(WHOLE, width, height, Rect(side, 0, front, height), columns_of(left) + columns_of(right))


def _single(width: float, height: float) -> Piece:
    """The front beside the small print on a broad piece, above it on a tall one."""
    if width >= height:
        front = width * 0.45
        return Piece(
            WHOLE, width, height, Rect(0, 0, front, height), columns_of(Rect(front, 0, width - front, height))
        )
    front = height * 0.48
    return Piece(
        WHOLE, width, height, Rect(0, 0, width, front), columns_of(Rect(0, front, width, height - front))
    )


@functools.cache
def packs() -> Mapping[str, Pack]:
    """The packs of ``packs.toml`` by name."""
    return {
        name: Pack(
            name=name,
            title=Text.from_table(row["title"], name),
            layout=row["layout"],
            size=(row["size"][0], row["size"][1]),
            least=(row["least"][0], row["least"][1]),
            most=(row["most"][0], row["most"][1]),
            front_share=row.get("front", 1),
            hole=row.get("hole", 0),
        )
        for name, row in _tables()["pack"].items()
    }


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.labels.artwork", "packs.toml")
