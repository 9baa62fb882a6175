"""Files as shops send them, through the pages: guessed, asked about where they are silent, every row told."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.retail.models import SellOutImport, Store
from tests.city import a_kitchen
from tests.retail.sellout.test_sent import FILES
from tests.retail.shops import a_listing, a_shop
from tests.retail.test_sellout_pages import send

pytestmark = [pytest.mark.database, pytest.mark.django_db]
READ = [name for name in FILES if not FILES[name]().refused]
ANSWERS = {"first": "2026-11-01", "last": "2026-11-30", "mark": "."}


@pytest.fixture
def shop(client, monkeypatch):
    """All these reports are of November 2026."""
    shop = a_shop()
    a_listing(shop, a_kitchen().product)
    client.force_login(shop.buyer)
    monkeypatch.setattr(timezone, "localdate", lambda *_given: dt.date(2026, 12, 3))
    return shop


def answered(client, page, where):
    """Answer the question of a page as it is filled in, else with the first choice; which one it was."""
    asked, form = page.context["asked"], page.context["form"]
    told = {"asked": asked}
    for field in form:
        choices = [key for key, _title in getattr(field.field, "choices", ()) if key]
        given = field.initial if field.initial not in (None, "") else (choices or ["24"])[0]
        told[field.html_name] = ANSWERS.get(field.html_name, given)
    assert client.post(where, told).status_code == 302
    return asked


def explained(client, content, name):
    """A file sent, all its questions answered; where it is, and what was asked."""
    where = send(client, content, name).url
    asked = []
    while "asked" in (page := client.get(where)).context:
        assert page.status_code == 200 and len(asked) < 9
        if isinstance(page.context["asked"], list):
            number = where.rstrip("/").rsplit("/", 1)[1]
            client.post(reverse("retail:sellout_products", args=[number]), {"all": "1"})
            asked.append("products")
        else:
            asked.append(answered(client, page, where))
    return where, asked


@pytest.mark.parametrize("name", READ)
def test_a_file_goes_through_and_every_row_is_accounted_for(client, shop, name):
    sent = FILES[name]()
    where, asked = explained(client, sent.content, sent.name)
    number = where.rstrip("/").rsplit("/", 1)[1]
    assert asked[0] == "layout"
    assert client.post(reverse("retail:sellout_take", args=[number])).status_code == 302
    page = client.get(where)
    row = SellOutImport.objects.get(public_id=number)
    assert row.state == "taken"
    assert page.context["accounted"] == row.summary["rows_in"] == len(row.account)


@pytest.mark.parametrize("name", [name for name in FILES if FILES[name]().refused])
def test_what_cannot_be_read_is_refused_in_a_sentence(client, shop, name):
    sent = FILES[name]()
    page = send(client, sent.content, sent.name)
    assert page.status_code == 422
    assert page.context["form"].errors["file"][0].endswith(".")
    assert not SellOutImport.objects.exists()


def test_the_name_of_the_file_fills_in_days_and_shop(client, shop):
    Store.objects.create(retailer=shop.retailer, code="KPG-02", name="Penfui", format="minimarket")
    sent = FILES["period_in_the_files_name"]()
    where = send(client, sent.content, "Penjualan_Penfui_Nov2026.xlsx").url
    answered(client, client.get(where), where)
    days = client.get(where)
    assert (days.context["asked"], days.context["form"].initial["last"]) == ("days", dt.date(2026, 11, 30))
    answered(client, days, where)
    store = client.get(where)
    assert (store.context["asked"], store.context["form"].initial) == ("store", {"store": "KPG-02"})


def test_pieces_or_thousands_is_asked_once_and_kept(client, shop):
    sent = FILES["thousands_or_three_decimals"]()
    where, asked = explained(client, sent.content, sent.name)
    assert asked[1] == "mark"
    assert client.get(where).context["summary"]["pieces"] == 4
