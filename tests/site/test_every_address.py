"""Every address of the site, tried by every role and by nobody, straight from the URL table.

What is expected comes from the permission table, not from the views.
"""

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Role
from lopo.accounts.stated import stated_for
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.site.every_object import every_object

NOBODY, NO_ROLE, STRANGER, PARTNER = (
    "signed out",
    "no role",
    "owner of another business",
    "partner by consent",
)
WHO = (NOBODY, NO_ROLE, STRANGER, PARTNER, *Role)


def every_pattern(resolver=None, route="", namespaces=()):
    """Each address as (name with its namespaces, the names of its arguments, the view)."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            spaces = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from every_pattern(entry, path, spaces)
        elif isinstance(entry, URLPattern):
            names = tuple(entry.pattern.regex.groupindex) or tuple(entry.pattern.converters)
            yield ":".join((*namespaces, entry.name or "")), path, names, entry.callback


ADDRESSES = {name: (path, names, view) for name, path, names, view in every_pattern()}


def permission_of(name):
    view = ADDRESSES[name][2]
    return getattr(view, "permission", None) or stated_for(name)


@pytest.fixture
def city(db):
    """One kitchen with everything an address can name."""
    return every_object()


def somebody(who, city):
    if who == NOBODY:
        return None
    if who == NO_ROLE:
        return a_person()
    if who == STRANGER:
        return a_kitchen("Dapur Lain", "Abon ikan").owner
    if who == PARTNER:
        return a_person(Role.BUYER, city["shop"])
    if who is Role.OWNER:
        return city["kitchen"].owner
    if who is Role.HELPER:
        return a_person(Role.HELPER, city["kitchen"].business.organisation)
    return a_person(who)


def address(name, city):
    _path, names, _view = ADDRESSES[name]
    arguments = {**city["arguments"], **({"pk": city["pk"][name]} if "pk" in names else {})}
    return reverse(name, kwargs={key: arguments[key] for key in names})


def test_every_address_has_a_stated_permission():
    without = [name for name in ADDRESSES if permission_of(name) is None]
    assert without == []


def left_nothing(response):
    """Whether the next request will come just as this one did, with the same session and cookies."""
    touched = response.wsgi_request.session.modified
    return not touched and set(response.cookies) <= {settings.CSRF_COOKIE_NAME}


@pytest.mark.parametrize("who", WHO)
def test_every_address_answers_as_the_permission_table_says(who, city, client):
    person = somebody(who, city)
    wrong = []
    as_signed_in = False
    for name in sorted(ADDRESSES):
        if not as_signed_in:
            client.logout()
            if person is not None:
                client.force_login(person)
        response = client.get(address(name, city))
        as_signed_in = left_nothing(response)
        permission = permission_of(name)
        held = scope_for(person, permission) is not None
        signed_out_to_login = response.status_code == 302 and "/akun/login/" in response["Location"]
        if response.status_code >= 500:
            wrong.append((name, response.status_code, "must never fail"))
        elif not held and person is None and not signed_out_to_login:
            wrong.append((name, response.status_code, "must send to sign in"))
        elif not held and person is not None and response.status_code != 403:
            wrong.append((name, response.status_code, "must be refused"))
        elif held and not permission.startswith(("account.", "api.")) and response.status_code == 403:
            wrong.append((name, response.status_code, "must be let in"))
    assert wrong == []


NAMES_OF_OBJECTS = {"public_id", "business_id", "pk", "number", "consent_id", "token_id"}
NAMES_OF_OBJECTS |= {"organisation_id", "membership_id", "receipt", "own_gate_id"}
NAMES_OF_OBJECTS |= {"raw_lot_id", "batch_id", "limit_id", "recall_id"}
NAMES_OF_OBJECTS |= {"partner_id", "pledge_id", "delivery_id", "letter_id", "visit_receipt", "milestone_id"}
NAMES_OF_OBJECTS |= {"session_id", "enrolment_id", "ticket", "material_id", "homework_id", "sheet_id"}
NAMES_OF_OBJECTS |= {
    "order_public",
    "import_public",
    "delivery_public",
    "invoice_public",
    "pool_public",
    "payment_id",
    "feedback_id",
    "listing_id",
}

OBJECT_PAGES = [
    name
    for name, (_path, names, _view) in ADDRESSES.items()
    if name.startswith(
        (
            "producers:",
            "standards:",
            "accounts:",
            "labels:",
            "costing:",
            "nutrition:",
            "quality:",
            "training:",
            "retail:",
            "market:feedback",
            "market:showing",
            "market:publish",
            "market:picture",
        )
    )
    and set(names) & NAMES_OF_OBJECTS
]


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_owner_reaches_nothing_of_this_one(method, city, client):
    client.force_login(somebody(STRANGER, city))
    reached = {}
    for name in OBJECT_PAGES:
        response = getattr(client, method)(address(name, city))
        if response.status_code not in (403, 404, 405):
            reached[name] = response.status_code
    assert reached == {}


def test_a_partner_without_consent_reaches_nothing(city, client):
    client.force_login(a_person(Role.BUYER))
    reached = {}
    for name in OBJECT_PAGES:
        response = client.get(address(name, city))
        if response.status_code not in (403, 404, 405):
            reached[name] = response.status_code
    assert reached == {}


def test_a_partner_by_consent_reads_and_cannot_change(city, client):
    client.force_login(somebody(PARTNER, city))
    assert client.get(address("standards:product", city)).status_code == 200
    changed = {}
    for name in OBJECT_PAGES:
        response = client.post(address(name, city), {"value": "Sambal palsu"})
        reads_only = name in ("standards:product", "standards:product_gate", "producers:dossier")
        reads_only |= name in ("producers:papers", "producers:evidence", "producers:dossier_pdf")
        if response.status_code not in (403, 404, 405) and not reads_only:
            changed[name] = response.status_code
    assert changed == {}
    assert "Sambal palsu" not in str(city["kitchen"].business.statements.values_list("value"))
