"""Terms of trade in words: what each figure is called and what it says, for whoever reads them.

>>> from types import SimpleNamespace
>>> terms = SimpleNamespace(
...     mode="purchase", format="minimarket", margin_percent=25, fee_percent=0, registration_outlet_idr=0,
...     registration_all_idr=0, days_to_pay=14, counts_from="invoice", returns_taken=False,
...     returns_paid_by="", remaining_life_percent=67, pulled_days_before_expiry=None, notes="")
>>> [each.says.en for each in sentences(terms)][4:6]
['none', '14 days after the complete bill is received']
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.retail.terms.words import COUNTS_FROM_TITLES, FORMAT_TITLES, MODE_TITLES


class Terms(Protocol):
    """What is read of terms; per cent, whole rupiah, days."""

    mode: str
    format: str
    margin_percent: Decimal
    fee_percent: Decimal
    registration_outlet_idr: int
    registration_all_idr: int
    days_to_pay: int
    counts_from: str
    returns_taken: bool
    returns_paid_by: str
    remaining_life_percent: int
    pulled_days_before_expiry: int | None
    notes: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One term: its name, and what is agreed."""

    title: Text
    says: Text


RETURNED = {
    "retailer": Text(
        "kembali ke produsen, biayanya ditanggung toko", "go back to the producer at the shop's cost"
    ),
    "producer": Text(
        "kembali ke produsen, biayanya ditanggung produsen", "go back to the producer at the producer's cost"
    ),
    "shared": Text("kembali ke produsen, biayanya dibagi dua", "go back to the producer; the cost is shared"),
    "": Text("kembali ke produsen", "go back to the producer"),
}
STAY = Text("tetap di toko", "stay with the shop")


def sentences(terms: Terms) -> tuple[Sentence, ...]:
    """Every term in the order in which it is read; what is not agreed is left out."""
    return (*_buying(terms), *_costs(terms), pays(terms), *_goods(terms))


def in_short(terms: Terms) -> tuple[Sentence, ...]:
    """What decides whether an owner can live with the terms; deductions and fees only where there are any."""
    mode, _format = _buying(terms)
    share, deductions, registration = _costs(terms)
    asked = [share, mode]
    if terms.fee_percent:
        asked.append(deductions)
    if terms.registration_outlet_idr or terms.registration_all_idr:
        asked.append(registration)
    return (*asked, pays(terms), returns(terms), remaining_life(terms))


def one_line(terms: Terms) -> Text:
    """Share, way of buying and day of payment, to hold shops beside one another."""
    return Text("Bagian toko {share} · {mode} · {pays}", "Shop's share {share} · {mode} · {pays}").filled(
        share=_percent(terms.margin_percent), mode=MODE_TITLES[terms.mode], pays=pays(terms).says
    )


def terms_line(terms: Terms) -> Text:
    """The same, and whose loss it is when goods do not sell."""
    line = Text("{line} · {title}: {says}", "{line} · {title}: {says}")
    back = returns(terms)
    return line.filled(line=one_line(terms), title=back.title, says=back.says)


def pays(terms: Terms) -> Sentence:
    """When the money comes."""
    says = Text("{days} sesudah {start}", "{days} after {start}").filled(
        days=_days(terms.days_to_pay), start=COUNTS_FROM_TITLES[terms.counts_from]
    )
    return Sentence(Text("Pembayaran", "Payment"), says)


def returns(terms: Terms) -> Sentence:
    """Whose loss it is when goods do not sell."""
    return Sentence(
        Text("Barang tidak laku atau rusak", "Unsold or damaged goods"),
        RETURNED[terms.returns_paid_by] if terms.returns_taken else STAY,
    )


def remaining_life(terms: Terms) -> Sentence:
    """How fresh goods have to be when they come."""
    return Sentence(
        Text("Sisa umur simpan saat diterima", "Shelf life left on receipt"),
        Text("paling sedikit {percent}%", "at least {percent}%").filled(
            percent=say_number(terms.remaining_life_percent)
        ),
    )


def _percent(share: Decimal) -> Text:
    return Text("{share}%", "{share}%").filled(share=say_number(share))


def _days(count: int) -> Text:
    unit = Text("{count} hari", "{count} day" if count == 1 else "{count} days")
    return unit.filled(count=say_number(count))


def _buying(terms: Terms) -> Iterator[Sentence]:
    yield Sentence(Text("Cara membeli barang", "How goods are bought"), MODE_TITLES[terms.mode])
    yield Sentence(Text("Format toko", "Format of the shop"), FORMAT_TITLES[terms.format])


def _costs(terms: Terms) -> Iterator[Sentence]:
    yield Sentence(
        Text("Bagian toko dari harga rak", "The shop's share of the shelf price"),
        _percent(terms.margin_percent),
    )
    yield Sentence(
        Text("Potongan dari harga ke toko", "Deductions from the price to the shop"),
        _percent(terms.fee_percent),
    )
    yield Sentence(Text("Pendaftaran barang baru", "Registration of a new item"), _registration(terms))


def _registration(terms: Terms) -> Text:
    outlet, every = terms.registration_outlet_idr, terms.registration_all_idr
    if not outlet and not every:
        return Text("tidak ada", "none")
    if not outlet:
        return Text("paling banyak {all} semuanya", "at most {all} in all").filled(all=say_rupiah(every))
    if not every:
        return Text("{outlet} tiap gerai", "{outlet} an outlet").filled(outlet=say_rupiah(outlet))
    return Text(
        "{outlet} tiap gerai, paling banyak {all} semuanya", "{outlet} an outlet, at most {all} in all"
    ).filled(outlet=say_rupiah(outlet), all=say_rupiah(every))


def _goods(terms: Terms) -> Iterator[Sentence]:
    yield returns(terms)
    yield remaining_life(terms)
    if terms.pulled_days_before_expiry is not None:
        says = Text("{days} sebelum kedaluwarsa", "{days} before expiry")
        yield Sentence(
            Text("Ditarik dari rak", "Taken off the shelf"),
            says.filled(days=_days(terms.pulled_days_before_expiry)),
        )
    if terms.notes:
        yield Sentence(Text("Selain itu", "Besides"), Text.same(terms.notes))
