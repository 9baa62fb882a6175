"""A retailer's terms held against the law: what is above a cap, what a rule still to be verified says.

The caps on fees stand in ``lopo/costing/channels.toml`` (Permendag 23/2021 art. 11, read by
:func:`lopo.costing.channel.law`), the rest in ``law.toml``. Above a cap that sources agree on, terms are
refused; a rule that is still to be verified is shown with its confidence and refuses nothing.

>>> said = held_against_law(AskedTerms("minimarket", Decimal(18), 0, 0, 14, 60))
>>> [(each.field, each.refuses) for each in said]
[('fee_percent', True)]
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.costing.channel import Law, RegistrationCap, law
from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.retail.terms.payment import TO_VERIFY, law_tables


@dataclass(frozen=True, slots=True)
class AskedTerms:
    """What of a retailer's terms a rule speaks about. Per cent, whole rupiah, days."""

    format: str
    fee_percent: Decimal
    registration_outlet_idr: int
    registration_all_idr: int
    days_to_pay: int
    remaining_life_percent: int


@dataclass(frozen=True, slots=True)
class Held:
    """What one rule says of one field; ``refuses`` where the terms may not be published as they are.

    ``mend`` says what to write instead.
    """

    field: str
    says: Text
    mend: Text
    rule: Text
    source: Text
    links: tuple[str, ...]
    confidence: str
    refuses: bool


def held_against_law(terms: AskedTerms) -> tuple[Held, ...]:
    """Every rule that has something to say of these terms, refusals first."""
    return tuple(sorted((*_above_caps(terms, law()), *_to_verify(terms)), key=lambda each: not each.refuses))


def registration_cap(format: str) -> RegistrationCap:
    """The cap of a format; for another kind of shop the highest there is, since none is told for it."""
    caps = law().registration
    return next(
        (each for each in caps if each.format.en == format),
        RegistrationCap(
            Text("toko lain", "another kind of shop"),
            max(each.each_outlet_idr for each in caps),
            max(each.all_outlets_idr for each in caps),
        ),
    )


def _above_caps(terms: AskedTerms, rule: Law) -> Iterator[Held]:
    cap = registration_cap(terms.format)
    asked_and_most: dict[str, tuple[Decimal | int, Decimal | int]] = {
        "fee_percent": (terms.fee_percent, rule.fee_percent_most),
        "registration_outlet_idr": (terms.registration_outlet_idr, cap.each_outlet_idr),
        "registration_all_idr": (terms.registration_all_idr, cap.all_outlets_idr),
    }
    for field, (asked, most) in asked_and_most.items():
        if asked <= most:
            continue
        yield Held(
            field,
            _ABOVE[field].filled(asked=_say(field, asked), most=_say(field, most), format=cap.format),
            Text("Tulis paling banyak {most}.", "Write at most {most}.").filled(most=_say(field, most)),
            rule.title,
            rule.source,
            rule.links,
            rule.confidence,
            refuses=rule.confidence != TO_VERIFY,
        )


_ABOVE = {
    "fee_percent": Text(
        "Potongan {asked} lebih dari batas {most}.", "Deductions of {asked} are above the cap of {most}."
    ),
    "registration_outlet_idr": Text(
        "Biaya pendaftaran {asked} per gerai lebih dari batas {most} ({format}).",
        "Registration of {asked} an outlet is above the cap of {most} ({format}).",
    ),
    "registration_all_idr": Text(
        "Biaya pendaftaran {asked} untuk semua gerai lebih dari batas {most} ({format}).",
        "Registration of {asked} for all outlets is above the cap of {most} ({format}).",
    ),
}


def _say(field: str, figure: Decimal | int) -> Text:
    if field.endswith("_idr"):
        return say_rupiah(int(figure))
    return Text("{share}%", "{share}%").filled(share=say_number(figure))


def _to_verify(terms: AskedTerms) -> Iterator[Held]:
    """The rules of ``law.toml`` that would speak against the terms, if they hold."""
    for id, table in law_tables("payment").items():
        if terms.days_to_pay > table["days"]:
            most = say_number(table["days"])
            words = {"cash": say_rupiah(table["cash_up_to_idr"]), "days": most}
            yield _held("days_to_pay", id, table, words, most)
    if terms.registration_outlet_idr or terms.registration_all_idr:
        field = "registration_outlet_idr" if terms.registration_outlet_idr else "registration_all_idr"
        for id, table in law_tables("registration_free").items():
            yield _held(field, id, table, {}, say_number(0))
    for id, table in law_tables("remaining_life").items():
        if terms.remaining_life_percent > table["percent"]:
            most = say_number(table["percent"])
            yield _held("remaining_life_percent", id, table, {"percent": most}, most)


def _held(field: str, id: str, table: Mapping[str, Any], words: dict[str, Text], most: Text) -> Held:
    return Held(
        field,
        Text.from_table(table["says"], id).filled(**words),
        Text("Tulis paling banyak {most}.", "Write at most {most}.").filled(most=most),
        Text.from_table(table["title"], id),
        Text.from_table(table["source"], id),
        tuple(table["links"]),
        table["confidence"],
        refuses=table["confidence"] != TO_VERIFY,
    )
