"""A barcode as it was read from the photo of a label, in the form in which it is kept beside the photo."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lopo.facts.wording import say_date
from lopo.labels.codes.scan import Scanned
from lopo.producers.gtin import is_restricted

CARTON_DIGITS = 14
UNIT_INDICATOR = "0"
"""What stands before a pack's own number where 14 digits are written."""
MOST_TEXT = 200
"""Characters kept of what a code says."""


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """What one code says; ``gtin``, ``lot`` and ``expiry`` are empty or ``None`` where it says none."""

    kind: str
    text: str
    gtin: str = ""
    lot: str = ""
    expiry: dt.date | None = None

    def to_plain(self) -> dict[str, str]:
        """As JSON carries it; :func:`code_from_plain` reads it back."""
        expiry = self.expiry.isoformat() if self.expiry else ""
        return {
            "kind": self.kind, "text": self.text, "gtin": self.gtin, "lot": self.lot, "expiry": expiry
        }  # fmt: skip


def code_from_plain(plain: Mapping[str, str]) -> PrintedCode:
    """The code that :meth:`PrintedCode.to_plain` wrote."""
    expiry = dt.date.fromisoformat(plain["expiry"]) if plain.get("expiry") else None
    return PrintedCode(plain["kind"], plain["text"], plain.get("gtin", ""), plain.get("lot", ""), expiry)


def printed_code(scanned: Scanned) -> PrintedCode:
    """What of a scanned code concerns the label of a pack."""
    gs1 = scanned.gs1
    return PrintedCode(
        kind=scanned.kind,
        text=scanned.text[:MOST_TEXT],
        gtin=_pack_number(scanned),
        lot=(gs1.lot or "") if gs1 else "",
        expiry=gs1.expiry if gs1 else None,
    )


def _pack_number(scanned: Scanned) -> str:
    """The number of the pack; nothing for one that cannot be right, of a carton, or of a shop's own."""
    if scanned.gtin is None or not scanned.gtin.valid:
        return ""
    digits = scanned.gtin.digits
    if len(digits) == CARTON_DIGITS:
        digits = digits[1:] if digits[0] == UNIT_INDICATOR else ""
    return "" if is_restricted(digits) else digits


def answers_of(codes: Iterable[PrintedCode]) -> dict[str, str]:
    """What the codes answer: a fact's name to what to type. Of several codes the first to say it counts."""
    answers: dict[str, str] = {}
    for code in codes:
        said = {
            "permit.gtin.number": code.gtin,
            "label.batch_code": code.lot,
            "label.expiry_text": say_date(code.expiry).id if code.expiry else "",
        }
        answers |= {fact: words for fact, words in said.items() if words and fact not in answers}
    return answers
