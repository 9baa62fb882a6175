"""Whatever state an owner's account is in: her first page names one next step, and one button leads there."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from lopo.accounts.consent import grant
from lopo.accounts.models import Person
from lopo.quality.dated_work import work_changed
from lopo.retail.models import Invoice
from lopo.standards.models import Standing, Task
from lopo.standards.next_step import waiting_for
from lopo.standards.standings import refresh, today
from tests.city import a_kitchen, tell
from tests.quality.trace.test_trace_book import a_lot, a_recall
from tests.retail.listing.kitchens import a_mart, a_ready_kitchen, a_trial, applied, do, on_trial
from tests.retail.trading import a_trade, days

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BUTTON = re.compile(r'class="button" href="([^"]+)"')
HOME = "/produk/"


@pytest.fixture
def home(client):
    """The first page of a person, without head and foot."""

    def page(person):
        client.force_login(person)
        return client.get(HOME).content.decode().partition("<main")[2].partition("</main>")[0]

    return page


def the_one_button(text):
    """Where it leads; that it is the only one of its kind."""
    (href,) = BUTTON.findall(text)
    return href


def a_mart_with(state):
    """A kitchen whose product is in ``state`` with a shop, and its listing."""
    kitchen, shop = a_ready_kitchen(), a_mart()
    if state == "on-trial":
        return kitchen, on_trial(kitchen, shop)
    listing = applied(kitchen, shop)
    acts = {
        "applied": [],
        "sample-asked": [("ask-sample", {})],
        "trial-offered": [("offer-trial", {"trial": a_trial(shop)})],
        "listed": [("accept", {})],
        "rejected": [("reject", {"reason": "label"})],
    }
    for name, told in acts[state]:
        listing = do(listing, name, shop.buyer, **told)
    work_changed(kitchen.business.pk)
    return kitchen, listing


def test_who_has_just_signed_up_begins(home):
    person = Person.objects.create_user(phone="+6281234500077", password="x", name="Ibu Baru")
    assert the_one_button(home(person)) == reverse("producers:business_new")


def test_a_business_without_a_product_adds_one(home):
    kitchen = a_kitchen()
    kitchen.product.delete()
    assert the_one_button(home(kitchen.owner)) == reverse("producers:product_new")


def test_on_the_ladder_it_is_the_plan_of_the_product_that_lacks_least(home):
    far, near = a_kitchen(), a_ready_kitchen("Dapur Siap", "Sambal siap")
    near.product.business = far.business
    near.product.save()
    refresh([far.product, near.product], today())
    Standing.objects.filter(product=near.product).update(next_open=1)
    text = home(far.owner)
    assert near.product.public_id in the_one_button(text)


@pytest.mark.parametrize("state", ["sample-asked", "trial-offered", "rejected"])
def test_a_shop_that_waits_or_said_what_to_mend_goes_before_the_plan(home, client, state):
    kitchen, listing = a_mart_with(state)
    refresh([kitchen.product], today())
    place = reverse("retail:listing", args=[listing.public_id])
    assert the_one_button(home(kitchen.owner)) == place
    product = client.get(reverse("standards:product", args=[kitchen.product.public_id])).content.decode()
    assert the_one_button(product.partition("<main")[2]) == place


@pytest.mark.parametrize("state", ["applied", "on-trial", "listed"])
def test_while_a_shop_has_the_turn_the_plan_goes_on_and_her_product_says_where_it_stands(home, state):
    kitchen, listing = a_mart_with(state)
    refresh([kitchen.product], today())
    text = home(kitchen.owner)
    assert kitchen.product.public_id in the_one_button(text)
    assert f"· {listing.retailer.name}</span>" in text


def test_an_order_is_answered_then_sent_then_its_money_asked_for(home):
    trade = a_trade()
    order = trade.placed(60)
    work_changed(trade.kitchen.business.pk)
    assert the_one_button(home(trade.owner)) == reverse("retail:order_answer", args=[order.public_id])
    short = a_trade("Dapur Kurang", trade.shop)
    order = short.confirmed(60, confirm=40, wanted_on=days(1))
    work_changed(short.kitchen.business.pk)
    assert the_one_button(home(short.owner)) == reverse("retail:order_send", args=[order.public_id])
    unpaid = a_trade("Dapur Menunggu", trade.shop)
    bill = unpaid.billed(30)
    Invoice.objects.filter(pk=bill.pk).update(issued_on=days(-30), due_on=days(-16))
    work_changed(unpaid.kitchen.business.pk)
    text = home(unpaid.owner)
    assert the_one_button(text) == reverse("retail:invoice", args=[bill.public_id])
    assert "terlambat 16 hari" in text


def test_a_recall_is_the_next_step_itself(home):
    kitchen, _listing = a_mart_with("sample-asked")
    recall = a_recall(kitchen, a_lot(kitchen))
    text = home(kitchen.owner)
    assert reverse("quality:recall", args=[recall.pk]) in text
    assert BUTTON.findall(text) == []
    assert 'class="card-next"' not in text


def test_what_is_far_off_waits_for_the_plan_and_what_is_near_does_not():
    kitchen = a_kitchen()
    tell(kitchen, {"label.name": "Sambal lu'at"})
    Task.objects.all().delete()
    task = Task.objects.create(
        business=kitchen.business, product=kitchen.product, rule="storage-measuring", about="x",
        words={"title": {"id": "Ukur", "en": "Measure"}, "does": {"id": "", "en": ""}},
        owner="owner", due=today() + dt.timedelta(days=60), remind_from=today(),
    )  # fmt: skip
    mine = type(kitchen.product).objects.filter(business=kitchen.business).select_related("standing")
    far = waiting_for(mine, mine, today())
    assert (far.next.row, [each.task for each in far.also]) == (None, [task])
    Task.objects.update(due=today() + dt.timedelta(days=3))
    assert waiting_for(mine, mine, today()).next.row.task == task
    Task.objects.update(owner="officer")
    assert waiting_for(mine, mine, today()).next.row is None


def test_what_a_shop_says_of_a_product_is_read_by_the_kitchen_and_that_shop_only(client):
    kitchen, listing = a_mart_with("rejected")
    other = a_mart("Toko Lain")
    told = reverse("retail:listing", args=[listing.public_id])
    page = reverse("standards:product", args=[kitchen.product.public_id])
    client.force_login(kitchen.owner)
    assert told in client.get(page).content.decode()
    for shop in (other, a_mart("Toko Ketiga")):
        grant(kitchen.business.organisation, shop.retailer, ["identity"], kitchen.owner)
        client.force_login(shop.buyer)
        answer = client.get(page)
        assert answer.status_code == 200
        assert told not in answer.content.decode()


def test_one_due_today_says_so(home):
    kitchen, _listing = a_mart_with("sample-asked")
    Task.objects.filter(rule="shelf-turn").update(due=today())
    text = home(kitchen.owner)
    assert ">hari ini</span>" in text
    assert "0 hari" not in text
