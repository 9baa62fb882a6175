"""Give people their roles, and take roles away."""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from lopo.accounts.contact import Contact
from lopo.accounts.models import Membership, Organisation, Person
from lopo.accounts.notice import site_address, tell
from lopo.accounts.roles import KIND_OF_ROLE, KIND_TITLES, ROLE_TITLES, Kind, Role
from lopo.facts.text import Text

log = logging.getLogger("lopo.people")


@dataclass(frozen=True, slots=True)
class Invited:
    """Who holds the role now; whether the role, and the person, are new."""

    membership: Membership
    new_role: bool
    new_person: bool

    @property
    def person(self) -> Person:
        return self.membership.person


@transaction.atomic
def invite(
    organisation: Organisation, role: Role, contact: Contact, *, name: str, language: str = "id"
) -> Invited:
    """Give ``role`` to whoever has this phone or email, who is made a person when nobody has it yet.

    A new person has no password: she signs in with a code sent to that phone or email. Doing it twice changes
    nothing. Raises :class:`ValueError` when the role does not exist in that kind of organisation.
    """
    if KIND_OF_ROLE[role] != organisation.kind:
        raise ValueError(f"{role} does not exist in an organisation of kind {organisation.kind}")
    reached_by = {"phone": contact.phone} if contact.phone else {"email": contact.email}
    person, new_person = Person.objects.get_or_create(
        **reached_by, defaults={"name": name, "language": language, "password": _no_password()}
    )
    if not new_person and contact.phone and not person.phone_verified and person.has_usable_password():
        # Whoever set it never showed that the phone is hers. Only a code to the phone opens the account.
        person.set_unusable_password()
        person.save(update_fields=["password"])
    membership, new_role = Membership.objects.get_or_create(
        person=person, organisation=organisation, role=role, defaults={"kind": organisation.kind}
    )
    person.forget_memberships()
    if new_role:
        log.info("person %s became %s of organisation %s", person.pk, role, organisation.pk)
    return Invited(membership, new_role, new_person)


def _no_password() -> str:
    nobody = Person()
    nobody.set_unusable_password()
    return nobody.password


def tell_invited(invited: Invited) -> bool:
    """Tell somebody of her new role and how to sign in; False when no message went out."""
    role, organisation = ROLE_TITLES[Role(invited.membership.role)], invited.membership.organisation
    address = site_address(reverse("account_request_login_code"))
    return tell(
        invited.person,
        Text("Peran baru di Lopo", "A new role for you"),
        Text(
            f"Lopo: {organisation} memberi peran baru ({role.id}). Masuk dengan kode di {address}",
            f"Lopo: {organisation} added you ({role.en}). Sign in with a code at {address}",
        ),
    )


@transaction.atomic
def take_away(membership: Membership, by: Person) -> Text | None:
    """Take one role away, at once and everywhere. A sentence, and nothing is changed, when it has to stay."""
    if membership.role == Role.ADMIN:
        admins = Membership.objects.select_for_update().filter(role=Role.ADMIN, person__is_active=True)
        if not [pk for pk in admins.values_list("pk", flat=True) if pk != membership.pk]:
            return Text(
                "Ini pengurus sistem yang terakhir. Tambahkan pengurus lain dahulu.",
                "This is the last administrator. Add another one first.",
            )
    Membership.objects.filter(pk=membership.pk).delete()
    log.info(
        "person %s is no longer %s of organisation %s; done by person %s",
        membership.person_id, membership.role, membership.organisation_id, by.pk,
    )  # fmt: skip
    return None


def same_organisation(name: str, kind: Kind) -> Organisation | None:
    """An organisation of that kind with that name, however its letters are written."""
    return Organisation.objects.filter(name__iexact=name, kind=kind).order_by("pk").first()


def kinds_to_add() -> list[Kind]:
    """The kinds of organisation that the city adds itself; producers make their own."""
    return [kind for kind in KIND_TITLES if kind is not Kind.PRODUCER]
