"""What the terms take off a bill: a line of its own, its share to the rupiah, on every paper."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.retail.books.papers import papers_of
from lopo.retail.books.returning import ToldReturn, take_back
from lopo.retail.documents.paper_rows import CREDIT, INVOICE, rows_of
from lopo.retail.documents.ubl_write import write_credit, write_invoice
from lopo.retail.trade.deduction import Deduction
from lopo.retail.trade.paper_pdf import invoice_pdf
from tests.retail.documents.papers import ORDER, PAPERS
from tests.retail.documents.test_ubl_write import NAMES, is_valid
from tests.retail.trading import a_trade, days, own_number


def test_half_a_rupiah_is_rounded_up_once_on_the_sum() -> None:
    assert Deduction(Decimal("2.5"), 1_000_020).amount_idr == 25_001
    assert Deduction(Decimal("2.5"), 1_000_019).amount_idr == 25_000
    assert Deduction(Decimal(0), 1_000_000).amount_idr == 0


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, 10**7), min_size=1, max_size=12),
    st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False),
)
def test_what_is_given_back_adds_up_to_the_whole(parts: list[int], percent: Decimal) -> None:
    whole, before, given_back = Deduction(percent, sum(parts)), 0, 0
    for goods in parts:
        part = whole.of_credit(before, goods)
        assert 0 <= part <= goods
        before, given_back = before + goods, given_back + part
    assert given_back == whole.amount_idr


def texts(root, path: str) -> list[str]:
    return root.xpath(f"{path}/text()", namespaces=NAMES)


def test_ubl_tells_it_with_its_basis_and_stays_valid() -> None:
    invoice = replace(PAPERS.invoices[0], amount_idr=536_250, fee_percent=Decimal("2.50"), fee_idr=13_750)
    root = is_valid(write_invoice(ORDER, invoice))
    off = "/*/cac:AllowanceCharge"
    assert texts(root, f"{off}/cbc:ChargeIndicator") == ["false"]
    assert texts(root, f"{off}/cbc:MultiplierFactorNumeric") == ["0.025"]
    assert texts(root, f"{off}/cbc:Amount") == ["13750"]
    assert texts(root, f"{off}/cbc:BaseAmount") == ["550000"]
    total = "/*/cac:LegalMonetaryTotal"
    assert texts(root, f"{total}/cbc:LineExtensionAmount") == ["550000"]
    assert texts(root, f"{total}/cbc:AllowanceTotalAmount") == ["13750"]
    assert texts(root, f"{total}/cbc:PayableAmount") == ["536250"]
    credit = replace(PAPERS.credits[0], amount_idr=21_937, fee_percent=Decimal("2.50"), fee_idr=563)
    root = is_valid(write_credit(ORDER, credit))
    assert texts(root, f"{off}/cbc:BaseAmount") == ["22500"]
    assert texts(root, f"{total}/cbc:PayableAmount") == ["21937"]


def test_a_bill_without_one_says_nothing_of_it() -> None:
    root = is_valid(write_invoice(ORDER, PAPERS.invoices[0]))
    assert not texts(root, "//cac:AllowanceCharge/cbc:Amount")
    assert not texts(root, "//cbc:AllowanceTotalAmount")


@pytest.mark.database
@pytest.mark.django_db
def test_it_is_taken_off_the_bill_and_given_back_with_the_goods(client) -> None:
    trade = a_trade(fee_percent=Decimal("2.5"))
    order = trade.received(21).order
    client.force_login(trade.owner)
    page = client.get(reverse("retail:invoice_new", args=[order.public_id]))
    assert (page.context["goods"], page.context["amount"]) == (420_000, 409_500)
    assert "2,5% dari Rp420.000" in page.content.decode()
    client.post(page.request["PATH_INFO"], {"client_id": own_number(), "issued_on": days(0).isoformat()})
    invoice = order.invoices.get()
    assert (invoice.goods_idr, invoice.fee_idr, invoice.amount_idr) == (420_000, 10_500, 409_500)
    shown = client.get(reverse("retail:invoice", args=[invoice.public_id])).content.decode()
    assert "2,5% dari Rp420.000" in shown and "Rp409.500" in shown

    line = order.deliveries.get().lines.get()
    for pieces in (1, 20):
        take_back(ToldReturn(line.pk, pieces, "defect", days(0)), trade.buyer, own_number())
    told = [(each.amount_idr, each.fee_idr) for each in invoice.credits.all()]
    assert told == [(19_500, 500), (390_000, 10_000)]
    invoice.refresh_from_db()
    assert invoice.settled_on == days(0)
    papers = papers_of(order)
    assert rows_of(INVOICE, papers.invoices[0], "en")[-1][-2] == -10_500
    assert rows_of(CREDIT, papers.credits[1], "id")[-1][1].startswith("Potongan menurut syarat dagang (2,5%)")
    is_valid(write_invoice(papers.order, papers.invoices[0]))
    for each in papers.credits:
        is_valid(write_credit(papers.order, each))


def test_the_printed_bill_is_made_with_it() -> None:
    invoice = replace(PAPERS.invoices[0], amount_idr=536_250, fee_percent=Decimal("2.50"), fee_idr=13_750)
    assert invoice_pdf(ORDER, invoice, PAPERS.credits, (), "https://lopo.example/x", "id").startswith(b"%PDF")
