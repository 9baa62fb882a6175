"""Over which objects a person holds one permission, worked out from her memberships."""

from collections.abc import Iterable
from dataclasses import dataclass

from lopo.accounts.permissions import Reach, permission_named
from lopo.accounts.roles import Role

_WIDEST_FIRST = (Reach.CITY, Reach.CONSENTED, Reach.OWN, Reach.SIGNED_IN, Reach.PUBLIC)


@dataclass(frozen=True, slots=True)
class Scope:
    """The reach of one permission for one person.

    ``kind`` is the widest reach held, or ``None`` when the permission is not held at all.
    ``own_ids`` are organisations whose objects are hers through a role that reaches ``own``;
    ``grantee_ids`` those in whose name she sees what owners consented to show.
    With ``kind == "city"`` everything is in reach and the ids do not matter.
    """

    kind: Reach | None
    own_ids: frozenset[int] = frozenset()
    grantee_ids: frozenset[int] = frozenset()

    @property
    def held(self) -> bool:
        """Whether the permission is held over anything at all."""
        return self.kind is not None

    @property
    def everything(self) -> bool:
        """Whether every object is in reach."""
        return self.kind is Reach.CITY

    @property
    def organisation_ids(self) -> frozenset[int]:
        """All organisations in whose name the permission is held."""
        return self.own_ids | self.grantee_ids


def scope_of(permission: str, memberships: Iterable[tuple[Role, int]], *, signed_in: bool) -> Scope:
    """The scope of ``permission`` for somebody with these ``(role, organisation id)`` memberships.

    Raises :class:`lopo.accounts.permissions.UnknownPermission`.
    """
    row = permission_named(permission)
    reaches: set[Reach] = set()
    if row.everybody is Reach.PUBLIC or (signed_in and row.everybody is Reach.SIGNED_IN):
        reaches.add(row.everybody)
    ids: dict[Reach, set[int]] = {Reach.OWN: set(), Reach.CONSENTED: set()}
    for role, organisation_id in memberships:
        reach = row.roles.get(role)
        if reach is not None:
            reaches.add(reach)
            ids.setdefault(reach, set()).add(organisation_id)
    kind = next((reach for reach in _WIDEST_FIRST if reach in reaches), None)
    return Scope(kind, frozenset(ids[Reach.OWN]), frozenset(ids[Reach.CONSENTED]))
