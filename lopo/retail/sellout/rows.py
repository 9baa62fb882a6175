"""What a row of a report is when it is no sale: a group's name, a total, a footer."""

from lopo.retail.sellout.numbers import is_blank, looks_numeric
from lopo.retail.sellout.table import Cells
from lopo.retail.sellout.words import begins_with, plain, spaced, words

FEW = 4
"""Cells of a row that may be the name of a group."""


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

    Such rows read ``Toko : KPG-01 Oebobo``, in one cell or in several.
    """
    texts = row_texts(row)
    if not texts or len(texts) > FEW:
        return "", ""
    line = " ".join(texts)
    head = plain(line.partition(":")[0]) if ":" in line else plain(texts[0])
    for kind in ("store", "product", "day"):
        for word in sorted(words().rows[kind], key=len, reverse=True):
            named = _after(line, head, word, len(texts))
            if named:
                return kind, named
    return "", ""


def _after(line: str, head: str, word: str, cells: int) -> str:
    """What follows the word of a group, where the row begins with it."""
    if ":" in line:
        known, named = head in (word, f"{word} no", f"no {word}"), line.partition(":")[2].strip()
        if known:
            return named
        if head.startswith(f"{word} ") and not named:
            return line[len(word) :].strip(" :-")
        return ""
    if head == word and cells > 1:
        return line[len(word) :].strip(" :-=.")
    if cells == 1 and head.startswith(f"{word} ") and not looks_numeric(line):
        return line[len(word) :].strip(" :-=.")
    return ""


def total_kind(text: str) -> str:
    """``grand``, ``sub`` or ``total`` for the label of a sum, else nothing."""
    label = plain(text)
    return next((kind for kind in ("grand", "sub", "total") if begins_with(label, kind)), "")


def is_footer(row: Cells) -> bool:
    """Whether a row is of the printing, not of the goods."""
    texts = row_texts(row)
    return bool(texts) and (begins_with(plain(texts[0]), "footer") or begins_with(plain(texts[0]), "printed"))
