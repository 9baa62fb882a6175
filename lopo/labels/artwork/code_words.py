"""The barcode of a label, and the QR code that leads to the lot."""

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.artwork.blocks import CodesBlock
from lopo.labels.artwork.dates_words import expires_on
from lopo.labels.artwork.gathering import Gathering
from lopo.labels.artwork.order import PRINTED
from lopo.labels.codes.digital_link import digital_link
from lopo.labels.codes.gtin import check
from lopo.labels.codes.symbol import EAN_8, EAN_13, QR, UPC_A, Symbol, make_symbol

CODES = "codes"
_KINDS = {8: EAN_8, 12: UPC_A, 13: EAN_13}


def codes_block(label: Gathering) -> CodesBlock | None:
    """The codes of the product's own number; nothing while it has none."""
    number = label.value("permit.gtin.number")
    if not number:
        label.lacks(
            CODES,
            "permit.gtin.number",
            Text("Belum ada nomor barcode, jadi label ini tanpa barcode.",
                 "There is no barcode number yet, so this label has no barcode."),
            stops=False,
        )  # fmt: skip
        return None
    found = check(number)
    if not found.at_the_till:
        reason = (
            found.problems[0]
            if found.problems
            else Text("Nomor ini bukan untuk kemasan eceran.", "This number is not for a pack at the till.")
        )
        label.lacks(CODES, "permit.gtin.number", reason)
        return None
    symbols = [make_symbol(_KINDS[len(found.at_the_till)], found.at_the_till)]
    if label.order.with_link and (link := _link(label, found.as_gtin14)):
        symbols.append(link)
    return CodesBlock(CODES, tuple(symbols))


def _link(label: Gathering, gtin: str) -> Symbol | None:
    """A link to the lot; to the product only, where the lot's code is not one that a link can carry."""
    domain = label.order.link_domain
    lot = label.order.lot if label.order.dates_at == PRINTED else ""
    if lot:
        try:
            return make_symbol(QR, digital_link(gtin, lot=lot, expiry=expires_on(label), domain=domain))
        except Refused as refusal:
            label.lacks(CODES, "label.batch_code", refusal.reason, stops=False)
    try:
        return make_symbol(QR, digital_link(gtin, domain=domain))
    except Refused as refusal:
        label.lacks(CODES, "permit.gtin.number", refusal.reason)
        return None
