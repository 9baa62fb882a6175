"""Sticker sheets: where each label stands on the paper. Lengths in mm; table: ``sheets.toml``."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say_number

FREE = "free"
TOLERANCE = Decimal("0.6")
"""A label may be so many mm smaller than the sticker it is printed on."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid of stickers of one size on a paper. ``cut`` means plain paper with crop marks between them."""

    name: str
    title: Text
    paper: tuple[Decimal, Decimal]
    columns: int
    rows: int
    label: tuple[Decimal, Decimal]
    first: tuple[Decimal, Decimal]
    pitch: tuple[Decimal, Decimal]
    cut: bool = False

    @property
    def count(self) -> int:
        """Stickers on one sheet."""
        return self.columns * self.rows

    def place(self, slot: int) -> tuple[Decimal, Decimal]:
        """The upper left corner of a sticker; slots run along the rows from 0."""
        row, column = divmod(slot, self.columns)
        return self.first[0] + column * self.pitch[0], self.first[1] + row * self.pitch[1]

    def refuse_other_size(self, width: Decimal, height: Decimal) -> None:
        """Raises :class:`Refused` for a label that is larger, or much smaller, than the stickers."""
        spare = (self.label[0] - width, self.label[1] - height)
        if not all(-Decimal("0.05") <= each <= TOLERANCE for each in spare):
            raise Refused(
                Text("Label ini {mine} mm, stiker pada lembar {sheet} {theirs} mm. Samakan ukurannya.",
                     "This label is {mine} mm, stickers of {sheet} {theirs} mm. Make them one size.").filled(
                    mine=_by(width, height), theirs=_by(*self.label), sheet=self.name
                )
            )  # fmt: skip


def _by(width: Decimal, height: Decimal) -> Text:
    one, other = say_number(width.normalize() + 0), say_number(height.normalize() + 0)
    return Text(f"{one.id} × {other.id}", f"{one.en} × {other.en}")


def free_sheet(width: Decimal, height: Decimal, paper: str = "a4") -> Sheet:
    """A sheet of plain sticker paper filled with labels of a size, to be cut by hand.

    The paper is turned where more fit that way. Raises :class:`Refused` for a label larger than the paper.
    """
    row = _table()["paper"].get(paper)
    if row is None:
        known = ", ".join(_table()["paper"])
        raise Refused(
            Text(
                f"Kertas “{paper}” tidak ada. Yang ada: {known}.",
                f"There is no paper “{paper}”. There are: {known}.",
            )
        )
    upright = (Decimal(row["size"][0]), Decimal(row["size"][1]))
    best = max(
        (_filled(upright, width, height), _filled(upright[::-1], width, height)), key=lambda each: each.count
    )
    if best.count == 0:
        raise Refused(
            Text(
                "Label {size} mm lebih besar dari kertas ini.",
                "A label of {size} mm is larger than this paper.",
            ).filled(size=_by(width, height))
        )
    return best


def _filled(paper: tuple[Decimal, Decimal], width: Decimal, height: Decimal) -> Sheet:
    margin, gap = Decimal(_table()["free"]["margin"]), Decimal(_table()["free"]["gap"])
    columns, rows = (
        max(0, int((side - 2 * margin + gap) // (length + gap)))
        for side, length in zip(paper, (width, height), strict=True)
    )
    counts = (columns, rows)
    first = [
        (side - (count * length + max(0, count - 1) * gap)) / 2
        for side, length, count in zip(paper, (width, height), counts, strict=True)
    ]
    return Sheet(
        name=FREE,
        title=Text("Kertas stiker polos, digunting sendiri", "Plain sticker paper, cut by hand"),
        paper=paper,
        columns=columns,
        rows=rows,
        label=(width, height),
        first=(first[0], first[1]),
        pitch=(width + gap, height + gap),
        cut=True,
    )


@functools.cache
def sheets() -> Mapping[str, Sheet]:
    """The sheets that are sold, by name."""
    size = _table()["paper"]["a4"]["size"]
    return {
        row["name"]: Sheet(
            name=row["name"],
            title=Text.from_table(row["title"], row["name"]),
            paper=(Decimal(size[0]), Decimal(size[1])),
            columns=row["columns"],
            rows=row["rows"],
            label=_pair(row["label"]),
            first=_pair(row["first"]),
            pitch=_pair(row["pitch"]),
        )
        for row in _table()["sheet"]
    }


def sheet_named(name: str, width: Decimal, height: Decimal) -> Sheet:
    """The sheet of that name. Raises :class:`Refused` for an unknown name, or labels of another size."""
    if name == FREE:
        return free_sheet(width, height)
    if name not in sheets():
        known = ", ".join((*sheets(), FREE))
        raise Refused(
            Text(
                f"Lembar “{name[:30]}” tidak ada. Yang ada: {known}.",
                f"There is no sheet “{name[:30]}”. There are: {known}.",
            )
        )
    sheet = sheets()[name]
    sheet.refuse_other_size(width, height)
    return sheet


def _pair(texts: list[str]) -> tuple[Decimal, Decimal]:
    return Decimal(texts[0]), Decimal(texts[1])


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.labels.artwork", "sheets.toml")
