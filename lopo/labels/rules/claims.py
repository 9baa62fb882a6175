"""Claims on a label: words that speak of nutrition, health or healing.

A food with a P-IRT may carry no claim at all; no food may claim to heal; food with an MD needs proof. The
word list (``claims.toml``) is the house's own. Only slogans and label text are read, never an address or a
brand (a shop may well be called "Sumber Rejeki").
"""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.toml_file import read_toml

KINDS = ("nutrition", "absence", "health", "medical")


@dataclass(frozen=True, slots=True)
class Claim:
    """The words that claim, as printed, and their kind (one of :data:`KINDS`)."""

    words: str
    kind: str


def find_claims(text: str) -> tuple[Claim, ...]:
    """The claims in a text, in the order of the text; the longest where several begin at one place."""
    cleared = _friends().sub(lambda match: " " * len(match[0]), text)
    found: dict[int, tuple[int, Claim]] = {}
    for kind, pattern in _patterns():
        for match in pattern.finditer(cleared):
            words = re.sub(r"\s+", " ", match[0])
            if match.start() not in found or match.end() > found[match.start()][0]:
                found[match.start()] = (match.end(), Claim(words, kind))
    return _outermost(found)


def _outermost(found: Mapping[int, tuple[int, Claim]]) -> tuple[Claim, ...]:
    kept: list[Claim] = []
    reached = -1
    for start in sorted(found):
        end, claim = found[start]
        if end > reached:
            kept.append(claim)
            reached = end
    return tuple(kept)


def claim_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of every claim that is not medical, each once, in small letters."""
    return _words(texts, {"nutrition", "absence", "health"})


def medical_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The words that claim to prevent, lower or heal, each once, in small letters."""
    return _words(texts, {"medical"})


def _words(texts: Iterable[str], kinds: set[str]) -> tuple[str, ...]:
    claims = (claim for text in texts for claim in find_claims(text))
    return tuple(dict.fromkeys(claim.words.lower() for claim in claims if claim.kind in kinds))


def brand_words(brand: str) -> tuple[str, ...]:
    """The words in a brand that steer judgement (healthy, safe, nutritious, best)."""
    words = re.findall(r"[\w']+", brand.lower())
    refused = set(_tables()["brand"]["words"])
    return tuple(dict.fromkeys(word for word in words if word in refused))


def conditional_words(text: str) -> tuple[str, ...]:
    """Words that are free only under a condition (natural, pure, with ...), to be shown, not refused."""
    return tuple(
        word
        for word in _tables()["conditional"]["words"]
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    )


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((claim["kind"], _any_of(claim["phrases"])) for claim in _tables()["claim"])


@functools.cache
def _friends() -> re.Pattern[str]:
    return _any_of(_tables()["friend"]["phrases"])


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    alternatives = sorted((_phrase_pattern(phrase) for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


def _phrase_pattern(phrase: str) -> str:
    linking = "|".join(map(re.escape, _tables()["list"]["linking"]))
    gap = rf"[\s\-]+(?:(?:{linking})[\s\-]+){{0,2}}"
    return gap.join(_word_pattern(word) for word in phrase.split())


def _word_pattern(word: str) -> str:
    if not word.startswith("{"):
        return re.escape(word)
    choices = sorted(_tables()["list"][word.strip("{}")], key=len, reverse=True)
    spaced = (re.escape(choice).replace("\\ ", r"\s+") for choice in choices)
    return f"(?:{'|'.join(spaced)})"


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.labels.rules", "claims.toml")
