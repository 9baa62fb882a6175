"""Reports that were printed into a file: columns stand below one another, and only blanks part them."""

import re
from collections.abc import Sequence

DRAWN = "-=_*+| "
"""Of what lines between the parts of a page are drawn."""
_PARTS = re.compile(r"\S+(?: \S+)*")
_DIGITS = re.compile(r"[\d.,\-()]*\d[\d.,\-()%]*")
_LEAST_LINES, _LEAST_FIGURES = 2, 2
_SEPARATED = 0.3
"""Of the lines of goods, how many may hold a tab, semicolon or bar before they are taken for CSV."""


def printed_rows(lines: Sequence[str]) -> list[list[str]] | None:
    """The lines cut into their columns; nothing where blanks do not part them.

    A line that does not fit the columns (a title, the name of a shop) stays whole.
    """
    goods = [line for line in lines if _is_of_goods(line)]
    if len(goods) < _LEAST_LINES or len(goods) * 2 < sum(_counts(line) for line in lines):
        return None
    if sum(any(mark in line for mark in "\t;|") for line in goods) > len(goods) * _SEPARATED:
        return None
    fields = _fields(goods)
    headings = [line for line in lines if _heads(line, fields)]
    fields = _fields([*goods, *headings[:1]])
    return [_cut(line, fields) for line in lines] if len(fields) > 2 else None


def _counts(line: str) -> bool:
    return any(each.isdigit() for each in line) and bool(line.strip(DRAWN))


def _is_of_goods(line: str) -> bool:
    """Whether a line has a name or code, and figures behind it, wide apart."""
    parts = _PARTS.findall(line)
    figures = sum(_DIGITS.fullmatch(each.strip()) is not None for each in parts[1:])
    return len(parts) > _LEAST_FIGURES and figures >= _LEAST_FIGURES and ":" not in line


def _fields(lines: Sequence[str]) -> list[tuple[int, int]]:
    """From where to where each column goes: parted by two places that no line fills, one behind figures."""
    filled = {place for line in lines for place, letter in enumerate(line) if not letter.isspace()}
    fields: list[tuple[int, int]] = []
    for place in sorted(filled):
        first, last = fields[-1] if fields else (place, place)
        if place == last or (place == last + 1 and not _are_figures(lines, (first, last))):
            fields[-1:] = [(first, place + 1)]
        else:
            fields.append((place, place + 1))
    return fields


def _are_figures(lines: Sequence[str], field: tuple[int, int]) -> bool:
    """Whether a column holds codes or figures, and nothing of a name."""
    told = [cell for line in lines if (cell := line[field[0] : field[1]].strip())]
    figures = sum(_DIGITS.fullmatch(each) is not None for each in told)
    return figures >= _LEAST_LINES and figures >= len(told) - 1  # the heading may be among them


def _heads(line: str, fields: Sequence[tuple[int, int]]) -> bool:
    """Whether a line of words has one over nearly each column."""
    parts = [(each.start(), each.end()) for each in _PARTS.finditer(line)]
    if any(each.isdigit() for each in line) or not line.strip(DRAWN) or ":" in line:
        return False
    over = sum(any(start < last and first < end for start, end in parts) for first, last in fields)
    return len(parts) > _LEAST_FIGURES and over >= len(fields) - 1


def _cut(line: str, fields: Sequence[tuple[int, int]]) -> list[str]:
    """The cells of a line; one that fills the blanks between two columns is one cell."""
    if not line.strip(DRAWN):
        return []
    starts = [0, *(first for first, _last in fields[1:])]
    ends = [*starts[1:], len(line)]
    for (_first, last), start in zip(fields, starts[1:], strict=False):
        if line[last:start].strip():
            return [line.strip()]
    cells = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return cells if sum(map(bool, cells)) > 1 else [line.strip()]
