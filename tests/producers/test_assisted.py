"""An officer types for an owner who has no smartphone; the owner gets a receipt."""

import pytest
from django.test import Client
from django.urls import reverse

from lopo.accounts.models import AssistedEntry, Person
from lopo.accounts.roles import Role
from lopo.accounts.sms import OutboxSender
from lopo.producers.models import Business, Kelurahan, Product, Statement
from lopo.producers.records import dossier_of
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.race import at_once, own_connections

pytestmark = pytest.mark.django_db
NEW = "/pendampingan/baru/"


@pytest.fixture
def officer(client):
    officer = a_person(Role.OFFICER, name="Ibu Ester")
    client.force_login(officer)
    OutboxSender.outbox.clear()
    return officer


def typed(**other):
    return {
        "owner": "Mama Yuliana",
        "phone": "0812-3456-7890",
        "name": "Dapur Mama Yuliana",
        "kelurahan": Kelurahan.objects.get(name="Oebobo").pk,
        **other,
    }


def enter(client, **other):
    """The whole visit: business, product, one answer, receipt; gives the answer to the last step."""
    client.post(NEW, typed(**other))
    business = Business.objects.get()
    address = reverse("producers:product_new_for", args=[business.pk])
    client.post(address, {"name": "Sambal lu'at", "kind": "food"})
    product = Product.objects.get()
    client.post(reverse("producers:ask", args=[product.public_id, "label.net_quantity"]), {"value": "150"})
    return client.post(reverse("producers:assisted_done", args=[business.pk]))


def test_the_owner_has_her_business_and_may_sign_in_later(client, officer):
    answer = client.post(NEW, typed())
    business = Business.objects.get()
    assert answer["Location"] == reverse("producers:product_new_for", args=[business.pk])
    owner = Person.objects.get(phone="+6281234567890")
    assert not owner.has_usable_password()
    assert owner.organisation_ids(Role.OWNER) == {business.organisation_id}
    assert not business.organisation.memberships.filter(person=officer).exists()


def test_an_owner_without_a_phone_is_entered_too(client, officer):
    client.post(NEW, typed(phone=""))
    assert not Business.objects.get().organisation.memberships.exists()


def test_an_owner_without_a_phone_stands_on_her_receipt(client, officer):
    receipt = client.get(enter(client, phone="")["Location"]).content.decode()
    assert "Mama Yuliana</dd>" in receipt
    assert "sesudah masuk" not in receipt
    assert "setelah masuk" not in receipt


def test_an_owner_without_a_phone_sent_twice_is_one_business(client, officer):
    first, second = client.post(NEW, typed(phone="")), client.post(NEW, typed(phone=""))
    assert first["Location"] == second["Location"]
    assert Business.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_owner_without_a_phone_sent_twice_at_once_is_one_business():
    officer = a_person(Role.OFFICER)
    filled = typed(phone="")

    def send():
        client = Client()
        client.force_login(officer)
        return client.post(NEW, filled)["Location"]

    with own_connections():
        first, second = at_once(send, send)
        assert first == second
        assert Business.objects.count() == 1


def test_the_receipt_says_who_typed_and_what(client, officer):
    answer = enter(client)
    entry = AssistedEntry.objects.get()
    assert answer["Location"] == reverse("accounts:receipt", args=[entry.number])
    assert entry.officer == officer
    lines = {line["title"]: line["value"] for line in entry.lines}
    assert "Dapur Mama Yuliana" in lines.values()
    assert "Oebobo" in lines.values()
    assert [value for title, value in lines.items() if title.startswith("Sambal lu'at: ")] == ["150"]
    assert "Ibu Ester" in client.get(answer["Location"]).content.decode()


def test_the_owner_gets_the_number_and_opens_the_receipt(client, officer):
    enter(client)
    entry = AssistedEntry.objects.get()
    [(number, text)] = OutboxSender.outbox
    assert number == "+6281234567890"
    assert entry.number in text
    assert "Ibu Ester" in text
    client.force_login(Person.objects.get(phone="+6281234567890"))
    assert client.get(reverse("accounts:receipt", args=[entry.number])).status_code == 200


def test_pressing_twice_gives_one_receipt(client, officer):
    first = enter(client)
    again = client.post(reverse("producers:assisted_done", args=[Business.objects.get().pk]))
    assert again["Location"] == first["Location"]
    assert AssistedEntry.objects.count() == 1
    assert len(OutboxSender.outbox) == 1


def test_the_record_says_whose_word_it_is_and_who_typed_it(client, officer):
    enter(client)
    told = Statement.objects.get()
    assert (told.said_by, told.typed_by) == ("owner", officer)
    assert dossier_of(Product.objects.get())["label.net_quantity"].provenance.who == "Ibu Ester"


def test_a_later_change_leaves_the_receipt_as_it_was(client, officer):
    enter(client)
    before = AssistedEntry.objects.get().lines
    product = Product.objects.get()
    client.post(reverse("producers:ask", args=[product.public_id, "label.net_quantity"]), {"value": "200"})
    assert AssistedEntry.objects.get().lines == before


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("phone", {"phone": "0380 833555"}),
        ("owner", {"owner": ""}),
        ("name", {"name": "x" * 161}),
        ("name", {"name": "Dapur\u202erupaD"}),
        ("kelurahan", {"kelurahan": "999999"}),
    ],
)
def test_a_slip_is_named_at_its_field_and_nothing_is_made(client, officer, field, other):
    answer = client.post(NEW, typed(**other))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Business.objects.exists()
    assert not Person.objects.filter(phone="+6281234567890").exists()


def test_a_number_that_has_an_account_is_explained(client, officer):
    a_person(phone="+6281234567890")
    assert "phone" in client.post(NEW, typed()).context["form"].errors


def test_owners_do_not_enter_for_others(client, officer):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    assert client.get(NEW).status_code == 403
    assert client.post(reverse("producers:assisted_done", args=[kitchen.business.pk])).status_code == 403
