"""A new price on two phones: proposed, declined, proposed again, accepted, and ordered at."""

import pytest
from playwright.sync_api import expect

from lopo.retail.models import Listing, OrderLine, PriceChange
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import tell
from tests.retail.trading import a_new_price, a_trade, days

pytestmark = pytest.mark.browser
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def trade(live_server):
    found = a_trade()
    tell(found.kitchen, {"cost.told_idr": "12000"})
    return found


def look(page):
    """Nothing is wrong with the page; a form that was refused is no fault of it."""
    told = [each for each in page.faults if "422" not in each]
    assert faults_of(page) + told == []
    page.faults.clear()


def propose(page, price, shelf):
    """What the owner taps and types; she sees what it means before she sends it."""
    page.get_by_role("link", name="Usulkan harga baru").click()
    page.get_by_label("Harga bahan berubah").check()
    page.get_by_label("Harga baru ke toko, satu buah").fill(price)
    page.get_by_label("Harga baru di rak, satu buah").fill(shelf)
    look(page)
    page.get_by_role("button", name="Lihat artinya").click()
    expect(page.get_by_role("heading", name="Artinya")).to_be_visible()
    expect(page.get_by_role("cell", name=f"Rp{price}").first).to_be_visible()
    look(page)
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_text("Terkirim. Pihak lain diberi tahu")).to_be_visible()


def test_from_the_first_proposal_to_an_order_at_the_new_price(trade, open_browser, live_server, client):
    buyer = open_browser(trade.buyer, viewport=PHONE)
    client.cookies.clear()  # or signing the next one in would sign the first one out
    owner = open_browser(trade.owner, viewport=PHONE)
    for page in (buyer, owner):
        page.set_default_timeout(PATIENCE)
    place = f"{live_server.url}/rak/lamaran/{trade.listing.public_id}/"

    owner.goto(place)
    owner.get_by_role("link", name="Harga, dan cara mengubahnya").click()
    propose(owner, "26.000", "33.000")
    look(owner)

    buyer.goto(live_server.url)
    buyer.goto(f"{live_server.url}/rak/harga/")
    look(buyer)
    buyer.get_by_role("link", name="Sambal lu'at").click()
    expect(buyer.get_by_text("+30 %")).to_be_visible()
    expect(buyer.get_by_text("Sisa untuk dapur")).to_have_count(0)
    look(buyer)
    buyer.get_by_role("link", name="Tidak setuju").click()
    buyer.get_by_label("Perubahannya terlalu besar").check()
    look(buyer)
    buyer.get_by_role("button", name="Tidak setuju").click()

    owner.goto(f"{place}harga/")
    expect(owner.get_by_text("Perubahannya terlalu besar")).to_be_visible()
    propose(owner, "22.000", "28.000")
    buyer.goto(place)
    buyer.get_by_role("link", name="Lihat dan jawab").click()
    buyer.get_by_role("button", name="Setujui harga baru").click()
    expect(buyer.get_by_text("Disepakati untuk nanti")).to_be_visible()
    look(buyer)

    PriceChange.objects.filter(state="accepted").update(from_on=days(0))
    Listing.objects.update(price_until=days(-1))  # its first day has come, before the morning's work
    buyer.goto(f"{live_server.url}/pesanan/baru/")
    expect(buyer.get_by_text("Rp22.000").first).to_be_visible()
    buyer.get_by_label("Sambal lu'at").fill("40")
    buyer.get_by_role("button", name="Kirim pesanan").click()
    expect(buyer.get_by_text("menunggu jawaban").first).to_be_visible()
    assert OrderLine.objects.get().price_idr == 22_000


@pytest.mark.parametrize(("viewport", "dark"), [(PHONE, True), (DESK, False)])
def test_every_page_of_a_price_is_well(viewport, dark, trade, open_browser, live_server):
    change = a_new_price(trade.listing, trade.owner)
    buyer = open_browser(trade.buyer, viewport=viewport, dark=dark, language="en")
    place = f"/rak/lamaran/{trade.listing.public_id}/"
    for path in ("/rak/harga/", place, f"{place}harga/", f"{place}harga/{change.public_id}/decline/"):
        buyer.goto(live_server.url + path)
        look(buyer)
