"""Kinds of organisation and the roles a person can hold in each."""

from enum import StrEnum

from lopo.facts.text import Text


class Kind(StrEnum):
    """What an organisation is in the programme."""

    CITY = "city"
    RETAILER = "retailer"
    BANK = "bank"
    TRAINER = "trainer"
    PARK_MANAGER = "park_manager"
    INSPECTOR = "inspector"
    PRODUCER = "producer"


class Role(StrEnum):
    """What a person does in an organisation; each role belongs to exactly one kind."""

    OWNER = "owner"
    HELPER = "helper"
    OFFICER = "officer"
    ADMIN = "admin"
    BUYER = "buyer"
    CREDIT_OFFICER = "credit_officer"
    TRAINER = "trainer"
    PARK_MANAGER = "park_manager"
    INSPECTOR = "inspector"


KIND_OF_ROLE = {
    Role.OWNER: Kind.PRODUCER,
    Role.HELPER: Kind.PRODUCER,
    Role.OFFICER: Kind.CITY,
    Role.ADMIN: Kind.CITY,
    Role.BUYER: Kind.RETAILER,
    Role.CREDIT_OFFICER: Kind.BANK,
    Role.TRAINER: Kind.TRAINER,
    Role.PARK_MANAGER: Kind.PARK_MANAGER,
    Role.INSPECTOR: Kind.INSPECTOR,
}

PRODUCER_ROLES = frozenset({Role.OWNER, Role.HELPER})
STAFF_ROLES = frozenset(Role) - PRODUCER_ROLES
"""Roles that see other people's data, and so need a second factor to sign in."""

PARTNER_KINDS = frozenset(Kind) - {Kind.CITY, Kind.PRODUCER}
"""Kinds of organisation an owner can show her dossier to."""

KIND_TITLES = {
    Kind.CITY: Text("Pemerintah kota", "City government"),
    Kind.RETAILER: Text("Toko swalayan", "Supermarket"),
    Kind.BANK: Text("Bank", "Bank"),
    Kind.TRAINER: Text("Pelatih", "Trainer"),
    Kind.PARK_MANAGER: Text("Pengelola taman", "Park manager"),
    Kind.INSPECTOR: Text("Pemeriksa", "Inspector"),
    Kind.PRODUCER: Text("Usaha", "Producer"),
}

ROLE_TITLES = {
    Role.OWNER: Text("Pemilik usaha", "Owner"),
    Role.HELPER: Text("Pembantu usaha", "Helper"),
    Role.OFFICER: Text("Petugas kota", "City officer"),
    Role.ADMIN: Text("Pengurus sistem", "Administrator"),
    Role.BUYER: Text("Pembeli toko", "Buyer"),
    Role.CREDIT_OFFICER: Text("Petugas kredit", "Credit officer"),
    Role.TRAINER: Text("Pelatih", "Trainer"),
    Role.PARK_MANAGER: Text("Pengelola taman", "Park manager"),
    Role.INSPECTOR: Text("Pemeriksa", "Inspector"),
}


def roles_of(kind: Kind) -> tuple[Role, ...]:
    """The roles that exist in an organisation of this kind."""
    return tuple(role for role, its_kind in KIND_OF_ROLE.items() if its_kind == kind)
