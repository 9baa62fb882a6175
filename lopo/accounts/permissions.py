"""Who may do what: the one permission table of the house.

Each row names a permission and says which role holds it over which scope:

``public``     everybody, signed in or not
``signed-in``  everybody signed in (what is then shown is the person's own)
``own``        objects of the organisations where the person holds that role
``consented``  objects whose owner shows them to one of those organisations
``city``       every object

A permission that is not in the table does not exist: naming it is an error at start-up. A new page
adds its row here, and nowhere else. ``lopo.accounts.permission`` enforces the table in Django.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lopo.accounts.roles import Role


class Reach(StrEnum):
    """Over which objects a permission is held; see the module's docstring."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    OWN = "own"
    CONSENTED = "consented"
    CITY = "city"


PUBLIC, SIGNED_IN, OWN, CONSENTED, CITY = Reach


@dataclass(frozen=True, slots=True)
class Permission:
    """One row: ``everybody`` is ``public`` or ``signed-in`` or nothing; ``roles`` says the rest."""

    name: str
    everybody: Reach | None = None
    roles: Mapping[Role, Reach] = field(default_factory=dict)

    def reach_of(self, role: Role) -> Reach | None:
        """Over what a person in ``role`` holds this permission; ``None`` when not at all."""
        return self.roles.get(role, self.everybody)


_PRODUCER = (Role.OWNER, Role.HELPER)
_CITY = (Role.OFFICER, Role.ADMIN)
_FIELD = (Role.TRAINER, Role.INSPECTOR)
"""Those who work beside every producer on the city's behalf."""
_PARTNERS = (Role.BUYER, Role.CREDIT_OFFICER)
"""Those who see a producer only as far as its owner shows it to them."""
_STAFF_OF_PARTNERS = (*_PARTNERS, *_FIELD, Role.PARK_MANAGER)
"""Those whose institution may have promised the programme something."""


def _row(name: str, *grants: tuple[Reach, Role | Iterable[Role]]) -> Permission:
    roles: dict[Role, Reach] = {}
    for reach, holders in grants:
        for role in (holders,) if isinstance(holders, Role) else holders:
            roles[role] = reach
    return Permission(name, roles=roles)


_ROWS = (
    # Open to everybody
    Permission("home.view", PUBLIC),
    Permission("demo.view", PUBLIC),
    Permission("account.enter", PUBLIC),
    Permission("standards.view", PUBLIC),
    Permission("catalogue.view", PUBLIC),
    Permission("opendata.view", PUBLIC),
    Permission("park.programme", PUBLIC),
    Permission("certificate.check", PUBLIC),
    Permission("lesson.read", PUBLIC),
    Permission("partner.shared", PUBLIC),  # its address cannot be guessed, and no person stands on it
    Permission("feedback.give", PUBLIC),
    Permission("training.invitation", PUBLIC),
    Permission("api.use", PUBLIC),  # the API asks for its token itself
    # Open to everybody signed in
    Permission("account.own", SIGNED_IN),
    Permission("api.token", SIGNED_IN),
    Permission("business.create", SIGNED_IN),
    Permission("task.view", SIGNED_IN),
    Permission("task.done", SIGNED_IN),
    Permission("training.seat", SIGNED_IN),  # of a course that she teaches or has a seat in
    # The producer's business and products
    _row("business.view", (OWN, _PRODUCER), (CITY, (*_CITY, *_FIELD)), (CONSENTED, _PARTNERS)),
    _row("business.edit", (OWN, _PRODUCER), (CITY, _CITY)),
    _row("product.view", (OWN, _PRODUCER), (CITY, (*_CITY, *_FIELD)), (CONSENTED, _PARTNERS)),
    _row("product.edit", (OWN, _PRODUCER), (CITY, _CITY)),
    _row("paper.view", (OWN, _PRODUCER), (CITY, (*_CITY, *_FIELD)), (CONSENTED, _PARTNERS)),
    _row("paper.edit", (OWN, _PRODUCER), (CITY, _CITY)),
    _row("paper.verify", (CITY, (*_CITY, Role.INSPECTOR))),
    _row("evidence.view", (OWN, _PRODUCER), (CITY, (*_CITY, *_FIELD)), (CONSENTED, _PARTNERS)),
    _row("recipe.view", (OWN, _PRODUCER), (CITY, _CITY), (CONSENTED, _PARTNERS)),
    _row("cost.view", (OWN, _PRODUCER), (CITY, _CITY)),
    _row("label.edit", (OWN, _PRODUCER), (CITY, _CITY)),
    _row("label.judge", (OWN, _PRODUCER), (CITY, (*_CITY, Role.INSPECTOR))),
    _row("quality.record", (OWN, _PRODUCER), (CITY, (*_CITY, Role.INSPECTOR))),
    _row("trace.view", (OWN, _PRODUCER), (CITY, (*_CITY, Role.INSPECTOR))),
    _row("trace.record", (OWN, _PRODUCER), (CITY, _CITY)),
    _row("promise.make", (OWN, Role.OWNER)),
    _row("plan.view", (OWN, _PRODUCER), (CITY, _CITY)),
    # What an owner shows, and to whom
    _row("consent.view", (OWN, Role.OWNER)),
    _row("consent.grant", (OWN, Role.OWNER)),
    _row("helper.manage", (OWN, Role.OWNER)),
    _row("partner.dossiers", (CONSENTED, _PARTNERS)),
    # The city's desk
    _row("desk.view", (CITY, _CITY)),
    _row("desk.export", (CITY, _CITY)),
    _row("desk.decide", (CITY, _CITY)),
    _row("assisted.enter", (CITY, _CITY)),
    _row("receipt.view", (OWN, Role.OWNER), (CITY, (*_CITY, Role.TRAINER))),  # a trainer those she wrote
    _row("insight.view", (CITY, _CITY)),
    _row("composition.manage", (CITY, _CITY)),
    _row("people.manage", (CITY, Role.ADMIN)),
    _row("standards.edit", (OWN, Role.BUYER), (CITY, Role.ADMIN)),
    # Training
    _row("training.view", (OWN, (*_PRODUCER, Role.TRAINER)), (CITY, _CITY)),
    _row("training.join", (OWN, _PRODUCER)),
    _row("training.teach", (OWN, Role.TRAINER), (CITY, _CITY)),
    _row("training.manage", (CITY, _CITY)),
    # Institutions and what they promised
    _row("partner.board", (OWN, _STAFF_OF_PARTNERS), (CITY, _CITY)),
    _row("partner.tell", (OWN, _STAFF_OF_PARTNERS), (CITY, _CITY)),
    _row("partner.manage", (CITY, _CITY)),
    # Companions: the pages themselves keep a trainer to the businesses she was named for
    _row("companion.name", (CITY, _CITY)),
    _row("companion.work", (CITY, (*_CITY, Role.TRAINER))),
    _row("visit.view", (OWN, _PRODUCER), (CITY, (*_CITY, Role.TRAINER))),
    _row("milestone.view", (OWN, _PRODUCER), (CITY, (*_CITY, Role.TRAINER))),
    _row("milestone.tell", (OWN, _PRODUCER), (CITY, (*_CITY, Role.TRAINER))),
    # Supermarkets
    _row("listing.view", (OWN, (*_PRODUCER, Role.BUYER)), (CITY, _CITY)),
    # The table of transitions says who does what with a listing.
    _row("listing.act", (OWN, (*_PRODUCER, Role.BUYER)), (CITY, _CITY)),
    _row("listing.queue", (OWN, Role.BUYER), (CITY, _CITY)),
    _row("listing.apply", (OWN, Role.OWNER)),
    _row("listing.curate", (OWN, Role.BUYER)),
    _row("order.view", (OWN, (*_PRODUCER, Role.BUYER)), (CITY, _CITY)),
    _row("order.make", (OWN, Role.BUYER)),
    _row("order.fill", (OWN, _PRODUCER)),
    _row("order.settle", (OWN, (*_PRODUCER, Role.BUYER))),
    _row("pool.agree", (OWN, Role.BUYER), (CITY, _CITY)),
    # The catalogue: its owner opens a page to the public. The pages keep officers to businesses for which the
    # city writes, and a companion to those of them for which she was named; both need the owner's word.
    _row("catalogue.publish", (OWN, Role.OWNER), (CITY, (*_CITY, Role.TRAINER))),
    _row("feedback.read", (OWN, _PRODUCER), (CITY, _CITY)),
    _row("feedback.answer", (OWN, _PRODUCER)),
    _row("feedback.judge", (CITY, _CITY)),
    # Help to sell, and the government's catalogue
    _row("selling.help", (OWN, _PRODUCER), (CITY, _CITY)),
    _row("tag.print", (OWN, (*_PRODUCER, Role.BUYER)), (CITY, _CITY)),
    _row("procurement.board", (CITY, _CITY)),
    _row("sellout.view", (OWN, (*_PRODUCER, Role.BUYER)), (CITY, _CITY)),
    _row("sellout.record", (OWN, Role.BUYER)),
    # Parks
    _row("stall.apply", (OWN, _PRODUCER)),
    _row("park.manage", (OWN, Role.PARK_MANAGER), (CITY, _CITY)),
    # Sales and money
    _row("sale.record", (OWN, _PRODUCER)),
    _row("sale.view", (OWN, _PRODUCER)),
    _row("book.view", (OWN, Role.OWNER), (CONSENTED, Role.CREDIT_OFFICER)),
    _row("book.edit", (OWN, _PRODUCER)),
    _row("loan.apply", (OWN, Role.OWNER)),
    _row("loan.decide", (OWN, Role.CREDIT_OFFICER)),
)

PERMISSIONS: Mapping[str, Permission] = {row.name: row for row in _ROWS}


class UnknownPermission(LookupError):
    """A permission that the table does not have: a slip of the programmer."""


def permission_named(name: str) -> Permission:
    """The row of ``name``; raises :class:`UnknownPermission` when there is none."""
    try:
        return PERMISSIONS[name]
    except KeyError:
        raise UnknownPermission(
            f'"{name}" is not in the permission table; add its row to lopo/accounts/permissions.py'
        ) from None


def table() -> list[dict[str, str]]:
    """The whole table as rows of text: one column for the permission, one for each role."""
    return [
        {"permission": row.name, "everybody": row.everybody or ""}
        | {role.value: row.reach_of(role) or "" for role in Role}
        for row in PERMISSIONS.values()
    ]
