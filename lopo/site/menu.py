"""The head of every page: a person's daily work as words, the rest one step further.

Which page belongs to which item is told by its address, so that every page below a section marks it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Role

AT_ONCE = 4
"""So many words stand in one row on a phone of 360 pixels."""
AT_DESK = 8
"""So many stand in one row on a desk and are read at a glance; where there are more, the rest is grouped."""


class Group(Enum):
    """Under which word the rest of a long menu is found, in this order."""

    SHELF = _("Shelf and market")
    GOODS = _("Products and kitchens")
    PEOPLE = _("Training and companions")
    RULES = _("Results and rules")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the house: where it begins, what its permission is, which other addresses lie in it."""

    view: str
    title: Promise
    permission: str = ""
    also: tuple[str, ...] = ()
    group: Group = Group.RULES


SECTIONS: Mapping[str, Section] = {
    "desk": Section("standards:desk", _("Desk"), "desk.view", ("/pendampingan/",), Group.GOODS),
    "shelf": Section("retail:queue", _("Shelf"), "listing.queue", (), Group.SHELF),
    "orders": Section("retail:orders", _("Orders"), "order.view", ("/faktur/",), Group.SHELF),
    "products": Section(
        "standards:products",
        _("Products"),
        "product.view",
        ("/usaha/", "/label/", "/nomor-barcode/", "/bukti/", "/surat/", "/rak/"),
        Group.GOODS,
    ),
    "papers": Section("producers:papers_waiting", _("Papers"), "paper.verify", ("/surat/",), Group.GOODS),
    "kitchens": Section("quality:inspections", _("Kitchens"), "quality.record", (), Group.GOODS),
    "tasks": Section("standards:tasks", _("Tasks"), "plan.view", (), Group.GOODS),
    "today": Section("training:day_meetings", _("Today"), "training.teach", (), Group.PEOPLE),
    "training": Section(
        "training:cohorts", _("Training"), "training.view", ("/kartu/", "/hadir/"), Group.PEOPLE
    ),
    "insight": Section("insight:index", _("Did it work"), "insight.view"),
    "companions": Section(
        "training:companion_caseload", _("Companions"), "companion.work", ("/kunjungan/",), Group.PEOPLE
    ),
    "partners": Section("training:partners", _("Partners"), "partner.board", (), Group.PEOPLE),
    "consents": Section("accounts:consents", _("Who may see"), "consent.grant"),
    "catalogue": Section("market:catalogue", _("Catalogue"), group=Group.SHELF),
    "words": Section("market:feedback_list", _("What buyers say"), "feedback.read", (), Group.SHELF),
    "tags": Section("market:tags_shelf", _("Price tags"), "tag.print", (), Group.SHELF),
    "procurement": Section("market:procurement_board", _("e-Katalog"), "procurement.board", (), Group.SHELF),
    "lessons": Section("training:lessons", _("Lessons"), group=Group.PEOPLE),
    "standards": Section("standards:library", _("Standards")),
}

_PRODUCER = ("products", "tasks", "training", "lessons")
_CITY = ("desk", "papers", "training", "partners")
DAILY: Mapping[Role, tuple[str, ...]] = {
    Role.OWNER: _PRODUCER,
    Role.HELPER: _PRODUCER,
    Role.OFFICER: _CITY,
    Role.ADMIN: _CITY,
    Role.TRAINER: ("today", "training", "companions"),
    Role.INSPECTOR: ("kitchens", "papers", "products"),
    Role.BUYER: ("shelf", "orders", "products", "partners"),
    Role.CREDIT_OFFICER: ("products", "partners"),
    Role.PARK_MANAGER: ("partners",),
}
"""What each role opens every day, in the order of the head. The rest follows in the order of the sections."""

LEFT_OUT: Mapping[str, frozenset[Role]] = {"today": frozenset({Role.OFFICER, Role.ADMIN})}
"""Who may open a section, but is not led there from the head: her way is another."""


@dataclass(frozen=True, slots=True)
class Item:
    """One link of the head; ``current`` is ``page`` for the page itself, ``true`` below it, or empty."""

    title: Promise
    href: str
    current: str = ""
    group: Group = field(default=Group.RULES, compare=False)


@dataclass(frozen=True, slots=True)
class Menu:
    """The links of a reader: those of every day, and the rest, which a phone keeps under "More"."""

    daily: tuple[Item, ...]
    rest: tuple[Item, ...]

    @property
    def is_long(self) -> bool:
        """Whether a desk keeps the rest under "More", too, and says under which word each is found."""
        return len(self.daily) + len(self.rest) > AT_DESK

    @property
    def groups(self) -> tuple[tuple[Promise | str, tuple[Item, ...]], ...]:
        """The rest by its words; without a word where it is short enough to need none."""
        if not self.is_long:
            return (("", self.rest),) if self.rest else ()
        found = ((group, tuple(each for each in self.rest if each.group is group)) for group in Group)
        return tuple((group.value, items) for group, items in found if items)

    @property
    def rest_is_current(self) -> bool:
        """Whether the page lies in a section that a phone shows under "More" only."""
        return any(each.current for each in self.rest)


def menu_of(person: object, path: str) -> Menu:
    """The head of the page at ``path`` for ``person``; anybody may be nobody signed in."""
    roles = person.roles() if isinstance(person, Person) else frozenset()
    first = [name for role in Role if role in roles for name in DAILY[role]]
    names = [each for each in dict.fromkeys((*first, *SECTIONS)) if _is_hers(each, person, roles)]
    current = _current(names, path)
    items = [
        Item(
            SECTIONS[name].title,
            href := reverse(SECTIONS[name].view),
            ("page" if href == path else "true") if name == current else "",
            SECTIONS[name].group,
        )
        for name in names
    ]
    daily = sum(name in first for name in names)
    at_once = AT_ONCE if len(items) <= AT_ONCE else min(daily or AT_ONCE, AT_ONCE)
    return Menu(tuple(items[:at_once]), tuple(items[at_once:]))


def _is_hers(name: str, person: object, roles: frozenset[Role]) -> bool:
    section = SECTIONS[name]
    if not section.permission or (name == "products" and isinstance(person, Person) and not roles):
        return True  # whoever has just signed up begins with her first product
    if scope_for(person, section.permission) is None:
        return False
    return not roles or not roles <= LEFT_OUT.get(name, frozenset())


def _current(names: Iterable[str], path: str) -> str:
    """The section in which an address lies: where several fit, the one that says the most of it."""
    fits = [
        (len(start), name)
        for name in names
        for start in (reverse(SECTIONS[name].view), *SECTIONS[name].also)
        if path.startswith(start)
    ]
    return max(fits, key=lambda each: each[0])[1] if fits else ""
