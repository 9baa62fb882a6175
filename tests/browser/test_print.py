"""Pages that are printed: the dossier and the receipt, on A4, without what belongs to the screen."""

import pytest

from lopo.accounts.assisted import write_receipt
from lopo.accounts.roles import Role
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, a_paper, tell

pytestmark = pytest.mark.browser

SCREEN_ONLY = ("header.site-header", "footer.site-footer", ".breadcrumbs", "main button", "main .no-print")


def pages_in(pdf):
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ") or pdf.count(b"/Type/Page/")


def printed(page):
    """The page as A4, and which parts that belong to the screen are still on it."""
    page.emulate_media(media="print")
    left = [part for part in SCREEN_ONLY if page.locator(part).locator("visible=true").count()]
    return page.pdf(prefer_css_page_size=True), left


def test_the_dossier_prints_on_one_page_without_navigation(open_browser, live_server):
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    a_paper(kitchen, "halal", "ID53110000123450822")
    page = open_browser(kitchen.owner, language="en")
    page.goto(f"{live_server.url}/produk/{kitchen.product.public_id}/dokumen/")
    pdf, left = printed(page)
    assert left == []
    assert pages_in(pdf) == 1
    assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf or b"/MediaBox [0 0 595" in pdf
    assert page.locator("h1").is_visible()
    assert page.locator("dd", has_text="Sambal").first.is_visible()
    assert page.locator(".qr svg").is_visible()


def test_a_receipt_prints_on_one_page_with_its_address_as_a_code(open_browser, live_server):
    kitchen = a_kitchen()
    lines = [("Nama produk", "Sambal lu'at"), ("Isi bersih", "150 g")]
    receipt = write_receipt(a_person(Role.OFFICER), kitchen.business.organisation, lines)
    page = open_browser(kitchen.owner)
    page.goto(f"{live_server.url}/tanda-terima/{receipt.number}/")
    pdf, left = printed(page)
    assert left == []
    assert pages_in(pdf) == 1
    assert page.locator(".qr svg").is_visible()
    assert page.get_by_text(receipt.number).first.is_visible()
