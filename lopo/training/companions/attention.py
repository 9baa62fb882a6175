"""Who needs the companion most, and why: the reasons in words, the most pressing first."""

import datetime as dt
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.training.companions.rules import Rules

VISIT_OVERDUE, NEVER_VISITED, LATE_TASKS, SILENT, NO_ORDER, ORDER_NOT_KNOWN, OPEN_FINDINGS = (
    "visit_overdue", "never_visited", "late_tasks", "silent", "no_order", "order_not_known", "open_findings",
)  # fmt: skip
PRESSING = frozenset({VISIT_OVERDUE, NEVER_VISITED, LATE_TASKS, SILENT, NO_ORDER})
"""Reasons for which somebody has to do something; the others are only good to know."""

REASON_TITLES = {
    VISIT_OVERDUE: Text("Kunjungan terlewat", "Visit overdue"),
    NEVER_VISITED: Text("Belum pernah dikunjungi", "Never visited"),
    LATE_TASKS: Text("Ada yang terlambat", "Something is late"),
    SILENT: Text("Lama tidak terdengar", "Gone silent"),
    NO_ORDER: Text("Lama tanpa pesanan", "Long without an order"),
    ORDER_NOT_KNOWN: Text("Pesanan belum diketahui", "No order known"),
    OPEN_FINDINGS: Text("Masih ada syarat terbuka", "Demands still open"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one business on a day; a day is nothing where nothing of the kind is known.

    ``heard_on`` is the last day on which anything came from the business or its companion was there;
    ``last_order`` the last order that was told; ``since`` when its companion was named.
    """

    business: int
    name: str
    since: dt.date | None = None
    last_visit: dt.date | None = None
    next_visit: dt.date | None = None
    heard_on: dt.date | None = None
    late_tasks: int = 0
    open_findings: int = 0
    last_order: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a business needs its companion; ``days`` is how long it has been so, where that has a length."""

    code: str
    words: Text
    weight: int
    days: int = 0

    @property
    def presses(self) -> bool:
        return self.code in PRESSING


def reasons(case: Case, today: dt.date, rules: Rules) -> tuple[Reason, ...]:
    """Every reason that holds for ``case`` on ``today``, the weightiest first."""
    found = (
        _visit(case, today, rules),
        _tasks(case, rules),
        _silence(case, today, rules),
        _orders(case, today, rules),
        _findings(case, rules),
    )
    return tuple(sorted((each for each in found if each), key=lambda each: (-each.weight, -each.days)))


def need(found: tuple[Reason, ...]) -> int:
    """How much somebody is needed: the sum of the weights of her reasons."""
    return sum(each.weight for each in found)


def sort_key(case: Case, found: tuple[Reason, ...]) -> tuple[int, int, str, int]:
    """Who needs the companion most stands first; of equals who has waited longest, then by name."""
    waited = max((each.days for each in found if each.presses), default=0)
    return (-need(found), -waited, case.name.casefold(), case.business)


def _reason(code: str, words: Text, rules: Rules, days: int = 0) -> Reason:
    return Reason(code, words, rules.weights[code], days)


def _visit(case: Case, today: dt.date, rules: Rules) -> Reason | None:
    if case.next_visit is not None:
        late = (today - case.next_visit).days
        if late <= 0:
            return None
        words = Text(f"Kunjungan lewat {late} hari", f"Visit {_days(late)} overdue")
        return _reason(VISIT_OVERDUE, words, rules, late)
    if case.last_visit is not None or case.since is None:
        return None
    waits = (today - case.since).days
    if waits <= rules.first_visit_days:
        return None
    words = Text(f"Belum dikunjungi sejak {waits} hari lalu", f"Not visited in {_days(waits)}")
    return _reason(NEVER_VISITED, words, rules, waits)


def _tasks(case: Case, rules: Rules) -> Reason | None:
    count = case.late_tasks
    if not count:
        return None
    english = "1 date is late" if count == 1 else f"{count} dates are late"
    return _reason(LATE_TASKS, Text(f"{count} tanggal terlewat", english), rules)


def _silence(case: Case, today: dt.date, rules: Rules) -> Reason | None:
    if case.heard_on is None:
        return None
    quiet = (today - case.heard_on).days
    if quiet <= rules.silent_days:
        return None
    words = Text(f"Tidak ada kabar {quiet} hari", f"Not heard of for {_days(quiet)}")
    return _reason(SILENT, words, rules, quiet)


def _orders(case: Case, today: dt.date, rules: Rules) -> Reason | None:
    if case.last_order is None:
        words = Text("Belum ada pesanan yang diketahui", "No order known")
        return _reason(ORDER_NOT_KNOWN, words, rules)
    without = (today - case.last_order).days
    if without < rules.no_order_days:
        return None
    last = say_date(case.last_order)
    words = Text(
        f"{without} hari tanpa pesanan, terakhir {last.id}",
        f"{_days(without)} without an order, the last on {last.en}",
    )
    return _reason(NO_ORDER, words, rules, without)


def _findings(case: Case, rules: Rules) -> Reason | None:
    count = case.open_findings
    if not count:
        return None
    english = "1 demand still open" if count == 1 else f"{count} demands still open"
    return _reason(OPEN_FINDINGS, Text(f"{count} syarat masih terbuka", english), rules)


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
