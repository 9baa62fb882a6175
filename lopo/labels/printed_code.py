"""A barcode as it was read from the photo of a label, in the form in which it is kept beside the photo."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lopo.facts.wording import say_date

if TYPE_CHECKING:
    from lopo.labels.codes.scan import Scanned

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


def printed_code(scanned: "Scanned") -> PrintedCode:
    """What of a scanned code concerns a label. A number whose check digit is wrong is no number."""
    gs1 = scanned.gs1
    number = (gs1.gtin if gs1 and gs1.gtin else None) or (
        scanned.gtin.digits if scanned.gtin and scanned.gtin.valid else ""
    )
    return PrintedCode(
        kind=scanned.kind,
        text=scanned.text[:MOST_TEXT],
        gtin=str(number),
        lot=(gs1.lot or "") if gs1 else "",
        expiry=gs1.expiry if gs1 else None,
    )


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
