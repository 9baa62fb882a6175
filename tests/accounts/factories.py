"""People and organisations for tests."""

from itertools import count

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from lopo.accounts.models import Membership, Organisation, Person
from lopo.accounts.roles import KIND_OF_ROLE, STAFF_ROLES, Kind, Role

_numbers = count(81234560000)
PASSWORD = "lu'at-pedas-77"


def an_organisation(kind: Kind, name: str = "") -> Organisation:
    return Organisation.objects.create(kind=kind, name=name or f"{kind.value} {next(_numbers)}")


def a_person(role: Role | None = None, organisation: Organisation | None = None, **fields: object) -> Person:
    """Somebody with a verified phone; with ``role`` in ``organisation`` (a new one when none is given).

    Staff get an authenticator, unless ``second_factor=False``.
    """
    second_factor = fields.pop("second_factor", True)
    fields = {"phone": f"+62{next(_numbers)}", "phone_verified": True, "name": "Mama Yuliana"} | fields
    person = Person.objects.create_user(password=PASSWORD, **fields)
    if role is not None:
        place = organisation or an_organisation(KIND_OF_ROLE[role])
        Membership.objects.create(person=person, organisation=place, role=role)
        if role in STAFF_ROLES and second_factor:
            TOTP.activate(person, generate_totp_secret())
    return person


def organisation_of(person: Person) -> Organisation:
    """The first organisation ``person`` belongs to."""
    return person.memberships.get().organisation
