"""A label as plain data for the typesetter: words, colours, places and bars, nothing of it markup."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from lopo.facts.text import Text
from lopo.labels.artwork.blocks import Block, CodesBlock, Dates, Halal, LabelContent, PanelBlock, Prose, Run
from lopo.labels.artwork.letters import panel_points
from lopo.labels.artwork.order import LabelOrder
from lopo.labels.artwork.pack import Piece
from lopo.labels.artwork.words import word
from lopo.labels.codes.size import SymbolSize, limits_of, size_of
from lopo.labels.codes.symbol import EAN_8, EAN_13, QR, UPC_A, Symbol
from lopo.nutrition.panels.panel import Panel

Plain = dict[str, Any]


def drawn(
    content: LabelContent,
    order: LabelOrder,
    pieces: Sequence[Piece],
    letters: Sequence[float],
    finest: bool = False,
) -> Plain:
    """The whole label; ``finest`` draws the codes at their least size."""
    return {
        "design": order.design,
        "language": content.language,
        "title": f"{content.brand} {content.name}".strip() or "label",
        "colours": dict(order.colours.roles),
        "bare": order.colours.bare,
        "letters": list(letters),
        "words": {
            "brand": content.brand,
            "name": content.name,
            "name_other": content.name_other,
            "promise": content.promise,
            "net": content.net,
            "net_height": float(content.net_height),
            "essentials": [_runs(line) for line in content.essentials],
            "halal": _halal(content.halal, content.language),
            "logo": _image(content.logo),
        },
        "blocks": [_block(block, finest) for block in content.blocks],
        "pieces": [_piece(piece) for piece in pieces],
        "lots": [{"words": {}, "blocks": {}}],
        "settled": {},
        "finest": finest,
    }


_OF_THE_LOT = ("words", "blocks", "lots", "settled")


def lot_beside(first: Mapping[str, Any], other: Mapping[str, Any]) -> Plain | None:
    """What another lot's label has that the ``first`` has not; nothing where they are built differently."""
    alike = [name for name in first if name in other and name not in _OF_THE_LOT]
    if any(first[name] != other[name] for name in alike) or len(first["blocks"]) != len(other["blocks"]):
        return None
    pairs = zip(first["blocks"], other["blocks"], strict=True)
    return {
        "words": {name: said for name, said in other["words"].items() if said != first["words"][name]},
        "blocks": {str(order): there for order, (here, there) in enumerate(pairs) if here != there},
    }


def _runs(runs: Iterable[Run]) -> list[Plain]:
    return [asdict(run) for run in runs]


def _image(content: bytes | None) -> list[int] | None:
    return None if content is None else list(content)


def _halal(halal: Halal | None, language: str) -> Plain | None:
    if halal is None:
        return None
    slot = word("halal", "slot").in_language(language)
    return {"number": halal.number, "image": _image(halal.image), "slot": slot}


def _piece(piece: Piece) -> Plain:
    return {
        "name": piece.name,
        "width": piece.width,
        "height": piece.height,
        "hole": piece.hole,
        "main": asdict(piece.front) if piece.front else None,
        "columns": [asdict(column) for column in piece.columns],
    }


def _block(block: Block, finest: bool) -> Plain:
    if isinstance(block, Prose):
        return {
            "kind": "prose",
            "element": block.element,
            "heading": block.heading,
            "runs": _runs(block.runs),
        }
    if isinstance(block, Dates):
        return {"kind": "dates", "element": block.element, "pairs": [list(pair) for pair in block.pairs]}
    if isinstance(block, PanelBlock):
        return {"kind": "panel", "element": block.element, "panel": _panel(block.panel, block.language)}
    if isinstance(block, CodesBlock):
        return {
            "kind": "codes",
            "element": block.element,
            "codes": [code(each, finest) for each in block.symbols],
        }
    raise TypeError(f"no drawing for {block!r}")


def _panel(panel: Panel, language: str) -> Plain:
    def said(text: Text | None) -> str:
        return "" if text is None else text.in_language(language)

    return {
        "country": panel.country,
        "points": float(panel_points(panel.country) or 0),
        "title": said(panel.title),
        "lead": [said(line) for line in panel.lead],
        "columns": [said(column) for column in panel.columns],
        "rows": [
            {
                "nutrient": row.nutrient,
                "title": said(row.title),
                "cells": [said(cell) for cell in row.cells],
                "level": row.level,
                "bold": row.bold,
            }
            for row in panel.rows
        ],
        "footnotes": [said(note) for note in panel.footnotes],
    }


def code(symbol: Symbol, finest: bool = False) -> Plain:
    """A code at its usual size, or its least; lengths in mm, bars in modules."""
    size = _least_size(symbol) if finest else size_of(symbol)
    return {
        "kind": symbol.kind,
        "content": symbol.content,
        "x": float(size.x_mm),
        "bar_height": float(size.bar_height_mm),
        "quiet_left": float(size.quiet_left_mm),
        "quiet_right": float(size.quiet_right_mm),
        "modules": symbol.modules,
        "guards": list(symbol.guards),
        "bars": [list(bar) for bar in symbol.bars] if symbol.kind != QR else [],
        "rows": [_runs_of(row) for row in symbol.rows] if symbol.kind == QR else [],
        "texts": _texts(symbol),
    }


def _least_size(symbol: Symbol) -> SymbolSize:
    return size_of(symbol, x_mm=limits_of(symbol.kind).least_x)


def _runs_of(row: Sequence[bool]) -> list[list[int]]:
    runs: list[list[int]] = []
    for column, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == column:
            runs[-1][1] += 1
        elif dark:
            runs.append([column, 1])
    return runs


_DIGIT_PLACES: Mapping[str, tuple[tuple[slice, int, int], ...]] = {
    EAN_13: ((slice(0, 1), -9, -1), (slice(1, 7), 3, 45), (slice(7, 13), 50, 92)),
    EAN_8: ((slice(0, 4), 3, 31), (slice(4, 8), 36, 64)),
    UPC_A: ((slice(0, 1), -9, -1), (slice(1, 6), 10, 45), (slice(6, 11), 50, 85), (slice(11, 12), 96, 104)),
}
"""Which digits stand below which modules; what is below zero stands in the quiet zone."""


def _texts(symbol: Symbol) -> list[Plain]:
    places = _DIGIT_PLACES.get(symbol.kind)
    if places is None:
        return [{"text": symbol.text, "from": 0, "to": symbol.modules, "each": False}]
    return [
        {"text": symbol.content[part], "from": start, "to": end, "each": True} for part, start, end in places
    ]
