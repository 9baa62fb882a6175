"""The ways from a kitchen to a buyer: what each takes, what the law lets a shop take, the owner's terms.

Figures, their bounds and sources: ``channels.toml``. Per cent, rupiah a piece, days.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.kinds import Refused, read_decimal, read_whole
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Terms:
    """What a channel takes: of the shelf price, of the price to the shop, of the pieces delivered."""

    margin_percent: Decimal
    fee_percent: Decimal
    returns_percent: Decimal
    delivery_idr: Decimal
    days_to_payment: Decimal
    waiting_percent: Decimal
    registration_idr: Decimal
    ppn_percent: Decimal = Decimal(0)
    """Tax that is in the shelf price and goes to the state."""


FIGURES = tuple(field.name for field in fields(Terms))


@dataclass(frozen=True, slots=True)
class Figure:
    """What one of :data:`FIGURES` means, its unit, and the most it can be."""

    name: str
    title: Text
    unit: str
    most: Decimal

    def read(self, raw: object) -> Decimal:
        """The figure as typed, rupiah whole. Raises :class:`Refused` outside its bounds."""
        number = Decimal(read_whole(raw)) if self.unit == "IDR" else read_decimal(raw)
        if not 0 <= number <= self.most:
            raise Refused(
                Text("{title}: dari 0 sampai {most}.", "{title}: from 0 to {most}.").filled(
                    title=self.title, most=say_number(self.most)
                )
            )
        return number


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to sell. ``through_shop`` where a shop buys at the owner's price to shops."""

    id: str
    title: Text
    says: Text
    through_shop: bool
    terms: Terms
    source: Text
    links: tuple[str, ...]
    confidence: str
    changed: frozenset[str] = frozenset()
    """The figures that are the owner's own."""


@dataclass(frozen=True, slots=True)
class RegistrationCap:
    """The most a shop of one format may ask for taking up a new item."""

    format: Text
    each_outlet_idr: int
    all_outlets_idr: int


@dataclass(frozen=True, slots=True)
class Law:
    """What the law lets a supermarket charge its suppliers."""

    title: Text
    source: Text
    links: tuple[str, ...]
    confidence: str
    fee_percent_most: Decimal
    registration: tuple[RegistrationCap, ...]


def channels(own: Iterable[str] = ()) -> tuple[Channel, ...]:
    """Every channel, with the owner's own figures told in lines such as ``consignment.margin_percent = 25``.

    Raises :class:`Refused` for a line that cannot be read.
    """
    terms: dict[str, dict[str, Decimal]] = {}
    for line in own:
        channel, figure, number = read_term(line)
        terms.setdefault(channel, {})[figure] = number
    return tuple(
        replace(
            each,
            terms=replace(each.terms, **terms.get(each.id, {})),
            changed=frozenset(terms.get(each.id, ())),
        )
        for each in _assumed()
    )


def read_term(line: str) -> tuple[str, str, Decimal]:
    """Channel, figure and number of one line. Raises :class:`Refused`."""
    name, equals, number = (part.strip() for part in line.partition("="))
    channel, _dot, figure = name.partition(".")
    if not equals or channel not in {each.id for each in _assumed()} or figure not in figures():
        raise Refused(
            Text(
                "“{line}” belum terbaca. Tulis seperti “consignment.margin_percent = 25”.",
                "“{line}” cannot be read. Write it as “consignment.margin_percent = 25”.",
            ).filled(line=line)
        )
    return channel, figure, figures()[figure].read(number)


def written_terms(own: Mapping[str, Mapping[str, Decimal]]) -> tuple[str, ...]:
    """The owner's figures as lines of the fact ``cost.channels``, only those that differ from the assumed."""
    return tuple(
        f"{each.id}.{figure} = {own[each.id][figure]:f}"
        for each in _assumed()
        for figure in FIGURES
        if figure in own.get(each.id, {}) and own[each.id][figure] != getattr(each.terms, figure)
    )


def beyond_law(channel: Channel) -> tuple[Text, ...]:
    """What a shop asks beyond what the law allows; nothing for a channel without a shop."""
    if not channel.through_shop:
        return ()
    said, rule = [], law()
    if channel.terms.fee_percent > rule.fee_percent_most:
        said.append(
            Text(
                "Potongan {fee}% lebih dari batas {most}% ({law}).",
                "Deductions of {fee}% are above the limit of {most}% ({law}).",
            ).filled(
                fee=say_number(channel.terms.fee_percent),
                most=say_number(rule.fee_percent_most),
                law=rule.title,
            )
        )
    most = max(cap.all_outlets_idr for cap in rule.registration)
    if channel.terms.registration_idr > most:
        said.append(
            Text(
                "Biaya pendaftaran lebih dari batas tertinggi {most} ({law}).",
                "The registration fee is above the highest limit, {most} ({law}).",
            ).filled(most=say_rupiah(most), law=rule.title)
        )
    return tuple(said)


@functools.cache
def figures() -> Mapping[str, Figure]:
    """What the figures mean, by name."""
    return {
        name: Figure(name, Text.from_table(table["title"], name), table["unit"], Decimal(table["most"]))
        for name, table in _tables()["figure"].items()
    }


@functools.cache
def law() -> Law:
    """The limits of what a shop may charge."""
    table = _tables()["law"]
    caps = tuple(
        RegistrationCap(
            Text.from_table(each["format"], "law"), each["each_outlet_idr"], each["all_outlets_idr"]
        )
        for each in table["registration"]
    )
    return Law(
        Text.from_table(table["title"], "law"),
        Text.from_table(table["source"], "law"),
        tuple(table["links"]),
        table["confidence"],
        Decimal(table["fee_percent_most"]),
        caps,
    )


@functools.cache
def _assumed() -> tuple[Channel, ...]:
    return tuple(
        Channel(
            id,
            Text.from_table(table["title"], id),
            Text.from_table(table["says"], id),
            table["through_shop"],
            Terms(**{name: Decimal(table[name]) for name in FIGURES}),
            Text.from_table(table["source"], id),
            tuple(table["links"]),
            table["confidence"],
        )
        for id, table in _tables()["channel"].items()
    )


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.costing", "channels.toml")
