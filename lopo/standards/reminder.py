"""When a task asks for a reminder, and what the reminder says. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lopo.facts import wording
from lopo.facts.text import Text, joined
from lopo.standards.promises import TaskRule

NAMED = 3
"""How many dates one message names; the page has the rest. A text message is short."""

SUBJECT = Text("Tanggal yang perlu diingat", "Dates to keep")


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do by a day: its title, the products it concerns (none: the whole business), the day."""

    title: Text
    products: tuple[str, ...]
    due: dt.date


def remind_day(rule: TaskRule, due: dt.date, on: dt.date) -> dt.date | None:
    """The newest of the days on which to remind that has come; ``None`` before the first.

    Days that were missed are behind the newest one: they are never reminded of one by one.
    """
    days = [due - dt.timedelta(days=each) for each in rule.remind_days] or [due]
    return max((day for day in days if day <= on), default=None)


def message(business: str, dues: Iterable[Due], on: dt.date, address: str) -> Text:
    """The words to one owner about one business, soonest first."""
    soonest = sorted(dues, key=lambda each: (each.due, each.title.id))
    lines = [_line(each, on) for each in soonest[:NAMED]]
    if more := len(soonest) - NAMED:
        lines += [Text(f"dan {more} lainnya", f"and {more} more")] if more > 0 else []
    said = joined(lines, Text.same("; "))
    return Text(
        f"Lopo, {business}: {said.id}. Lihat {address}", f"Lopo, {business}: {said.en}. See {address}"
    )


def _line(each: Due, on: dt.date) -> Text:
    about = _about(each.products)
    day = wording.say_date(each.due)
    late = (on - each.due).days
    if late > 0:
        when = Text(f"sudah lewat sejak {day.id}", f"overdue since {day.en}")
    elif late == 0:
        when = Text("hari ini", "today")
    else:
        when = Text(f"paling lambat {day.id}", f"by {day.en}")
    return Text(f"{each.title.id}{about.id}, {when.id}", f"{each.title.en}{about.en}, {when.en}")


def _about(products: tuple[str, ...]) -> Text:
    if not products:
        return Text.same("")
    if len(products) == 1:
        return Text.same(f" ({products[0]})")
    return Text(f" ({len(products)} produk)", f" ({len(products)} products)")
