"""The people of the demo city: how they are made, and how to sign in as each of those worth being."""

from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from lopo.accounts.models import Membership, Organisation, Person
from lopo.accounts.phone import read_phone
from lopo.accounts.roles import ROLE_TITLES, Kind, Role
from lopo.facts.text import Text
from lopo.site.demo.plans import BadCity, CityPlan
from lopo.site.demo.reading import read_city


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as one person: phone, password, and for staff the secret of the authenticator."""

    name: str
    login: str
    password: str
    secret: str
    held: Role
    what: Text
    """What there is to see, or for whom the person works."""

    @property
    def role(self) -> Text:
        title = ROLE_TITLES[self.held]
        return Text(f"{title.id} · {self.what.id}", f"{title.en} · {self.what.en}")


def demo_sign_ins() -> tuple[SignIn, ...]:
    """The owners worth being first, then their helpers, then the staff of the partners."""
    city = read_city()
    partners = {partner.id: partner.name for partner in city.partners}
    owners = [
        SignIn(each.owner, each.phone, city.password, "", Role.OWNER, each.sign_in)
        for each in city.businesses
        if each.sign_in is not None
    ]
    helpers = [
        SignIn(*each.helper, city.password, "", Role.HELPER, Text.same(each.name))
        for each in city.businesses
        if each.helper is not None
    ]
    staff = [
        SignIn(
            name=each.name,
            login=each.phone,
            password=city.password,
            secret=each.secret,
            held=Role(each.role),
            what=Text.same(partners[each.partner]),
        )
        for each in city.staff
    ]
    return (*owners, *helpers, *staff)


class Residents:
    """Makes the people of a city; one hash of the password serves all, since hashing is slow by design."""

    def __init__(self, city: CityPlan) -> None:
        self.city = city
        self._password = make_password(city.password)
        self.partners: dict[str, Organisation] = {}
        self.staff: dict[str, Person] = {}
        self.partner_of: dict[str, Person] = {}
        """Who looks for a partner: the first of its staff."""

    def settle_staff(self) -> None:
        """Make the partners and their staff, each with an authenticator. Raises :class:`BadCity`."""
        for plan in self.city.partners:
            self.partners[plan.id] = Organisation.objects.create(name=plan.name, kind=Kind(plan.kind))
        for each in self.city.staff:
            person = self.person(each.name, each.phone, f"people.toml: {each.id}")
            self.join(person, self.partners[each.partner], Role(each.role))
            TOTP.activate(person, each.secret)
            self.staff[each.id] = person
            self.partner_of.setdefault(each.partner, person)

    def person(self, name: str, phone: str, place: str) -> Person:
        """Somebody with a verified phone and the demo's password. Raises :class:`BadCity`."""
        number = demo_phone(phone, self.city, place)
        person = Person.objects.create_user(phone=number, phone_verified=True, name=name)
        self.give_password(person)
        return person

    def give_password(self, person: Person) -> None:
        """Let ``person`` sign in, as after following the code sent to the phone."""
        person.password, person.phone_verified = self._password, True
        person.save(update_fields=["password", "phone_verified"])

    def join(self, person: Person, organisation: Organisation, role: Role) -> None:
        """Give ``person`` a role, which must exist in that kind of organisation."""
        membership = Membership(person=person, organisation=organisation, role=role, kind=organisation.kind)
        membership.full_clean()
        membership.save()


def demo_phone(phone: str, city: CityPlan, place: str) -> str:
    """The phone in E.164, of the range that belongs to nobody. Raises :class:`BadCity`."""
    number = read_phone(phone)
    if isinstance(number, Text):
        raise BadCity(place, number.en)
    if not phone.startswith(city.phones):
        raise BadCity(place, f"{phone} may be somebody's; the demo's numbers begin with {city.phones}")
    return number
