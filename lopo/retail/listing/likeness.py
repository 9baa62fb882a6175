"""Which products are alike: by what they are made into, and from what; so a tenth banana chip is seen.

A product gets a key once; products of one key are alike. Nothing is ever compared pair by pair.
"""

import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

LONGEST_KEY = 60
_WORD = re.compile(r"[a-z][a-z'’-]*")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a product is alike by. ``form`` and ``stuff`` are empty where its words say nothing of them."""

    kind: str
    form: str
    stuff: str
    other: str = ""
    """Its first telling word, where no form is known."""

    @property
    def key(self) -> str:
        """The same for all that are alike; empty where nothing can be told."""
        told = self.form or self.other
        return f"{self.kind}:{told}:{self.stuff}"[:LONGEST_KEY] if told else ""


@dataclass(frozen=True, slots=True)
class _Words:
    form: Mapping[str, str]
    stuff: Mapping[str, str]
    left_out: frozenset[str]


@functools.cache
def _words() -> _Words:
    raw = read_toml("lopo.retail.listing", "likeness.toml")
    return _Words(_spellings(raw["form"]), _spellings(raw["stuff"]), frozenset(raw["left-out"]["words"]))


def _spellings(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {each: word for word, others in table.items() for each in (word, *others)}


def likeness(kind: str, name: str, ingredients: str = "") -> Likeness:
    """What a product of ``kind`` called ``name`` is alike by; its first ingredient tells where that does not.

    >>> likeness("food", "Kripik Pisang Manis Mama Ida 200 g").key
    'food:keripik:pisang'
    """
    words = _telling(name)
    form = _first(words, _words().form)
    stuff = _first([each for each in words if _words().form.get(each) != form], _words().stuff)
    if not stuff and form and form not in _words().stuff:
        stuff = _first(_telling(ingredients.split(",", 1)[0]), _words().stuff)
    other = "" if form else next((each for each in words if each not in _words().stuff), stuff)
    return Likeness(kind, form, stuff, other)


def _telling(text: str) -> list[str]:
    """The words of a name that say what it is; two that belong together stand as one."""
    found = [each for word in _WORD.findall(text.lower()) if (each := word.replace("’", "'").strip("-'"))]
    known = {*_words().form, *_words().stuff}
    words: list[str] = []
    for word, after in itertools.zip_longest(found, found[1:], fillvalue=""):
        if words and "-" in words[-1] and words[-1].endswith(f"-{word}") and words[-1] in known:
            continue  # the second half of the one before
        pair = f"{word}-{after}"
        words.append(pair if pair in known else word)
    return [each for each in words if each not in _words().left_out]


def _first(words: Iterable[str], known: Mapping[str, str]) -> str:
    return next((known[each] for each in words if each in known), "")


def say_alike(key: str) -> str:
    """The words of a key as a person reads them: ``keripik pisang``."""
    _kind, _colon, rest = key.partition(":")
    form, _colon, stuff = rest.partition(":")
    return " ".join(dict.fromkeys(each.replace("-", " ") for each in (form, stuff) if each))


def say_novelty(key: str, alike: int) -> Text:
    """How new it is in this shop: the first of its kind, or the so-many-eth."""
    what = say_alike(key)
    if not what:
        return Text("belum bisa dibandingkan", "cannot be compared yet")
    if not alike:
        return Text(f"{what} pertama di sini", f"the first {what} here")
    return Text(f"yang ke-{alike + 1} {what} di sini", f"no. {alike + 1} of {what} here")
