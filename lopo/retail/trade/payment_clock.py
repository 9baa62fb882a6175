"""The payment clock: until when a bill is to be paid, on what that rests, and how late the money is.

>>> bill = Bill(600_000, starts_on=dt.date(2026, 6, 1), due_on=dt.date(2026, 6, 15))
>>> clock(bill, dt.date(2026, 6, 20)).words.en
'Rp600,000 is 5 days late: it was due on 15 June 2026.'
>>> paid = dataclasses.replace(bill, payments=(Paid(600_000, dt.date(2026, 6, 20), came=True),))
>>> clock(paid, dt.date(2026, 7, 1)).words.en
'Paid on 20 June 2026, 5 days late.'

Both sides read the same words. Only money that the producer says has come stops the clock; what the shop says
it paid is shown beside it. What a return takes off counts from the day of the credit.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.retail.terms.payment import Contract, Counted, PaymentRule, clock_rule, payment_rules

SETTLED, SETTLED_LATE, TOLD, LATE, SOON, RUNNING = (
    "settled", "settled-late", "told", "late", "soon", "running",
)  # fmt: skip
STATES = (LATE, TOLD, SOON, RUNNING, SETTLED_LATE, SETTLED)
"""What needs somebody most comes first."""
SOON_DAYS = 3
"""Before the due day a bill is marked; the house's own."""
OPEN = frozenset({TOLD, LATE, SOON, RUNNING})

STATE_TITLES = {
    LATE: Text("terlambat", "late"),
    TOLD: Text("menunggu dipastikan", "to be confirmed"),
    SOON: Text("segera jatuh tempo", "due soon"),
    RUNNING: Text("berjalan", "running"),
    SETTLED_LATE: Text("dibayar terlambat", "paid late"),
    SETTLED: Text("lunas tepat waktu", "paid in time"),
}
STATE_CLASSES = {
    LATE: "state-notmet",
    TOLD: "state-soon",
    SOON: "state-soon",
    RUNNING: "state-na",
    SETTLED_LATE: "state-notmet",
    SETTLED: "state-met",
}


@dataclass(frozen=True, slots=True)
class Paid:
    """Money towards a bill. ``came`` once the producer says so; ``denied`` where she says it did not."""

    amount_idr: int
    on: dt.date
    came: bool = False
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Bill:
    """What a clock needs of an invoice. ``credits`` are what returns took off: the day and the amount."""

    amount_idr: int
    starts_on: dt.date
    due_on: dt.date
    payments: tuple[Paid, ...] = ()
    credits: tuple[tuple[dt.date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """How a bill stands on a day.

    ``days`` are those left until it is due (never below nought), ``days_late`` those after it; of a bill that
    is settled, how late it was. ``open_idr`` is what is missing still, ``told_idr`` what the shop says it
    paid and the producer has not confirmed; ``over_idr`` what came beyond the bill.
    """

    state: str
    due_on: dt.date
    days: int
    days_late: int
    open_idr: int
    told_idr: int
    over_idr: int
    settled_on: dt.date | None
    words: Text

    @property
    def is_late(self) -> bool:
        """Whether it is late now, or was paid late."""
        return self.days_late > 0


def settled_on(bill: Bill) -> dt.date | None:
    """The day on which what came, and what was credited, reached the amount; nothing before that."""
    left = bill.amount_idr
    came = [(each.on, each.amount_idr) for each in bill.payments if each.came]
    days = sorted([*came, *bill.credits])
    if left <= 0:
        return bill.starts_on
    for day, amount in days:
        left -= amount
        if left <= 0:
            return day
    return None


def clock(bill: Bill, today: dt.date) -> Clock:
    """How ``bill`` stands on the day ``today``."""
    came = sum(each.amount_idr for each in bill.payments if each.came)
    came += sum(amount for _day, amount in bill.credits)
    told = sum(each.amount_idr for each in bill.payments if not each.came and not each.denied)
    settled = settled_on(bill)
    missing = max(0, bill.amount_idr - came)
    days_late = max(0, ((settled or today) - bill.due_on).days)
    if settled is not None:
        state = SETTLED_LATE if days_late else SETTLED
    elif days_late:
        state = LATE
    elif told >= missing:
        state = TOLD
    else:
        state = SOON if (bill.due_on - today).days <= SOON_DAYS else RUNNING
    days = max(0, (bill.due_on - today).days)
    over = max(0, came - bill.amount_idr)
    found = Clock(state, bill.due_on, days, days_late, missing, told, over, settled, Text.same(""))
    return dataclasses.replace(found, words=_words(found))


def _words(found: Clock) -> Text:
    money, due = say_rupiah(found.open_idr), say_date(found.due_on)
    if found.settled_on is not None:
        paid = Text("Lunas {day}", "Paid on {day}").filled(day=say_date(found.settled_on))
        if not found.days_late:
            return Text(f"{paid.id}, tepat waktu.", f"{paid.en}, in time.")
        late = say_late(found.days_late)
        return Text(f"{paid.id}, {late.id}.", f"{paid.en}, {late.en}.")
    if found.days_late:
        said = Text("{money} {late}: seharusnya dibayar {due}.", "{money} is {late}: it was due on {due}.")
        said = said.filled(money=money, late=say_late(found.days_late), due=due)
    elif found.days == 0:
        said = Text("{money} jatuh tempo hari ini, {due}.", "{money} is due today, {due}.")
        said = said.filled(money=money, due=due)
    else:
        said = Text(
            "{money} dibayar paling lambat {due}, {days} lagi.", "{money} is due on {due}, in {days}."
        )
        said = said.filled(money=money, due=due, days=say_days(found.days))
    if found.told_idr:
        told = Text(" Toko bilang sudah membayar {money}; produsen belum memastikan.",
                    " The shop says it paid {money}; the producer has not confirmed it.")  # fmt: skip
        told = told.filled(money=say_rupiah(found.told_idr))
        said = Text(said.id + told.id, said.en + told.en)
    return said


def say_days(days: int) -> Text:
    """3 hari / 3 days."""
    shown = say_number(days)
    return Text(f"{shown.id} hari", f"{shown.en} day" if days == 1 else f"{shown.en} days")


def say_late(days: int) -> Text:
    """terlambat 3 hari / 3 days late."""
    said = say_days(days)
    return Text(f"terlambat {said.id}", f"{said.en} late")


@dataclass(frozen=True, slots=True)
class DueDay:
    """Until when a bill is to be paid: the rule it runs on, and all that speak about it, the contract
    first."""

    starts_on: dt.date
    due_on: dt.date
    runs_on: PaymentRule
    rules: tuple[PaymentRule, ...]


def due_day(amount_idr: int, size: str | None, counted: Counted, contract: Contract) -> DueDay:
    """The due day of a bill that is issued on ``counted.invoice_on``, which has to be known.

    A clock runs on the contract, or on a rule of law that binds and pays earlier. It never ends before the
    bill is there: who bills late is paid on the day of the bill at the earliest.
    """
    issued = counted.invoice_on
    if issued is None:
        raise ValueError("a bill has a day of issue")
    rules = payment_rules(amount_idr, size, counted, contract)
    runs_on = clock_rule(rules) or rules[0]
    starts = runs_on.starts_on or issued
    due = runs_on.due_on or starts + dt.timedelta(days=runs_on.days)
    return DueDay(starts, max(due, issued), runs_on, rules)


def kept_rules(found: DueDay) -> dict[str, Any]:
    """The rules as they are frozen into an invoice (JSON); :func:`read_rules` reads them back."""
    return {"runs_on": found.runs_on.id, "rules": [_kept(each) for each in found.rules]}


def _kept(rule: PaymentRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": _pair(rule.title),
        "says": _pair(rule.says),
        "source": _pair(rule.source),
        "links": list(rule.links),
        "confidence": rule.confidence,
        "days": rule.days,
        "counts_from": rule.counts_from,
        "starts_on": rule.starts_on.isoformat() if rule.starts_on else None,
        "due_on": rule.due_on.isoformat() if rule.due_on else None,
        "cash": rule.cash,
    }


def _pair(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def read_rules(kept: dict[str, Any]) -> tuple[PaymentRule, tuple[PaymentRule, ...]]:
    """The rule an invoice runs on, and the others that speak about it."""
    rules = [_read(each) for each in kept["rules"]]
    runs_on = next(each for each in rules if each.id == kept["runs_on"])
    return runs_on, tuple(each for each in rules if each is not runs_on)


def _read(table: dict[str, Any]) -> PaymentRule:
    texts = {name: Text.from_table(table[name], name) for name in ("title", "says", "source")}
    days = {
        name: dt.date.fromisoformat(table[name]) if table[name] else None for name in ("starts_on", "due_on")
    }
    return PaymentRule(**{**table, **texts, **days, "links": tuple(table["links"])})


def remind_days(due_on: dt.date, before: Sequence[int], after: Sequence[int]) -> list[dt.date]:
    """The days on which somebody is reminded of a bill, in order: so many days before it is due and after."""
    days = [due_on - dt.timedelta(days=each) for each in before] + [
        due_on + dt.timedelta(days=each) for each in after
    ]
    return sorted(set(days))
