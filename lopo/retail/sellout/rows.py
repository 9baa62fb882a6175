"""What a row of a report is when it is no sale: a group's name, a total, a footer."""

import re

from lopo.retail.sellout.grid import Cells
from lopo.retail.sellout.numbers import is_blank, looks_numeric
from lopo.retail.sellout.words import begins_with, plain, spaced, words

_LONGEST_NAME = 6
"""Words of the name of a shop."""
FEW, MOST_CELLS = 3, 8
"""Cells that the name of a group may take, and cells of a row that may name several."""
_GROUPS = ("store", "product", "day")
_NEXT_LABEL = re.compile(r"\s+(?:periode|period|tanggal|tgl|bulan|date|month)\s*:", re.IGNORECASE)


def row_texts(row: Cells) -> list[str]:
    """The cells that hold something, as texts."""
    return [spaced(cell) for cell in row if not is_blank(cell)]


def lone_text(row: Cells) -> str:
    """The text of a row that holds nothing else."""
    told = [cell for cell in row if not is_blank(cell)]
    if len(told) != 1 or not isinstance(told[0], str) or looks_numeric(told[0]):
        return ""
    return spaced(told[0])


def group_of(row: Cells) -> tuple[str, str]:
    """Of a row that names a shop, a product or a day for the rows below it: which of them, and its name.

    Such rows read ``Toko : KPG-01 Oebobo``, in one cell or in several; what another label begins is no longer
    part of the name.
    """
    texts = [text for text in row_texts(row) if text not in (":", "=")]
    if not texts or len(texts) > MOST_CELLS:
        return "", ""
    head, mark, rest = texts[0].partition(":")
    kind = _group_kind(plain(head))
    if kind and (mark or len(texts) > 1):
        parts = [rest.strip()] if rest.strip() else []
        for text in texts[1:]:
            if _is_label(text):
                break
            parts.append(text.lstrip(": "))
        if len(parts) <= FEW:
            return kind, _NEXT_LABEL.split(" ".join(parts))[0].strip(" :-=.|")
    if len(texts) == 1 and not mark and not looks_numeric(texts[0]):
        return _worded(texts[0])
    return "", ""


def _group_kind(head: str) -> str:
    return next((kind for kind in _GROUPS if head in words().rows[kind]), "")


def _is_label(text: str) -> bool:
    head, mark, _rest = text.partition(":")
    label = plain(head)
    named = any(label in words().rows[kind] for kind in (*_GROUPS, "period"))
    return bool(mark) or named or begins_with(label, "printed") or begins_with(label, "day")


def _worded(text: str) -> tuple[str, str]:
    """A group named in one cell without a colon: ``TOKO T001 OEBOBO``."""
    label = plain(text)
    for kind in _GROUPS:
        for word in sorted(words().rows[kind], key=len, reverse=True):
            if label.startswith(f"{word} ") and any(each.isdigit() for each in label[len(word) :]):
                return kind, text[len(word) :].strip(" :-=.")
    return "", ""


def store_told(row: Cells) -> str:
    """The shop that a row of a title names in one of its cells, as ``Toko Lasiana`` does."""
    kind, named = group_of(row)
    if kind == "store":
        return named
    return next((text for text in row_texts(row) if _is_shop(text)), "")


def _is_shop(text: str) -> bool:
    parts = plain(text).split()
    named = 2 <= len(parts) <= _LONGEST_NAME and parts[0] in words().rows["store"]
    return named and not set(parts[1:]) & set(words().rows["no_shop"])


def store_summed(row: Cells) -> str:
    """The shop whose goods a row sums, as ``Total Toko Oebobo`` says; nothing where it says none."""
    label = next((text for text in row_texts(row) if total_kind(text)), "")
    parts = label.split()
    for place, part in enumerate(parts):
        if plain(part) in words().rows["store"]:
            return " ".join(parts[place + 1 :]).strip(" :-=.")
    return ""


def total_kind(text: str) -> str:
    """``grand``, ``sub`` or ``total`` for the label of a sum, else nothing."""
    label = plain(text)
    if not label and text.strip() and not text.strip().strip("*"):
        return "total"  # SAP marks its sums with stars
    return next((kind for kind in ("grand", "sub", "total") if begins_with(label, kind)), "")


def is_footer(row: Cells) -> bool:
    """Whether a row is of the printing, not of the goods."""
    texts = row_texts(row)
    return bool(texts) and (begins_with(plain(texts[0]), "footer") or begins_with(plain(texts[0]), "printed"))
