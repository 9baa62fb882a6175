"""The pages of cost: one question after the other, the answer, own terms, the book; and who sees nothing."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.roles import Kind, Role
from lopo.costing.models import Purchase
from lopo.costing.purchase_book import write_down
from lopo.costing.short_form import QUESTIONS
from lopo.producers.models import Statement
from lopo.producers.records import dossier_of
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen, tell
from tests.costing.kitchens import SAMBAL

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FEWER_THAN = 16


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    return kitchen


@pytest.fixture
def sambal(kitchen):
    tell(kitchen, SAMBAL)
    return kitchen


def of(kitchen, name="product", *more):
    return reverse(f"costing:{name}", args=[kitchen.product.public_id, *more])


def book(kitchen):
    return reverse("costing:purchases", args=[kitchen.business.pk])


def told(kitchen, fact):
    return dossier_of(kitchen.product).value(fact)


def text(response):
    return response.content.decode()


# The short form


def test_the_questions_come_one_after_the_other_and_end_in_an_answer(client, kitchen):
    tell(
        kitchen, {"recipe.ingredients": [{"name": "cabai", "amount": "2000"}, {"name": "air", "amount": "9"}]}
    )
    answers = {
        "cost.batch_pieces": [{"cost.batch_pieces": "20"}],
        "cost.purchases": [{"name": "cabai", "paid": "45.000", "pack": "1 kg"}, {"name": "air", "free": "1"}],
        "cost.waste_percent": [{"cost.waste_percent": "10"}],
        "cost.packaging_idr": [{"cost.packaging_idr": "3.300"}],
        "cost.labour_minutes": [{"cost.labour_minutes": "360"}],
        "cost.wage_per_hour_idr": [{"cost.wage_per_hour_idr": "10.000", "guess": "1"}],
        "cost.energy_idr": [{"cost.energy_idr": "6000"}],
        "cost.equipment_idr": [{"cost.equipment_idr": "1.500.000", "cost.equipment_batches": "500"}],
        "cost.overhead_month_idr": [{"cost.overhead_month_idr": "0", "cost.pieces_month": ""}],
        "price.retail_idr": [{"price.retail_idr": "25.000"}],
    }
    asked = []
    for _turn in range(20):
        where = client.get(of(kitchen, "ask_next"))["Location"]
        if where == of(kitchen):
            break
        fact = where.rstrip("/").rpartition("/")[2]
        asked.append(fact)
        assert client.get(where).status_code == 200
        assert client.post(where, answers[fact].pop(0)).status_code == 302
    assert list(dict.fromkeys(asked)) == list(QUESTIONS)
    page = client.get(of(kitchen))
    # 4,500 + a ninth of it 500 + 3,300 + 3,000 + 300 + 150
    assert page.context["report"].basis_idr == 11_750
    assert "Rp11.750" in text(page)
    assert told(kitchen, "cost.guessed") == ("cost.wage_per_hour_idr",)
    assert told(kitchen, "cost.pieces_month") is None


def test_an_answer_that_cannot_be_is_explained_and_kept_as_typed(client, kitchen):
    page = client.post(of(kitchen, "ask", "cost.waste_percent"), {"cost.waste_percent": "150"})
    assert page.status_code == 422
    assert "Paling banyak 90%" in text(page) and 'value="150"' in text(page)
    assert client.post(of(kitchen, "ask", "cost.batch_pieces"), {"cost.batch_pieces": ""}).status_code == 422
    assert Statement.objects.count() == 0


def test_a_question_is_skipped_for_this_walk_only(client, kitchen):
    client.post(of(kitchen, "ask", "cost.batch_pieces"), {"skip": "1"})
    assert client.get(of(kitchen, "ask_next"))["Location"] == of(kitchen, "ask", "cost.purchases")
    again = client.get(of(kitchen, "ask_next") + "?lagi=1")
    assert again["Location"] == of(kitchen, "ask", "cost.batch_pieces")


def test_without_a_recipe_the_whole_shopping_is_asked(client, kitchen):
    ask = of(kitchen, "ask", "cost.purchases")
    assert "semua bahan" in text(client.get(ask)) or "all materials" in text(client.get(ask))
    assert client.post(ask, {"whole": "satu juta", "whole_saved": "1"}).status_code == 422
    client.post(ask, {"whole": "120.000", "whole_saved": "1", "guess": "1"})
    assert told(kitchen, "cost.materials_batch_idr") == 120_000
    assert told(kitchen, "cost.guessed") == ("cost.materials_batch_idr",)


@pytest.mark.parametrize(
    "answer",
    [{"paid": "", "pack": "1 kg"}, {"paid": "45.000", "pack": "3 ikat"}, {"paid": "0", "pack": "1 kg"}],
)
def test_a_price_that_cannot_be_is_refused_and_nothing_is_kept(client, kitchen, answer):
    tell(kitchen, {"recipe.ingredients": [{"name": "cabai", "amount": "2000"}]})
    page = client.post(of(kitchen, "ask", "cost.purchases"), {"name": "cabai", **answer})
    assert page.status_code == 422
    assert page.context["error"]
    assert not Purchase.objects.exists()


def test_an_ingredient_that_is_not_in_the_recipe_is_not_priced_here(client, kitchen):
    tell(kitchen, {"recipe.ingredients": [{"name": "cabai", "amount": "2000"}]})
    page = client.post(of(kitchen, "ask", "cost.purchases"), {"name": "emas", "paid": "1", "pack": "1 g"})
    assert page.status_code == 404


def test_other_facts_have_no_page_here(client, kitchen):
    assert client.get(of(kitchen, "ask", "label.name")).status_code == 404


# The answer


def test_the_answer_stands_on_one_page(client, sambal):
    page = client.get(of(sambal))
    body = text(page)
    assert "Rp14.750" in body and "Rp10.250" in body
    assert page.context["losing"] == []
    assert "<svg" in body and "cost-bars" in body
    assert page.context["if_change"].after.idr == 15_750


def test_a_price_that_loses_money_is_said(client, sambal):
    tell(sambal, {"price.retail_idr": "15000"})
    page = client.get(of(sambal))
    assert len(page.context["losing"]) == 3
    assert "rugi" in text(page)


def test_a_product_of_which_nothing_is_known_is_asked_to_begin(client, kitchen):
    page = client.get(of(kitchen))
    assert page.status_code == 200
    assert not page.context["begun"]


def test_a_cost_that_is_told_stands_until_the_parts_are_known(client, kitchen):
    tell(kitchen, {"cost.told_idr": "12000", "price.retail_idr": "20000"})
    page = client.get(of(kitchen))
    assert page.context["report"].basis_idr == 12_000
    assert "Rp8.000" in text(page)


def test_what_if_takes_an_ingredient_and_a_rise(client, sambal):
    page = client.get(of(sambal), {"bahan": "gula merah", "naik": "50"})
    assert page.context["if_name"] == "gula merah"
    assert page.context["if_change"].after.idr == 15_084
    for odd in ("x", "5000", "-95"):
        assert client.get(of(sambal), {"naik": odd}).context["if_fault"]


def test_an_order_is_held_against_the_week(client, sambal):
    tell(sambal, {"cost.batches_week": "2"})
    order = client.get(of(sambal), {"minta": "60"}).context["wanted"]
    assert (order.batches, order.fits) == (3, False)
    assert client.get(of(sambal), {"minta": "-1"}).context["wanted_fault"]
    assert client.get(of(sambal), {"minta": "9" * 30}).context["wanted_fault"]


def test_the_file_holds_parts_and_steps_and_no_formula(client, sambal):
    tell(sambal, {"recipe.ingredients": [{"name": "=1+1", "amount": "5"}], "cost.purchases": [
        {"name": "=1+1", "amount": "5", "group": "1 kg"}]})  # fmt: skip
    rows = text(client.get(of(sambal, "product_file")))
    assert "'=1+1" in rows and ",=1+1" not in rows


# Own terms


def test_own_terms_are_kept_and_taken_back(client, sambal):
    where = of(sambal, "terms", "consignment")
    terms = {"margin_percent": "30", "fee_percent": "16", "returns_percent": "5", "delivery_idr": "500",
             "days_to_payment": "45", "waiting_percent": "6", "registration_idr": "0",
             "ppn_percent": "11"}  # fmt: skip
    assert client.get(where).status_code == 200
    assert client.post(where, terms).status_code == 302
    assert "consignment.margin_percent = 30" in told(sambal, "cost.channels")
    page = text(client.get(of(sambal)))
    assert "Permendag 23/2021" in page
    client.post(where, {"assumed": "1"})
    assert told(sambal, "cost.channels") == ()
    assert client.post(where, terms | {"fee_percent": "99"}).status_code == 422
    assert client.get(of(sambal, "terms", "pasar-gelap")).status_code == 404


# The book of purchases


def test_terms_and_a_price_are_tried_without_being_kept(client, sambal):
    form = client.get(of(sambal, "terms", "consignment")).context["form"]
    typed = {name: str(form.initial[name]) for name in form.initial} | {"returns_percent": "20"}
    page = client.post(of(sambal, "terms", "consignment"), typed | {"shelf_idr": "40.000", "try": "1"})
    rows = {row["title"]: row for row in page.context["tried"]}
    assert page.status_code == 200 and len(rows) == 3
    assert all(row["now"] != row["then"] for row in rows.values())
    assert not told(sambal, "cost.channels")
    wrong = client.post(of(sambal, "terms", "consignment"), typed | {"shelf_idr": "0", "try": "1"})
    assert wrong.status_code == 422 and wrong.context["tried"] is None


def test_where_the_figures_are_from_is_said_in_the_language_of_the_page(client, sambal):
    page = text(client.get(of(sambal, "terms", "consignment")))
    assert "Bagian penjual" in page and ">rakyatsulsel.com</a>" in page and ">http" not in page


def test_money_that_waits_is_not_said_where_nobody_waits(client, sambal):
    cards = {each["id"]: each for each in client.get(of(sambal)).context["channels"]}
    titles = [term["title"] for term in cards["own-stall"]["terms"]]
    assert not any("menunggu" in title for title in titles)
    assert any("menunggu" in term["title"] for term in cards["consignment"]["terms"])


def test_a_purchase_takes_three_fields_and_counts_at_once(client, sambal):
    typed = {"name": "cabai merah", "paid": "60.000", "pack": "1 kg"}
    assert client.post(book(sambal), typed).status_code == 302
    assert client.get(of(sambal)).context["report"].cost.by_kind()[0].idr == 7_500
    # what came by a file was taken over, and stays
    assert Purchase.objects.filter(business=sambal.business).count() == 5
    assert "Rp60.000" in text(client.get(book(sambal)))


def test_prices_that_came_by_a_file_are_shown_before_anything_is_written_down(client, sambal):
    assert [row["name"] for row in client.get(book(sambal)).context["prices"]] == [
        "air", "Cabai Merah", "gula merah", "minyak",
    ]  # fmt: skip


def test_one_written_wrongly_is_taken_back_and_the_one_before_counts_again(client, sambal):
    client.post(book(sambal), {"name": "cabai merah", "paid": "600.000", "pack": "1 kg"})
    wrong = Purchase.objects.get(paid_idr=600_000)
    client.post(reverse("costing:purchase_take_back", args=[wrong.pk]))
    assert client.get(of(sambal)).context["report"].basis_idr == 14_750
    assert Purchase.objects.filter(pk=wrong.pk).exists()


def test_a_day_to_come_and_an_old_day(client, kitchen):
    typed = {"name": "gula", "paid": "20000", "pack": "1 kg"}
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert client.post(book(kitchen), typed | {"day": tomorrow.isoformat()}).status_code == 422
    long_ago = timezone.localdate() - dt.timedelta(days=120)
    client.post(book(kitchen), typed | {"day": long_ago.isoformat()})
    assert client.get(book(kitchen)).context["prices"][0]["is_old"]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"name": "gula", "paid": "-5", "pack": "1 kg"},
        {"name": "gula", "paid": "15,5", "pack": "1 kg"},
        {"name": "gula", "paid": "15.000,50", "pack": "1 kg"},
        {"name": "gula", "paid": "9", "pack": "satu"},
        {"name": "g" * 200, "paid": "9", "pack": "1 kg"},
        {"name": "gu\u202ela", "paid": "9", "pack": "1 kg"},
    ],
)  # fmt: skip
def test_a_purchase_that_cannot_be_is_refused(client, kitchen, typed):
    assert client.post(book(kitchen), typed).status_code == 422
    assert not Purchase.objects.exists()


# Who sees it


def test_part_of_a_rupiah_is_refused_with_what_may_be_meant(client, kitchen):
    page = client.post(book(kitchen), {"name": "gula", "paid": "15,5", "pack": "1 kg"})
    assert page.status_code == 422 and "rupiah bulat" in text(page) and not Purchase.objects.exists()
    client.post(book(kitchen), {"name": "gula", "paid": "18,000", "pack": "1 kg"})
    assert Purchase.objects.get().paid_idr == 18_000


def test_a_partner_sees_nothing_of_it_whatever_is_shown(client, sambal):
    shop = an_organisation(Kind.RETAILER, "Toko Contoh")
    grant(sambal.business.organisation, shop, list(FieldGroup), sambal.owner)
    client.force_login(a_person(Role.BUYER, shop))
    for name in ("product", "product_file", "ask_next"):
        assert client.get(of(sambal, name)).status_code == 403
    assert client.get(book(sambal)).status_code == 403
    dossier = text(client.get(reverse("producers:dossier", args=[sambal.product.public_id])))
    assert "10.000" not in dossier and "Cabai Merah" not in dossier


def test_another_owner_reaches_nothing(client, sambal):
    write_down(sambal.business, "gula", 5000, "1 kg", timezone.localdate(), sambal.owner)
    bought = Purchase.objects.first()
    client.force_login(a_kitchen("Dapur Lain", "Abon").owner)
    assert client.get(of(sambal)).status_code == 404
    assert client.get(book(sambal)).status_code == 404
    assert client.post(reverse("costing:purchase_take_back", args=[bought.pk])).status_code == 404


# How much it asks of the database


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_the_book_asks_as_little_for_many_purchases_as_for_few(client, kitchen):
    write_down(kitchen.business, "gula", 5000, "1 kg", timezone.localdate(), kitchen.owner)
    few = queries(client, book(kitchen))
    row = Purchase.objects.get()
    Purchase.objects.bulk_create(
        Purchase(business=row.business, name=f"bahan {n}", key=f"bahan {n}", paid_idr=n, pack="1 kg",
                 bought_on=row.bought_on, typed_by=row.typed_by)
        for n in range(60)
    )  # fmt: skip
    assert queries(client, book(kitchen)) == few < FEWER_THAN


def test_the_answer_asks_little(client, sambal):
    assert queries(client, of(sambal)) < FEWER_THAN
