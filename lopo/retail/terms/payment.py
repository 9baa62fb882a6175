"""Which rules speak about the day on which a supplier is to be paid, and how sure we are of each.

>>> contract = Contract("Syarat 1 Juni 2026", days=30, counts_from="invoice")
>>> rules = payment_rules(2_500_000, "micro", Counted(invoice_on=dt.date(2026, 6, 1)), contract)
>>> [(rule.id, rule.due_on.isoformat(), rule.confidence) for rule in rules]
[('contract', '2026-07-01', 'agreed'), ('perpres-112-2007', '2026-06-16', 'to-verify')]
>>> clock_rule(rules).id
'contract'

The clock runs on the contract; a rule that is still to be verified is shown beside it and never runs it.
A rule of law that was read or corroborated runs it where it pays earlier.
"""

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.retail.terms.words import COUNTS_FROM_TITLES, FROM_INVOICE, FROM_RECEIPT, FROM_SALES_REPORT

AGREED = "agreed"
TO_VERIFY = "to-verify"
CONTRACT = "contract"
"""The id of the rule that is the retailer's published terms."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The days that a rule may count from, each as far as it has come.

    ``invoice_on`` is when the retailer had the complete bill, ``receipt_on`` when it took the goods,
    ``sales_report_on`` when it told what of consigned goods had sold.
    """

    invoice_on: dt.date | None = None
    receipt_on: dt.date | None = None
    sales_report_on: dt.date | None = None

    def day_of(self, counts_from: str) -> dt.date | None:
        """The day of one of :data:`lopo.retail.terms.words.COUNTS_FROM`; nothing while it has not come."""
        return {
            FROM_INVOICE: self.invoice_on,
            FROM_RECEIPT: self.receipt_on,
            FROM_SALES_REPORT: self.sales_report_on,
        }[counts_from]


@dataclass(frozen=True, slots=True)
class Contract:
    """What the retailer's published terms say of payment; ``title`` names them, such as by their date."""

    title: Text | str
    days: int
    counts_from: str
    confidence: str = AGREED


@dataclass(frozen=True, slots=True)
class PaymentRule:
    """One rule that speaks about the payment day.

    ``starts_on`` and ``due_on`` are nothing while what the rule counts from has not happened.
    ``cash`` is true where the rule says that this supply may be asked for in cash, at once.
    """

    id: str
    title: Text
    says: Text
    source: Text
    links: tuple[str, ...]
    confidence: str
    days: int
    counts_from: str
    starts_on: dt.date | None
    due_on: dt.date | None
    cash: bool = False

    @property
    def is_contract(self) -> bool:
        return self.id == CONTRACT

    @property
    def binds(self) -> bool:
        """Whether a clock may run on it: agreed, read or corroborated; never what is still to be verified."""
        return self.confidence != TO_VERIFY


def payment_rules(
    amount_idr: int, size: str | None, counted: Counted, contract: Contract | None = None
) -> tuple[PaymentRule, ...]:
    """What speaks about the day on which ``amount_idr`` (whole rupiah) is to be paid, the contract first.

    ``size`` is the supplier's class (:func:`lopo.producers.size_class.size_class`); where it is not known,
    the rules for small ones are shown too, since they may hold. Nothing speaks for a medium or large
    supplier without a contract.
    """
    said = [] if contract is None else [_of_contract(contract, counted)]
    said += [
        _of_law(id, table, amount_idr, counted)
        for id, table in law_tables("payment").items()
        if size is None or size in table["sizes"]
    ]
    return tuple(said)


def clock_rule(rules: tuple[PaymentRule, ...]) -> PaymentRule | None:
    """The rule that the clock runs on: of those that bind, the one that pays first; nothing if none binds.

    A rule whose day is not known yet gives way to one whose day is; the contract wins a tie.
    """
    binding = [rule for rule in rules if rule.binds]
    return min(binding, key=lambda rule: (rule.due_on or dt.date.max, not rule.is_contract), default=None)


def _of_contract(contract: Contract, counted: Counted) -> PaymentRule:
    title = Text.same(contract.title) if isinstance(contract.title, str) else contract.title
    starts_on = counted.day_of(contract.counts_from)
    return PaymentRule(
        id=CONTRACT,
        title=title,
        says=Text("Dibayar {days} hari sesudah {start}.", "Paid {days} days after {start}.").filled(
            days=say_number(contract.days), start=COUNTS_FROM_TITLES[contract.counts_from]
        ),
        source=title,
        links=(),
        confidence=contract.confidence,
        days=contract.days,
        counts_from=contract.counts_from,
        starts_on=starts_on,
        due_on=_after(starts_on, contract.days),
    )


def _of_law(id: str, table: Mapping[str, Any], amount_idr: int, counted: Counted) -> PaymentRule:
    starts_on = counted.day_of(table["counts_from"])
    return PaymentRule(
        id=id,
        title=Text.from_table(table["title"], id),
        says=Text.from_table(table["says"], id).filled(
            cash=say_rupiah(table["cash_up_to_idr"]), days=say_number(table["days"])
        ),
        source=Text.from_table(table["source"], id),
        links=tuple(table["links"]),
        confidence=table["confidence"],
        days=table["days"],
        counts_from=table["counts_from"],
        starts_on=starts_on,
        due_on=_after(starts_on, table["days"]),
        cash=amount_idr <= table["cash_up_to_idr"],
    )


def _after(day: dt.date | None, days: int) -> dt.date | None:
    return None if day is None else day + dt.timedelta(days=days)


def law_tables(kind: str) -> Mapping[str, Any]:
    """The rules of one kind in ``law.toml``: ``payment``, ``registration_free`` or ``remaining_life``."""
    tables: Mapping[str, Any] = _law()[kind]
    return tables


@functools.cache
def _law() -> Mapping[str, Any]:
    return read_toml("lopo.retail.terms", "law.toml")
