"""A retailer's terms: held against the law, published as dated versions, read by everybody."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from lopo.accounts.roles import Role
from lopo.costing.channel import law
from lopo.facts.kinds import Refused
from lopo.retail.books.terms import contract_of, draft_of, publish, save_draft, terms_on
from lopo.retail.models import RetailTerms
from lopo.retail.terms.caps import AskedTerms, held_against_law, registration_cap
from lopo.retail.terms.sentences import sentences
from lopo.standards.standings import today
from tests.accounts.factories import a_person
from tests.race import at_once, own_connections
from tests.retail.shops import a_shop
from tests.standards.own_gates.gates import a_buyer

TOLD = {
    "mode": "purchase",
    "format": "minimarket",
    "margin_percent": "25",
    "fee_percent": "10",
    "registration_outlet_idr": "0",
    "registration_all_idr": "0",
    "days_to_pay": "14",
    "counts_from": "invoice",
    "returns_taken": "yes",
    "returns_paid_by": "producer",
    "pulled_days_before_expiry": "",
    "remaining_life_percent": "60",
    "notes": "",
}


def asked(**changed):
    usual = AskedTerms("minimarket", Decimal(10), 0, 0, 14, 60)
    return AskedTerms(**{name: getattr(usual, name) for name in usual.__slots__} | changed)


def test_terms_within_the_law_hear_nothing():
    assert held_against_law(asked()) == ()


@pytest.mark.parametrize("format", ["minimarket", "supermarket", "hypermarket"])
def test_a_fee_at_the_cap_is_taken_and_one_rupiah_more_is_refused(format):
    cap = registration_cap(format)
    at_cap = asked(format=format, registration_outlet_idr=cap.each_outlet_idr)
    above = asked(format=format, registration_outlet_idr=cap.each_outlet_idr + 1)
    assert not any(each.refuses for each in held_against_law(at_cap))
    refused = [each for each in held_against_law(above) if each.refuses]
    assert [each.field for each in refused] == ["registration_outlet_idr"]
    assert "pasal 11" in refused[0].rule.id and refused[0].confidence == "corroborated"


def test_what_is_still_to_be_verified_warns_and_refuses_nothing():
    said = held_against_law(asked(days_to_pay=30, registration_outlet_idr=1, remaining_life_percent=80))
    assert {each.field for each in said} == {
        "days_to_pay",
        "registration_outlet_idr",
        "remaining_life_percent",
    }
    assert not any(each.refuses for each in said)
    assert {each.confidence for each in said} == {"to-verify"}


@given(fee=st.decimals(0, 100, places=2))
def test_deductions_are_refused_above_the_cap_and_only_then(fee):
    refused = any(each.refuses for each in held_against_law(asked(fee_percent=fee)))
    assert refused == (fee > law().fee_percent_most)


@pytest.fixture
def buyer(client, db):
    person = a_buyer()
    client.force_login(person)
    return person


def shop_of(buyer):
    return buyer.memberships.get().organisation


def write(client, buyer, **changed):
    told = TOLD | {"valid_from": today().isoformat()} | changed
    return client.post(reverse("retail:terms", args=[shop_of(buyer).pk]), told)


def publish_page(client, buyer, revision=0):
    address = reverse("retail:terms_publish", args=[shop_of(buyer).pk])
    return client.post(address, {"revision": revision})


def test_written_published_and_read_by_everybody(client, buyer):
    assert write(client, buyer).status_code == 302
    assert terms_on(shop_of(buyer), today()) is None
    assert publish_page(client, buyer).status_code == 302
    terms = terms_on(shop_of(buyer), today())
    assert (terms.margin_percent, terms.returns_paid_by, terms.published_by) == (25, "producer", buyer)
    assert (contract_of(terms).days, contract_of(terms).counts_from) == (14, "invoice")
    client.logout()
    page = client.get(reverse("retail:retailer", args=[shop_of(buyer).pk])).content.decode()
    assert "25%" in page and "tagihan lengkap" in page


def test_above_the_cap_is_saved_as_a_draft_and_not_published(client, buyer):
    write(client, buyer, fee_percent="18")
    page = client.get(reverse("retail:terms", args=[shop_of(buyer).pk])).content.decode()
    assert "Potongan 18% lebih dari batas 15%" in page
    sent = publish_page(client, buyer)
    assert sent.status_code == 422
    assert "Permendag 23/2021 pasal 11" in sent.content.decode()
    assert RetailTerms.objects.get().published_at is None


def test_what_cannot_be_published_has_no_button_but_what_to_change_and_where(client, buyer):
    page = reverse("retail:terms", args=[shop_of(buyer).pk])
    publishing = reverse("retail:terms_publish", args=[shop_of(buyer).pk])
    write(client, buyer, fee_percent="18", registration_outlet_idr="90.000", registration_all_idr="90.000")
    text = client.get(page).content.decode()
    assert publishing not in text
    for words in ("Belum bisa diterbitkan", "Tulis paling banyak 15%.", "Tulis paling banyak Rp50.000."):
        assert words in text
    assert 'href="#id_fee_percent"' in text and 'id="id_fee_percent"' in text
    write(client, buyer, revision=0, valid_from="2020-01-01")
    text = client.get(page).content.decode()
    assert publishing not in text
    assert "Hari mulai berlaku sudah lewat." in text
    write(client, buyer, revision=1)
    assert publishing in client.get(page).content.decode()


def test_the_next_draft_begins_on_a_day_that_is_free(client, buyer):
    write(client, buyer)
    publish_page(client, buyer)
    form = client.get(reverse("retail:terms", args=[shop_of(buyer).pk])).context["form"]
    assert form["valid_from"].value() == today() + dt.timedelta(days=1)


def test_a_fee_for_each_outlet_without_a_most_in_all_is_refused(client, buyer):
    sent = write(client, buyer, registration_outlet_idr="50.000", registration_all_idr="0")
    assert sent.status_code == 422
    assert "Semua gerai" in sent.content.decode()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"days_to_pay": 1}, "1 day after the complete bill is received"),
        ({"returns_taken": True, "returns_paid_by": "shared"}, "go back to the producer; the cost is shared"),
        ({"returns_taken": True, "returns_paid_by": ""}, "go back to the producer"),
        ({"registration_all_idr": 90_000}, "at most Rp90,000 in all"),
        ({"registration_outlet_idr": 9_000}, "Rp9,000 an outlet"),
        ({"pulled_days_before_expiry": 21}, "21 days before expiry"),
        ({"notes": "Antar Selasa"}, "Antar Selasa"),
    ],
)
def test_terms_are_said_in_words(changed, says):
    usual = {
        "mode": "purchase", "format": "minimarket", "margin_percent": 25, "fee_percent": 0,
        "registration_outlet_idr": 0, "registration_all_idr": 0, "days_to_pay": 14, "counts_from": "invoice",
        "returns_taken": False, "returns_paid_by": "", "remaining_life_percent": 67,
        "pulled_days_before_expiry": None, "notes": "",
    }  # fmt: skip
    assert says in [each.says.en for each in sentences(SimpleNamespace(**usual | changed))]


def test_a_long_wait_for_money_is_warned_of_with_its_confidence(client, buyer):
    write(client, buyer, days_to_pay="45")
    page = client.get(reverse("retail:terms", args=[shop_of(buyer).pk])).content.decode()
    assert "Perpres 112/2007" in page and "masih perlu dipastikan" in page
    assert publish_page(client, buyer).status_code == 302


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("margin_percent", "100", "0 sampai 99"),
        ("margin_percent", "dua", "angka"),
        ("registration_outlet_idr", "Rp1,5", "bulat"),
        ("remaining_life_percent", "101", "Paling banyak 100"),
        ("returns_paid_by", "", "siapa yang menanggung"),
        ("valid_from", "kapan-kapan", "tanggal"),
    ],
)
def test_a_figure_that_cannot_be_stays_as_typed_and_is_explained(client, buyer, field, typed, said):
    sent = write(client, buyer, **{field: typed})
    assert sent.status_code == 422
    assert typed in sent.content.decode() and said in sent.content.decode()
    assert not RetailTerms.objects.exists()


def test_before_now_and_ahead_are_told_apart(client):
    shop = a_shop("Toko Tiga")
    later = today() + dt.timedelta(days=40)
    for day, margin in ((dt.date(2026, 2, 1), 30), (later, 35)):
        told = {name: getattr(shop.terms, name) for name in TOLD} | {"margin_percent": margin}
        RetailTerms.objects.create(
            retailer=shop.retailer, valid_from=day, made_by=shop.buyer, published_by=shop.buyer,
            published_at="2026-01-01T00:00Z", **told,
        )  # fmt: skip
    shown = client.get(reverse("retail:retailer", args=[shop.retailer.pk])).context
    assert shown["now"]["terms"].margin_percent == 30
    assert [each["terms"].margin_percent for each in shown["before"]] == [25]
    assert [each["terms"].margin_percent for each in shown["ahead"]] == [35]


test_before_now_and_ahead_are_told_apart = pytest.mark.django_db(test_before_now_and_ahead_are_told_apart)


def test_of_two_who_write_at_once_the_second_is_told(client, buyer):
    write(client, buyer)
    assert write(client, buyer, revision=0, margin_percent="30").status_code == 302
    sent = write(client, buyer, revision=0, margin_percent="35")
    assert sent.status_code == 422 and "Orang lain baru saja" in sent.content.decode()
    assert draft_of(shop_of(buyer)).margin_percent == 30
    form = sent.context["form"]
    assert (form["margin_percent"].value(), form["revision"].value()) == ("35", "1")
    assert write(client, buyer, revision=1, margin_percent="35").status_code == 302
    assert publish_page(client, buyer, revision=0).status_code == 422
    assert draft_of(shop_of(buyer)).margin_percent == 35


def test_terms_that_hold_already_from_that_day_or_from_the_past_are_refused(client, buyer):
    write(client, buyer)
    publish_page(client, buyer)
    write(client, buyer)
    assert "Sudah ada syarat" in publish_page(client, buyer).content.decode()
    write(client, buyer, revision=0, valid_from="2020-01-01")
    assert "sudah lewat" in publish_page(client, buyer, revision=1).content.decode()


@pytest.mark.parametrize("role", [Role.OWNER, Role.OFFICER])
def test_others_read_and_cannot_write(client, db, role):
    shop = a_shop()
    client.force_login(a_person(role))
    assert client.get(reverse("retail:retailer", args=[shop.retailer.pk])).status_code == 200
    assert client.get(reverse("retail:terms", args=[shop.retailer.pk])).status_code == 403


def test_another_buyer_finds_no_form(client, buyer):
    shop = a_shop("Toko Lain")
    assert client.get(reverse("retail:terms", args=[shop.retailer.pk])).status_code == 404
    assert client.get(reverse("retail:stores", args=[shop.retailer.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_publish_at_once_and_one_is_told():
    buyer = a_buyer()
    told = {**TOLD, "valid_from": today(), "returns_taken": True, "pulled_days_before_expiry": None}
    draft = save_draft(shop_of(buyer), told, None, buyer)
    with own_connections():
        given = at_once(
            *(lambda: publish(RetailTerms.objects.get(pk=draft.pk), 0, buyer, today()) for _n in range(2))
        )
    assert sorted(isinstance(each, Refused) for each in given) == [False, True]
