"""The full round of one product: from the application to the shelf, the money, the buyer's word and a recall.

Everybody has a part on her own screen: the owner on a phone, the buyer and the officer at a desk, a shopper
with nothing but the code on the pack. What one does, the next one sees.
"""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import expect

from lopo.accounts.models import Consent
from lopo.accounts.roles import Kind, Role
from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import assign_unit
from lopo.market.books.showing import Told, publish, tell
from lopo.quality.models import Recall
from lopo.quality.recall_book import open_recall
from lopo.retail.models import Delivery, Invoice, Listing, Order
from lopo.standards.books.own_gate import publish as publish_gate
from tests.accounts.factories import a_person, an_organisation
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import LUAT, a_kitchen
from tests.city import tell as tell_facts
from tests.retail.every_shelf_row import shop_of
from tests.retail.trading import Trade, a_batch, days
from tests.standards.own_gates.gates import a_draft

pytestmark = pytest.mark.browser

PATIENCE = 30_000
GATE = ("bpom-label/label-name", "bpom-label/label-net")
FACTS = LUAT | {"price.to_shop_idr": "20000", "price.retail_idr": "25000", "supply.monthly_capacity": "400"}


class Round:
    """A kitchen, a shop with a gate that the kitchen passes, and the screens of those who take part."""

    def __init__(self, address, chromium):
        self.address, self.chromium, self.screens, self.faults = address, chromium, {}, {}
        self.kitchen, self.officer = a_kitchen(), a_person(Role.OFFICER)
        retailer = an_organisation(Kind.RETAILER, "Swalayan Contoh")
        self.shop = shop_of(retailer, a_person(Role.BUYER, retailer))
        tell_facts(self.kitchen, FACTS)
        draft = a_draft(self.shop.buyer, GATE, retailer)
        publish_gate(draft, draft.revision, days(0), self.shop.buyer, days(0))
        tell(self.kitchen.product, Told("Pedas segar dari Oebobo.", "Hot and fresh.", "", "", ""))
        self.entry = publish(self.kitchen.product, self.kitchen.owner)
        add_block(self.kitchen.business, "2009999", self.kitchen.owner)
        self.gtin = assign_unit(self.kitchen.product, self.kitchen.owner).gtin
        trade = Trade(self.kitchen, None, None)
        self.old, self.new = (a_batch(trade.kitchen, 60, made, code=f"SL{-made}") for made in (-9, -2))

    def screen(self, person, viewport):
        """The one page of ``person``, signed in; of a shopper when there is nobody."""
        name = person.pk if person else 0
        if name not in self.screens:
            context = self.chromium.new_context(viewport=viewport, locale="id-ID")
            context.set_default_timeout(PATIENCE)
            cookies = {settings.LANGUAGE_COOKIE_NAME: "id"}
            if person:
                client = Client()
                client.force_login(person)
                cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": n, "value": v, "url": self.address} for n, v in cookies.items()])
            self.screens[name] = context.new_page()
        return self.screens[name]

    def owner(self, name, *keys):
        return self.opened(self.screen(self.kitchen.owner, PHONE), name, *keys)

    def buyer(self, name, *keys):
        return self.opened(self.screen(self.shop.buyer, DESK), name, *keys)

    def look_at(self, page):
        """Note what a person would notice, by the page's title; said all at once at the end."""
        if faults := faults_of(page):
            self.faults[page.title()] = faults

    def opened(self, page, name, *keys):
        page.goto(self.address + reverse(name, args=keys))
        return page

    @property
    def listing(self):
        return Listing.objects.latest("pk")

    @property
    def order(self):
        return Order.objects.get()

    @property
    def invoice(self):
        return Invoice.objects.get()

    def close(self):
        for page in self.screens.values():
            page.context.close()


@pytest.fixture
def city(live_server, chromium):
    """All of it behind a server."""
    get_resolver().url_patterns  # noqa: B018 - all is imported before a browser waits for the first page
    opened = Round(live_server.url, chromium)
    expect.set_options(timeout=PATIENCE)
    yield opened
    expect.set_options(timeout=5_000)
    opened.close()


def address_of(name, *keys):
    return re.compile(re.escape(reverse(name, args=keys)) + r"(\?.*)?$")


def press(page, selector="main form .button"):
    """Press the one button of a form that sends it, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def act(city, person, act_id, **told):
    """Open an act of the listing, fill what it asks, do it."""
    page = person("retail:listing", city.listing.public_id)
    where = reverse("retail:listing_act", args=[city.listing.public_id, act_id])
    one_tap = page.locator(f'form[action="{where}"] button')
    if one_tap.count():
        press(page, f'form[action="{where}"] button')
        return page
    press(page, f'a[href^="{where}"]')
    for name, value in told.items():
        field = page.locator(f'[name="{name}"]')
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f'[name="{name}"][value="{value}"]').check()
        else:
            field.fill(str(value))
    press(page, f'form[action="{where}"] .thumb-bar button')
    return page


def the_owner_applies(city, pieces):
    page = city.owner("retail:where_to_sell", city.kitchen.product.public_id)
    press(page, ".gate a")
    expect(page.locator("section.shows")).to_be_visible()  # what the shop will see, and what it will not
    page.locator('[name="weekly_pieces"]').fill(str(pieces))
    city.look_at(page)
    press(page)
    expect(page).to_have_url(address_of("retail:listing", city.listing.public_id))
    assert Consent.objects.active().filter(grantee=city.shop.organisation).exists()


def the_buyer_rejects_it_in_two_taps(city):
    page = city.buyer("retail:queue")
    city.look_at(page)
    press(page, "td.acts a.button-danger")
    city.look_at(page)
    press(page, 'button[name="reason"][value="label"]')
    expect(page).to_have_url(address_of("retail:queue"))
    assert city.listing.state == "rejected"


def the_owner_sees_why_mends_it_and_applies_again(city):
    page = city.owner("retail:listing", city.listing.public_id)
    expect(page.locator(".card-next")).to_contain_text("Label")
    city.look_at(page)
    press(page, f'form[action="{reverse("retail:listing_mended", args=[city.listing.public_id])}"] button')
    page = city.owner("retail:listing", city.listing.public_id)
    press(page, ".card-next a.button")
    press(page, ".thumb-bar .button")
    assert Listing.objects.count() == 2
    buyer = city.buyer("retail:listing", city.listing.public_id)
    expect(buyer.locator(".changes")).to_be_visible()


def samples_are_sent_and_tasted(city):
    act(city, city.buyer, "ask-sample", words="Dua botol, kemasan jual.")
    act(city, city.owner, "send-sample")
    act(city, city.buyer, "receive-sample")
    page = act(city, city.buyer, "taste", taste=5, pack=3, words="Pedasnya pas.")
    city.look_at(page)
    expect(city.owner("retail:listing", city.listing.public_id).locator("main")).to_contain_text(
        "Pedasnya pas."
    )


def a_trial_is_agreed_runs_and_ends_with_a_verdict(city):
    page = city.buyer("retail:listing", city.listing.public_id)
    press(page, f'a[href^="{reverse("retail:listing_act", args=[city.listing.public_id, "offer-trial"])}"]')
    page.locator('[name="stores"]').first.check()
    page.locator('[name="pieces"]').fill("40")
    press(page, ".thumb-bar button")
    act(city, city.owner, "agree-trial")
    act(city, city.buyer, "begin-trial")
    act(city, city.buyer, "end-trial")
    act(city, city.buyer, "verdict-list", sold=31)
    assert city.listing.state == "listed"
    page = city.owner("retail:listing", city.listing.public_id)
    expect(page.locator(".trial")).to_contain_text("31")
    city.look_at(page)


def it_is_ordered_and_confirmed_for_less(city):
    page = city.buyer("retail:order_new")
    page.locator('[name="wanted_on"]').fill(days(4).isoformat())
    page.locator(f'[name="pieces-{city.kitchen.product.pk}"]').fill("60")
    press(page, ".thumb-bar button")
    page = city.owner("retail:order", city.order.public_id)
    press(page, ".card-next .button")
    page.locator("main details summary", has_text="Tidak").click()
    page.locator(f'[name="line-{city.order.lines.get().pk}"]').fill("50")
    page.locator('[name="reason"]').select_option("ingredients")
    press(page, 'button[name="some"]')
    expect(city.buyer("retail:order", city.order.public_id).locator("main")).to_contain_text("50")
    assert city.order.state == "partly"


def fewer_are_sent_by_lot_counted_and_some_go_back(city):
    line = city.order.lines.get()
    page = city.owner("retail:order_send", city.order.public_id)
    page.locator(f'[name="lot-{line.pk}-{city.old.pk}"]').fill("30")
    page.locator(f'[name="lot-{line.pk}-{city.new.pk}"]').fill("15")
    city.look_at(page)
    press(page, ".thumb-bar button")
    delivery = Delivery.objects.get()
    page = city.buyer("retail:delivery_receive", delivery.public_id)
    first = delivery.lines.order_by("pk")[0]
    page.locator(f'[name="accepted-{first.pk}"]').fill("28")
    page.locator(f'[name="refused-{first.pk}"]').fill("1")
    page.locator(f'[name="reason-{first.pk}"]').select_option("leaks")
    press(page, ".thumb-bar button")
    page = city.buyer("retail:delivery_return", delivery.public_id)
    page.locator('[name="pieces"]').fill("2")
    page.locator('[name="reason"]').select_option("defect")
    press(page, ".thumb-bar button")
    seen = city.owner("retail:order", city.order.public_id)
    expect(seen.locator("main")).to_contain_text(city.old.code)
    city.look_at(seen)


def it_is_billed_and_the_money_is_late_for_both_to_see(city):
    page = city.owner("retail:invoice_new", city.order.public_id)
    press(page, ".thumb-bar button")
    assert city.invoice.amount_idr == (28 + 15 - 2) * 20_000
    expect(page.locator(".clock")).to_contain_text("14")
    month = dt.timedelta(days=30)  # a month passes
    Invoice.objects.update(
        issued_on=city.invoice.issued_on - month,
        starts_on=city.invoice.starts_on - month,
        due_on=city.invoice.due_on - month,
    )
    for person in (city.owner, city.buyer):
        page = person("retail:invoice", city.invoice.public_id)
        expect(page.locator(".clock.is-notmet .clock-days")).to_contain_text("16")
        city.look_at(page)


def it_is_paid_late_and_says_so_to_both(city):
    page = city.buyer("retail:invoice_pay", city.invoice.public_id)
    press(page, ".thumb-bar button")
    page = city.owner("retail:invoice", city.invoice.public_id)
    expect(page.locator(".clock.is-notmet")).to_be_visible()  # until she says that it came
    press(page, 'button[name="came"]')
    for person in (city.owner, city.buyer):
        page = person("retail:invoice", city.invoice.public_id)
        expect(page.locator(".clock .badge")).to_have_text("dibayar terlambat")
    assert city.invoice.settled_on == timezone.localdate()
    payer = city.owner("retail:payer", city.shop.organisation.pk)
    expect(payer.locator("main")).to_contain_text("16")


def a_shopper_scans_the_pack_and_says_how_it_was(city):
    page = city.screen(None, PHONE)
    page.goto(f"{city.address}/01/{city.gtin.zfill(14)}/10/{city.new.code}")
    expect(page.locator("section.lot")).to_contain_text(city.new.code)
    expect(page.locator("main")).to_contain_text(city.shop.organisation.name)
    city.look_at(page)
    press(page, ".buttons .button")
    expect(page.locator('[name="lot"]')).to_have_value(city.new.code)
    page.locator('[name="stars"][value="2"]').check()
    page.locator('[name="wrong"]').select_option("pack")
    page.locator('[name="words"]').fill("Tutupnya longgar.")
    city.look_at(page)
    page.wait_for_timeout(4_200)  # nobody fills the form faster
    press(page, ".thumb-bar .button")
    expect(page).to_have_url(address_of("market:feedback_thanks", city.entry.slug))


def the_maker_answers_and_the_buyer_sees_the_count(city):
    page = city.owner("market:feedback_list")
    expect(page.locator("main")).to_contain_text("Tutupnya longgar.")
    press(page, "main .card .links a")
    page.locator("main textarea").fill("Terima kasih. Sekarang kami pakai segel.")
    press(page, ".thumb-bar .button")
    shopper = city.opened(city.screen(None, PHONE), "market:product", city.entry.slug)
    expect(shopper.locator("#kata .answer")).to_contain_text("segel")
    buyer = city.buyer("retail:listing", city.listing.public_id)
    expect(buyer.locator("main")).to_contain_text("1 tanggapan setahun ini, 1 dijawab")
    city.look_at(buyer)


def a_recall_is_the_first_that_a_pack_says(city):
    open_recall(
        Recall(
            business=city.kitchen.business, batch=city.new, reason="Tutup bocor", is_drill=False,
            opened_by=city.kitchen.owner,
        )
    )  # fmt: skip
    page = city.screen(None, PHONE)
    page.goto(f"{city.address}/01/{city.gtin.zfill(14)}/10/{city.new.code}")
    expect(page.locator("section.recall").first).to_contain_text(city.new.code)
    city.look_at(page)
    page.goto(f"{city.address}/01/{city.gtin.zfill(14)}/10/{city.old.code}")
    expect(page.locator("section.lot")).to_contain_text(city.old.code)


def the_officer_sees_all_of_it(city):
    desk = city.screen(city.officer, DESK)
    for name, says in (
        ("retail:queue", "Swalayan Contoh"),
        ("retail:orders", city.order.number),
        ("retail:invoices", city.invoice.number),
        ("market:feedback_list", "Tutupnya longgar."),
    ):
        lane = "?lane=shelf" if name == "retail:queue" else ""
        desk.goto(city.address + reverse(name) + lane)
        expect(desk.locator("main")).to_contain_text(says)
        city.look_at(desk)


@pytest.mark.django_db(transaction=True)
def test_a_product_goes_onto_the_shelf_is_paid_for_spoken_of_and_recalled(city):
    the_owner_applies(city, 50)
    the_buyer_rejects_it_in_two_taps(city)
    the_owner_sees_why_mends_it_and_applies_again(city)
    samples_are_sent_and_tasted(city)
    a_trial_is_agreed_runs_and_ends_with_a_verdict(city)
    it_is_ordered_and_confirmed_for_less(city)
    fewer_are_sent_by_lot_counted_and_some_go_back(city)
    it_is_billed_and_the_money_is_late_for_both_to_see(city)
    it_is_paid_late_and_says_so_to_both(city)
    a_shopper_scans_the_pack_and_says_how_it_was(city)
    the_maker_answers_and_the_buyer_sees_the_count(city)
    a_recall_is_the_first_that_a_pack_says(city)
    the_officer_sees_all_of_it(city)
    assert city.faults == {}
