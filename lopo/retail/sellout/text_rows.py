"""Reports that are text: CSV of any separator and encoding, and pages of columns that only blanks part."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from lopo.facts.kinds import Refused
from lopo.retail.sellout.grid import NO_TABLE
from lopo.retail.sellout.printed import DRAWN, printed_rows

_LOOK_AT = 80
_SEPARATORS = ";\t,|"


def decoded(content: bytes) -> str:
    """UTF-8, UTF-16 with or without its mark, or what Windows writes in Indonesia (cp1252)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    sample = content[:4000]
    if sample.count(b"\x00") > len(sample) // 4:
        little = sample[1::2].count(b"\x00") >= sample[::2].count(b"\x00")
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise Refused(NO_TABLE)
    return text


def text_rows(text: str) -> list[list[str]]:
    """The rows of a text; lines that are but drawn are blank ones."""
    lines = text.replace("\f", "").splitlines()
    if (printed := printed_rows(lines)) is not None:
        return printed
    return [[] if _is_drawn(row) else row for row in _csv(text)]


def _is_drawn(row: list[str]) -> bool:
    return len(row) == 1 and bool(row[0].strip()) and not row[0].strip(DRAWN)


def _csv(text: str) -> Iterator[list[str]]:
    """The records of a CSV; each line that was quoted as a whole is taken apart once more."""
    separator = _separator(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise Refused(NO_TABLE) from None
    alone = [row[0] for row in rows if len(row) == 1]
    filled = sum(any(row) for row in rows)
    if len(alone) > filled * 0.8 and (inner := _separator("\n".join(alone[:_LOOK_AT]))) and filled > 1:
        again = [next(csv.reader([row[0]], delimiter=inner), []) if len(row) == 1 else row for row in rows]
        if sum(len(row) > 2 for row in again) > filled / 2:
            return iter(again)
    return iter(rows)


def _separator(text: str) -> str:
    """The separator by which most rows have one and the same width, the wider the better."""
    lines = text[:120_000].splitlines(keepends=True)[:_LOOK_AT]
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5]:
        return lines[0][4]

    def fit(separator: str) -> int:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
        except csv.Error:
            return 0
        return max((count * (width - 1) for width, count in widths.items() if width > 1), default=0)

    return max(_SEPARATORS, key=fit)
