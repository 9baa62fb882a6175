"""GS1 elements written for people: ``(01)08990000000013(17)261231(10)A1``."""

import re

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

_ELEMENT = re.compile(r"[(\[](\d{2,4})[)\]]((?:(?![(\[]\d{2,4}[)\]]).)*)", re.DOTALL)


def begins_bracketed(text: str) -> bool:
    """Whether the text begins with an identifier in brackets."""
    return _ELEMENT.match(text.strip()) is not None


def split_bracketed(text: str) -> tuple[tuple[str, str], ...]:
    """The elements as (identifier, value); raises :class:`Refused` where no identifier stands in brackets.

    A bracket belongs to a value unless two to four digits stand in it.
    """
    elements = tuple((found[1], found[2].strip()) for found in _ELEMENT.finditer(text))
    if not begins_bracketed(text):
        raise Refused(
            Text(f"Tulis data GS1 dengan kode di dalam kurung, misalnya (01)08990000000013; ini {text!r}.",
                 f"Write GS1 data with identifiers in brackets, as (01)08990000000013; this is {text!r}.")
        )  # fmt: skip
    return elements
