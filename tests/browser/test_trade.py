"""An order from the first line to money that is late: the owner on her phone, the buyer at a desk."""

import os
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from lopo.accounts.roles import Role
from lopo.retail.books.pool import offer
from lopo.retail.models import Delivery, Invoice, Order, Pool
from tests.accounts.factories import a_person
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import Kitchen, tell
from tests.retail.trading import a_batch, a_trade, days

pytestmark = pytest.mark.browser

PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
PICTURES = os.environ.get("LOPO_PICTURES", "")


@pytest.fixture
def trade(live_server):
    found = a_trade()
    tell(found.kitchen, {"supply.monthly_capacity": "260"})  # 60 a week
    return found


def look(page, name):
    """Nothing is wrong with the page; a picture of it where somebody wants to see one."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    told = [
        each for each in page.faults if "422" not in each
    ]  # a form that was refused is no fault of the page
    assert faults_of(page) + told == []
    page.faults.clear()


@dataclass(frozen=True)
class Screens:
    """The two who have a part in the order, each before her own screen."""

    site: str
    kitchen: Kitchen
    buyer: Page
    owner: Page

    def both_at(self, path):
        for page in (self.buyer, self.owner):
            page.goto(self.site + path)
            yield page


@pytest.fixture
def screens(trade, open_browser, live_server, client):
    buyer = open_browser(trade.buyer, viewport=DESK)
    client.cookies.clear()  # or signing the next one in would sign the first one out
    owner = open_browser(trade.owner, viewport=PHONE)
    for page in (buyer, owner):
        page.set_default_timeout(PATIENCE)
    return Screens(live_server.url, trade.kitchen, buyer, owner)


def the_buyer_orders_and_clicks_twice(screens):
    buyer = screens.buyer
    buyer.goto(f"{screens.site}/pesanan/")
    look(buyer, "01-buyer-empty")
    buyer.get_by_role("link", name="Pesanan baru").click()
    buyer.get_by_label("Sambal lu'at").fill("80")
    look(buyer, "02-buyer-order")
    buyer.get_by_role("button", name="Kirim pesanan").dblclick()
    expect(buyer.get_by_text("menunggu jawaban").first).to_be_visible()
    assert Order.objects.count() == 1


def the_owner_sees_it_first_and_that_it_is_more_than_her_week_holds(screens):
    owner = screens.owner
    owner.goto(f"{screens.site}/produk/")
    look(owner, "03-owner-card")
    step = owner.locator(".card-next")
    expect(step).to_contain_text("Jawab pesanan")
    step.get_by_role("link").click()
    expect(owner.get_by_text("Masih ada tempat untuk 60")).to_be_visible()
    look(owner, "04-owner-answer")
    expect(owner.get_by_label("berapa yang sanggup dibuat")).to_have_value("60")
    owner.get_by_label("Kenapa tidak semua?").select_option("capacity")
    owner.get_by_role("button", name="Sanggup sejumlah ini").click()
    expect(owner.get_by_text("disanggupi sebagian").first).to_be_visible()
    look(owner, "05-owner-order")


def the_owner_sends_less_than_she_promised(screens):
    owner = screens.owner
    batch = a_batch(screens.kitchen, 50)
    owner.get_by_role("link", name="Pilih lot dan kirim").click()
    expect(owner.get_by_label(batch.code)).to_have_value("50")
    look(owner, "06-owner-send")
    owner.get_by_role("button", name="Kirim", exact=True).click()
    expect(owner.get_by_role("heading", level=1)).to_contain_text("SJ-")
    look(owner, "07-owner-delivery")


def the_shop_counts_two_leak_and_one_is_not_there(screens):
    buyer, delivery = screens.buyer, Delivery.objects.get()
    buyer.goto(f"{screens.site}/pesanan/{delivery.order.public_id}/")
    look(buyer, "08-buyer-to-count")
    buyer.get_by_role("link", name=f"Terima {delivery.number}").click()
    buyer.get_by_label("Diterima", exact=True).fill("47")
    buyer.get_by_label("Ditolak", exact=True).fill("2")
    buyer.get_by_role("button", name="Sudah dihitung").click()
    expect(buyer.locator(".error, .errorlist").first).to_be_visible()
    buyer.get_by_label("Kenapa, kalau berbeda").select_option("leaks")
    look(buyer, "09-buyer-receive")
    buyer.get_by_role("button", name="Sudah dihitung").click()
    expect(buyer.get_by_text("1 kurang.")).to_be_visible()
    for page in screens.both_at(f"/pesanan/kiriman/{delivery.public_id}/"):
        expect(page.get_by_text("1 kurang.")).to_be_visible()
        expect(page.get_by_text("2 ditolak.")).to_be_visible()


def some_go_back_afterwards(screens):
    buyer = screens.buyer
    buyer.get_by_role("link", name="Kembalikan barang").click()
    buyer.get_by_label("Berapa banyak?").fill("4")
    buyer.locator("#id_reason").select_option("defect")
    look(buyer, "10-buyer-return")
    buyer.get_by_role("button", name="Catat retur").click()
    expect(buyer.get_by_text("Cacat dari dapur")).to_be_visible()
    look(buyer, "11-buyer-delivery")


def the_owner_bills_what_stayed_and_the_clock_runs_out(screens):
    owner = screens.owner
    owner.goto(f"{screens.site}/pesanan/{Order.objects.get().public_id}/tagih/")
    look(owner, "12-owner-bill")
    owner.get_by_role("button", name="Buat faktur").click()
    expect(owner).to_have_url(re.compile(r"/faktur/"))
    invoice = Invoice.objects.get()
    assert invoice.amount_idr == 43 * 20_000
    look(owner, "13-owner-invoice")
    Invoice.objects.update(issued_on=days(-30), starts_on=days(-30), due_on=days(-16))
    for page, name in zip(screens.both_at(f"/faktur/{invoice.public_id}/"), LATE, strict=True):
        expect(page.get_by_text("terlambat 16 hari").first).to_be_visible()
        look(page, name)


def it_is_paid_late_and_shown_so_to_both_for_good(screens):
    buyer, owner = screens.buyer, screens.owner
    buyer.get_by_role("link", name="Saya sudah bayar").click()
    expect(buyer.get_by_label("Berapa rupiah?")).not_to_have_value("")
    look(buyer, "16-buyer-pay")
    with buyer.expect_navigation():
        buyer.get_by_role("button", name="Simpan").click()
    owner.reload()
    look(owner, "17-owner-confirm-money")
    with owner.expect_navigation():
        owner.get_by_role("button", name="Ya, sudah masuk").click()
    invoice = Invoice.objects.get()
    for page, name in zip(screens.both_at(f"/faktur/{invoice.public_id}/"), PAID, strict=True):
        expect(page.locator(".clock")).to_contain_text("terlambat 16 hari")
        look(page, name)
        page.goto(f"{screens.site}/faktur/")
        look(page, name + "-list")


LATE, PAID = ("14-buyer-late", "15-owner-late"), ("18-buyer-paid-late", "19-owner-paid-late")
"""What the pictures of both are called."""


def test_an_order_to_the_money_that_is_late(screens):
    the_buyer_orders_and_clicks_twice(screens)
    the_owner_sees_it_first_and_that_it_is_more_than_her_week_holds(screens)
    the_owner_sends_less_than_she_promised(screens)
    the_shop_counts_two_leak_and_one_is_not_there(screens)
    some_go_back_afterwards(screens)
    the_owner_bills_what_stayed_and_the_clock_runs_out(screens)
    it_is_paid_late_and_shown_so_to_both_for_good(screens)


@pytest.mark.parametrize(("viewport", "dark"), [(PHONE, False), (PHONE, True), (DESK, False)])
def test_every_page_of_trade_is_well(viewport, dark, trade, open_browser, live_server):
    other = a_trade("Dapur Kedua", trade.shop)
    invoice = trade.billed(60)
    other.sent(40)
    waiting = trade.placed(30)
    pool = Pool.objects.create(
        retailer=trade.shop.organisation, title="Sambal untuk Natal", standard="150 g, pedas", pieces=100,
        price_idr=18_000, wanted_on=days(9), store=trade.shop.store, made_by=trade.buyer,
    )  # fmt: skip
    offer(pool.pk, trade.kitchen.product, 50, trade.owner)
    offer(pool.pk, other.kitchen.product, 30, other.owner)
    lists = ["/pesanan/", "/faktur/", "/pesanan/pasokan/", "/pesanan/gabungan/"]
    both = [
        f"/pesanan/{invoice.order.public_id}/", f"/pesanan/gabungan/{pool.public_id}/",
        f"/pesanan/{waiting.public_id}/",
    ]  # fmt: skip
    pages = {
        trade.owner: [
            *lists, *both, f"/toko/{trade.shop.organisation.pk}/cara-bayar/",
            f"/pesanan/gabungan/{pool.public_id}/sanggup/{trade.kitchen.business.pk}/",
        ],
        trade.buyer: [
            *lists, *both, "/pesanan/baru/", "/pesanan/gabungan/baru/", f"/pesanan/{waiting.public_id}/batal/"
        ],
        a_person(Role.OFFICER): [*lists, *both],
    }  # fmt: skip
    wrong = {}
    for person, addresses in pages.items():
        page = open_browser(person, viewport=viewport, dark=dark)
        for address in addresses:
            page.goto(live_server.url + address)
            if PICTURES and not dark:
                who = "owner" if person == trade.owner else "buyer" if person == trade.buyer else "city"
                name = address.strip("/").replace("/", "-")
                page.screenshot(path=f"{PICTURES}/{who}-{viewport['width']}-{name}.png", full_page=True)
            if found := faults_of(page) + page.faults:
                wrong[address] = found
            page.faults.clear()
    assert wrong == {}
