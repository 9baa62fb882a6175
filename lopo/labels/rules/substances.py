"""Sweeteners that oblige to a warning, and substances that may not be in food, found by their names.

Words and sources: ``substances.toml``.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from lopo.facts.toml_file import read_toml

KINDS = ("artificial_sweetener", "aspartame", "natural_sweetener", "polyol", "sugar", "banned")


def found(kind: str, ingredients: Iterable[str]) -> tuple[str, ...]:
    """The ingredients that name a substance of ``kind`` (one of :data:`KINDS`). Raises :class:`KeyError`."""
    pattern = _pattern(kind)
    return tuple(name for name in ingredients if pattern.search(name))


def sweetener_warning() -> str:
    """The sentence that a food with an artificial sweetener prints."""
    return str(_tables()["artificial_sweetener"]["warning"])


def sweetener_warnings(ingredients: Iterable[str]) -> tuple[str, ...]:
    """Every sentence on sweeteners that a food of these ingredients prints."""
    names = tuple(ingredients)
    sentences = [
        _tables()[kind]["warning"]
        for kind in ("artificial_sweetener", "aspartame", "polyol")
        if found(kind, names)
    ]
    if found("artificial_sweetener", names) and found("sugar", names):
        sentences.append(_tables()["artificial_sweetener"]["both"])
    return tuple(sentences)


def sweetener_kind(ingredients: Iterable[str]) -> str:
    """``artificial``, ``natural`` or ``none``: the strictest that the ingredients name."""
    names = tuple(ingredients)
    if found("artificial_sweetener", names):
        return "artificial"
    return "natural" if found("natural_sweetener", names) else "none"


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = sorted(_tables()[kind]["words"], key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace("\\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.labels.rules", "substances.toml")
