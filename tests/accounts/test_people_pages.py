"""Organisations, roles given and taken away, helpers; and the first sign-in of who was invited."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from lopo.accounts.contact import Contact
from lopo.accounts.models import Membership, Organisation, Person
from lopo.accounts.people import invite, take_away
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Kind, Role
from lopo.accounts.sms import NotSent, OutboxSender
from lopo.accounts.views.helper import HELPERS_MOST
from tests.accounts.factories import PASSWORD, a_person, an_organisation, organisation_of
from tests.race import at_once, own_connections

pytestmark = pytest.mark.django_db
PHONE = "+6281234567890"


@pytest.fixture
def admin(client):
    admin = a_person(Role.ADMIN, name="Pak Anton")
    client.force_login(admin)
    OutboxSender.outbox.clear()
    return admin


@pytest.fixture
def shop():
    return an_organisation(Kind.RETAILER, "Swalayan Oebobo")


def page_of(organisation):
    return reverse("accounts:organisation", args=[organisation.pk])


def invited(client, organisation, contact="0812-3456-7890", role="buyer", name="Ibu Rambu"):
    filled = {"name": name, "contact": contact, "role": role}
    return client.post(page_of(organisation), filled)


def sign_in_by_code(client, **contact):
    """Ask for a code, read it where it was sent, and type it."""
    client.logout()
    OutboxSender.outbox.clear()
    mail.outbox.clear()
    client.post(reverse("account_request_login_code"), contact)
    sent = OutboxSender.outbox[-1][1] if OutboxSender.outbox else mail.outbox[-1].body
    code = re.search(r"\b([A-Z0-9]{3,4}-?[A-Z0-9]{3,4}|\d{6})\b", sent)[1]
    return client.post(reverse("account_confirm_login_code"), {"code": code})


# Organisations


@pytest.mark.parametrize("kind", ["retailer", "bank", "trainer", "park_manager", "inspector", "city"])
def test_an_organisation_is_added(client, admin, kind):
    answer = client.post(reverse("accounts:organisation_new"), {"name": "Lembaga Baru", "kind": kind})
    made = Organisation.objects.get(name="Lembaga Baru")
    assert (answer["Location"], made.kind) == (page_of(made), kind)
    assert client.get(page_of(made)).status_code == 200


@pytest.mark.parametrize(
    ("field", "filled"),
    [
        ("name", {"name": "", "kind": "bank"}),
        ("name", {"name": "swalayan OEBOBO", "kind": "retailer"}),
        ("name", {"name": "Toko\u202ex", "kind": "retailer"}),
        ("name", {"name": "x" * 161, "kind": "retailer"}),
        ("kind", {"name": "Dapur", "kind": "producer"}),
        ("kind", {"name": "Dapur", "kind": "kerajaan"}),
    ],
)
def test_a_slip_is_named_at_its_field(client, admin, shop, field, filled):
    before = Organisation.objects.count()
    answer = client.post(reverse("accounts:organisation_new"), filled)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Organisation.objects.count() == before


def listed(client, **query):
    return [
        row["organisation"].name
        for row in client.get(reverse("accounts:organisations"), query).context["rows"]
    ]


def test_the_list_is_filtered_and_searched(client, admin, shop):
    an_organisation(Kind.BANK, "Bank Contoh")
    an_organisation(Kind.PRODUCER, "Dapur Mama Yuli")
    a_person(Role.BUYER, shop, name="Ibu Rambu", phone=PHONE)
    assert {"Swalayan Oebobo", "Bank Contoh"} <= set(listed(client))
    assert "Dapur Mama Yuli" not in listed(client)
    assert listed(client, kind="producer") == ["Dapur Mama Yuli"]
    assert listed(client, search="rambu") == listed(client, search="0812345678") == ["Swalayan Oebobo"]
    assert listed(client, search="\x00' or 1=1 --") == []
    assert "Bank Contoh" in listed(client, kind="kerajaan", page="-7")


def test_the_pages_take_as_many_queries_for_many(client, admin, shop, django_assert_max_num_queries):
    a_person(Role.BUYER, shop)
    pages = (reverse("accounts:organisations"), page_of(shop))
    for many in (0, 30):
        for number in range(many):
            an_organisation(Kind.BANK, f"Bank {number}")
            a_person(Role.BUYER, shop)
        for page in pages:
            with django_assert_max_num_queries(8):
                client.get(page)


# Roles given


def test_somebody_new_is_invited_and_told_how_to_sign_in(client, admin, shop):
    invited(client, shop)
    person = Person.objects.get(phone=PHONE)
    assert (person.name, person.has_usable_password()) == ("Ibu Rambu", False)
    assert organisation_of(person) == shop
    [(number, text)] = OutboxSender.outbox
    assert number == PHONE
    assert reverse("account_request_login_code") in text
    assert "Swalayan Oebobo" in text
    shown = client.get(page_of(shop)).context["rows"]
    assert [(row["membership"].person, row["needs_second_factor"]) for row in shown] == [(person, True)]


def test_whoever_is_invited_by_phone_signs_in_with_a_code(client, admin, shop):
    invited(client, shop)
    sign_in_by_code(client, phone="0812-3456-7890")
    person = Person.objects.get(phone=PHONE)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.phone_verified
    assert client.get("/").url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_whoever_is_invited_by_email_signs_in_with_a_code(client, admin, shop):
    invited(client, shop, "Rambu@Swalayan.Contoh.id")
    assert mail.outbox[-1].to == ["rambu@swalayan.contoh.id"]
    sign_in_by_code(client, email="rambu@swalayan.contoh.id")
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="rambu@swalayan.contoh.id").pk)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_person_known_already_gets_the_role_and_keeps_her_name(client, admin, shop):
    person = a_person(phone=PHONE, name="Mama Yuliana")
    invited(client, shop, name="Orang Lain")
    person.refresh_from_db()
    assert (person.name, organisation_of(person)) == ("Mama Yuliana", shop)
    assert person.check_password(PASSWORD)


def test_a_password_set_by_who_never_showed_the_phone_does_not_open_the_role(client, admin, shop):
    person = a_person(phone=PHONE, phone_verified=False)
    invited(client, shop)
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_inviting_twice_changes_nothing_and_sends_nothing_more(client, admin, shop):
    invited(client, shop)
    invited(client, shop)
    assert Membership.objects.filter(organisation=shop).count() == 1
    assert len(OutboxSender.outbox) == 1


def test_a_gateway_that_fails_does_not_undo_the_invitation(client, admin, shop, monkeypatch):
    def fails(self, phone, text):
        raise NotSent

    monkeypatch.setattr(OutboxSender, "send", fails)
    answer = client.post(page_of(shop), {"name": "Ibu Rambu", "contact": PHONE, "role": "buyer"}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    assert Membership.objects.filter(organisation=shop).exists()


@pytest.mark.parametrize(
    ("field", "filled"),
    [
        ("contact", {"contact": "0380 833 555"}),
        ("contact", {"contact": ""}),
        ("role", {"role": "admin"}),
        ("role", {"role": "raja"}),
        ("name", {"name": "\u202e"}),
    ],
)
def test_a_slip_in_an_invitation_makes_nobody(client, admin, shop, field, filled):
    before = Person.objects.count()
    answer = client.post(page_of(shop), {"name": "Ibu", "contact": PHONE, "role": "buyer"} | filled)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Person.objects.count() == before


def test_a_role_of_another_kind_of_organisation_cannot_be_given(shop):
    with pytest.raises(ValueError, match="admin"):
        invite(shop, Role.ADMIN, Contact(phone=PHONE), name="Ibu")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OWNER, Role.BUYER, None])
def test_only_the_administrator_manages_people(client, shop, role):
    person = a_person(role)
    client.force_login(person)
    held = a_person(Role.BUYER, shop).memberships.get()
    pages = [
        reverse("accounts:organisations"),
        reverse("accounts:organisation_new"),
        page_of(shop),
        reverse("accounts:role_remove", args=[held.pk]),
    ]
    assert [client.get(page).status_code for page in pages] == [403] * 4
    assert [client.post(page).status_code for page in pages] == [403] * 4
    assert Membership.objects.filter(pk=held.pk).exists()


# Roles taken away


def test_a_role_is_taken_away_after_it_is_confirmed(client, admin, shop):
    buyer = a_person(Role.BUYER, shop)
    address = reverse("accounts:role_remove", args=[buyer.memberships.get().pk])
    assert client.get(address).context["membership"].person == buyer
    assert buyer.memberships.exists()
    assert client.post(address)["Location"] == page_of(shop)
    assert not buyer.memberships.exists()
    assert scope_for(Person.objects.get(pk=buyer.pk), "partner.dossiers") is None
    assert client.post(address).status_code == 404


def test_the_last_administrator_stays(client, admin):
    address = reverse("accounts:role_remove", args=[admin.memberships.get().pk])
    assert client.get(address).context["own"]
    answer = client.post(address, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert admin.memberships.exists()
    a_person(Role.ADMIN, is_active=False)
    assert take_away(admin.memberships.get(), admin) is not None
    a_person(Role.ADMIN)
    assert take_away(admin.memberships.get(), admin) is None


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_take_each_other_away_leave_one():
    first, second = a_person(Role.ADMIN), a_person(Role.ADMIN)
    roles = [person.memberships.get() for person in (first, second)]
    with own_connections():
        given = at_once(lambda: take_away(roles[0], second), lambda: take_away(roles[1], first))
        assert sorted(each is None for each in given) == [False, True]
        assert Membership.objects.filter(role=Role.ADMIN).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_invitations_of_one_person_at_once_make_one():
    shop = an_organisation(Kind.RETAILER)
    with own_connections():
        given = at_once(*[lambda: invite(shop, Role.BUYER, Contact(phone=PHONE), name="Ibu")] * 2)
        assert sorted(each.new_role for each in given) == [False, True]
        assert Person.objects.filter(phone=PHONE).count() == 1


# Helpers


@pytest.fixture
def owner(client):
    owner = a_person(Role.OWNER, an_organisation(Kind.PRODUCER, "Dapur Mama Yuli"))
    client.force_login(owner)
    OutboxSender.outbox.clear()
    return owner


def add_helper(client, contact="0812-3456-7890"):
    return client.post(reverse("accounts:helpers"), {"name": "Nona Rambu", "contact": contact})


def test_an_owner_adds_a_helper_who_signs_in_and_lets_her_go(client, owner):
    add_helper(client)
    helper = Person.objects.get(phone=PHONE)
    assert helper.organisation_ids(Role.HELPER) == {organisation_of(owner).pk}
    assert "Dapur Mama Yuli" in OutboxSender.outbox[0][1]
    sign_in_by_code(client, phone=PHONE)
    assert client.get(reverse("standards:products")).status_code == 200
    assert client.get(reverse("accounts:helpers")).status_code == 403

    client.force_login(owner)
    address = reverse("accounts:helper_remove", args=[helper.memberships.get().pk])
    assert client.get(address).status_code == 200
    client.post(address)
    assert not helper.memberships.exists()


def test_the_owner_cannot_be_her_own_helper(client, owner):
    answer = add_helper(client, owner.phone)
    assert answer.status_code == 422
    assert owner.memberships.count() == 1


def test_an_owner_reaches_neither_another_s_helpers_nor_an_owner_s_role(client, owner):
    other = a_person(Role.OWNER)
    helper = a_person(Role.HELPER, organisation_of(other))
    for membership in (helper.memberships.get(), other.memberships.get(), owner.memberships.get()):
        assert client.post(reverse("accounts:helper_remove", args=[membership.pk])).status_code == 404
    assert client.get(reverse("accounts:helpers_of", args=[organisation_of(other).pk])).status_code == 404
    assert helper.memberships.exists()


def test_an_owner_of_two_businesses_adds_to_the_one_she_chose(client, owner):
    second = an_organisation(Kind.PRODUCER, "Tenun Mama Yuli")
    Membership.objects.create(person=owner, organisation=second, role=Role.OWNER)
    address = reverse("accounts:helpers_of", args=[second.pk])
    client.post(address, {"name": "Nona Rambu", "contact": PHONE})
    assert organisation_of(Person.objects.get(phone=PHONE)) == second


def test_there_is_an_end_to_messages_at_the_city_s_cost(client, owner):
    for _number in range(HELPERS_MOST):
        a_person(Role.HELPER, organisation_of(owner))
    assert add_helper(client).status_code == 422
    assert OutboxSender.outbox == []


def test_the_helpers_page_takes_as_many_queries_for_many(client, owner, django_assert_max_num_queries):
    for many in (1, 10):
        for _number in range(many):
            a_person(Role.HELPER, organisation_of(owner))
        with django_assert_max_num_queries(8):
            client.get(reverse("accounts:helpers"))
