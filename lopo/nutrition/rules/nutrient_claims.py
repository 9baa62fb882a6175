"""Claims about how much of a nutrient a food holds ("rendah lemak"), held against what is known of it.

A food with a P-IRT may carry none (PerBPOM 4/2024, art. 10). Elsewhere a claim that misses its figure is
refused with both numbers; one that meets it waits, because the figures (``nutrient_claims.toml``) have not
been verified against annex I of PerBPOM 1/2022.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.units import with_unit
from lopo.facts.wording import say_number
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.panels.declared import declared
from lopo.nutrition.panels.reference_values import reference_value
from lopo.nutrition.panels.rounding import INDONESIA
from lopo.nutrition.recipes.amounts import Nutrients

PIRT = Text(
    "“{words}” adalah klaim gizi. Pangan P-IRT tidak boleh memasang klaim apa pun; "
    "hapus dari label, atau urus MD.",
    "“{words}” is a nutrition claim. A P-IRT food may carry no claim at all; "
    "take it off the label, or get an MD.",
)
NOT_KNOWN = Text(
    "{nutrient} belum diketahui untuk seluruh resep, jadi “{words}” belum bisa diuji.",
    "{nutrient} is not known for the whole recipe, so “{words}” cannot be tested yet.",
)
NO_FIGURE = Text(
    "Untuk wujud produk ini belum ada angka bagi “{words}”, jadi belum bisa diuji.",
    "For this form of product there is no figure for “{words}”, so it cannot be tested yet.",
)
TOO_MUCH = Text(
    "“{words}” hanya boleh bila {nutrient} paling banyak {limit} dalam 100 {unit}; di sini {found}.",
    "“{words}” needs at most {limit} of {nutrient} in 100 {unit}; here it is {found}.",
)
TOO_LITTLE = Text(
    "“{words}” hanya boleh bila {nutrient} paling sedikit {limit} dalam 100 {unit}; di sini {found}.",
    "“{words}” needs at least {limit} of {nutrient} in 100 {unit}; here it is {found}.",
)
NOT_VERIFIED = Text(
    "{found} {nutrient} dalam 100 {unit} cocok dengan angka yang kami punya, tetapi angka itu belum "
    "dicocokkan dengan lampiran I PerBPOM 1/2022. Jangan dicetak dulu; tanyakan Balai POM.",
    "{found} of {nutrient} in 100 {unit} fits the figure we have, but the numbers are not verified against "
    "annex I of PerBPOM 1/2022. Do not print it yet; ask the Balai POM.",
)
NO_CLAIM = Text("Tidak ada klaim gizi yang kami kenal di sini.", "There is no nutrition claim we know here.")


@dataclass(frozen=True, slots=True)
class ContentClaim:
    """The words of a claim as printed, and which claim of the table they make."""

    words: str
    id: str


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """``allowed`` is no, or ``None`` while it cannot be said; yes only where the figures are verified.

    ``claim`` is what was judged; ``None`` where the text makes no claim of the table.
    """

    allowed: bool | None
    reason: Text
    claim: ContentClaim | None = None


def content_claims(text: str) -> tuple[ContentClaim, ...]:
    """The content claims in a text, in its order; of words that overlap, the longest."""
    return tuple(
        ContentClaim(re.sub(r"\s+", " ", match[0]), _claim_of(match[0]))
        for match in _pattern().finditer(text)
    )


def check_claim(text: str, per_100: Nutrients | None, form: str | None, route: str | None) -> ClaimVerdict:
    """The verdict on the first claim in ``text`` that is refused, else on the first there is.

    ``form`` is ``liquid`` or another; ``route`` is ``pirt``, ``md`` or ``none``.
    """
    claims = content_claims(text)
    if not claims:
        return ClaimVerdict(None, NO_CLAIM)
    verdicts = [_verdict(claim, per_100, form, route) for claim in claims]
    return next((verdict for verdict in verdicts if verdict.allowed is False), verdicts[0])


def _verdict(
    claim: ContentClaim, per_100: Nutrients | None, form: str | None, route: str | None
) -> ClaimVerdict:
    words = Text.same(claim.words)
    if route == "pirt":
        return ClaimVerdict(False, PIRT.filled(words=words), claim)
    row = _rows()[claim.id]
    nutrient = nutrients()[row["nutrient"]]
    title = Text(nutrient.title.id.lower(), nutrient.title.en.lower())
    found = None if per_100 is None else declared(per_100, INDONESIA).get(nutrient.id)
    if per_100 is None or found is None:
        said = NOT_KNOWN.filled(nutrient=nutrient.title, words=words)
        return ClaimVerdict(None, said, claim)
    unit = "ml" if form == "liquid" else "g"
    limit = _limit(row, unit)
    if limit is None or unit != per_100.basis:
        return ClaimVerdict(None, NO_FIGURE.filled(words=words), claim)
    sentence, holds = _held(row, found, limit)
    reason = sentence.filled(
        words=words,
        nutrient=title,
        unit=unit,
        limit=_said(limit, nutrient.unit),
        found=_said(found, nutrient.unit),
    )
    verified = _tables()["confidence"] == "law-read"
    return ClaimVerdict((True if verified else None) if holds else False, reason, claim)


def _held(row: Mapping[str, Any], found: Decimal, limit: Decimal) -> tuple[Text, bool]:
    if "most" in row:
        return (NOT_VERIFIED, True) if found <= limit else (TOO_MUCH, False)
    return (NOT_VERIFIED, True) if found >= limit else (TOO_LITTLE, False)


def _limit(row: Mapping[str, Any], unit: str) -> Decimal | None:
    """The figure of a claim in the nutrient's unit, in 100 ``unit``."""
    if "least_percent" in row:
        percent, reference = row["least_percent"].get(unit), reference_value(row["nutrient"], INDONESIA)
        return None if percent is None or reference is None else Decimal(percent) * reference / 100
    figure = row.get("most", row.get("least", {})).get(unit)
    return None if figure is None else Decimal(figure)


def _said(amount: Decimal, unit: str) -> Text:
    return with_unit(say_number(round(amount, 2).normalize()), unit)


def _claim_of(words: str) -> str:
    plain = [word for word in re.split(r"[\s\-]+", words.lower()) if word not in _tables()["linking"]]
    return _phrases()[" ".join(plain)]


@functools.cache
def _phrases() -> Mapping[str, str]:
    """The claim of each phrase, its linking words left out."""
    linking = set(_tables()["linking"])
    return {
        " ".join(word for word in phrase.split() if word not in linking): row["id"]
        for row in _tables()["claim"]
        for phrase in row["phrases"]
    }


@functools.cache
def _pattern() -> re.Pattern[str]:
    linking = "|".join(map(re.escape, _tables()["linking"]))
    gap = rf"[\s\-]+(?:(?:{linking})[\s\-]+){{0,2}}"
    longest_first = sorted(_phrases(), key=len, reverse=True)
    phrases = "|".join(gap.join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)


@functools.cache
def _rows() -> Mapping[str, Mapping[str, Any]]:
    return {row["id"]: row for row in _tables()["claim"]}


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.nutrition.rules", "nutrient_claims.toml")
