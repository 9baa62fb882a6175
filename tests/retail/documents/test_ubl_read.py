"""Orders of other systems are read whatever they look like, ours come back, hostile ones do no harm."""

import datetime as dt
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.retail.documents.ubl_read import MAX_BYTES, read_order
from lopo.retail.documents.ubl_write import write_invoice, write_order
from lopo.retail.trade.papers import OrderPaper, OrderPaperLine, Party
from tests.retail.documents.papers import BUYER, LUAT, ORDER, PAPERS, SELLER, SHOP
from tests.retail.documents.test_ubl_write import is_valid

A = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
B = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
OTHER = f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<q:Order xmlns:q="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:a="{A}" xmlns:b="{B}">
  <b:ID>4500012345</b:ID><b:IssueDate>2026-03-02+08:00</b:IssueDate>
  <b:DocumentCurrencyCode listID="ISO4217">IDR</b:DocumentCurrencyCode>
  <a:BuyerCustomerParty><a:Party>
    <b:EndpointID schemeID="GLN">8990000000105</b:EndpointID>
    <a:PartyLegalEntity><b:RegistrationName>PT Ritel Jaya</b:RegistrationName></a:PartyLegalEntity>
  </a:Party></a:BuyerCustomerParty>
  <a:SellerSupplierParty><b:CustomerAssignedAccountID>V-77</b:CustomerAssignedAccountID></a:SellerSupplierParty>
  <a:Delivery>
    <a:DeliveryLocation><b:ID schemeID="GLN">8990000000112</b:ID></a:DeliveryLocation>
    <a:RequestedDeliveryPeriod><b:StartDate>2026-03-08</b:StartDate></a:RequestedDeliveryPeriod>
  </a:Delivery>
  <a:OrderLine><a:LineItem><b:ID>10</b:ID><b:Quantity unitCode="XBX">4</b:Quantity>
    <a:Price><b:PriceAmount currencyID="IDR">180000.00</b:PriceAmount></a:Price>
    <a:Item><b:PackSizeNumeric>12</b:PackSizeNumeric><b:Name>Sambal</b:Name>
      <a:StandardItemIdentification><b:ID schemeID="GTIN">{LUAT}</b:ID></a:StandardItemIdentification>
    </a:Item></a:LineItem></a:OrderLine>
  <a:OrderLine><a:LineItem><b:ID>20</b:ID><b:Quantity unitCode="EA">20.000</b:Quantity>
    <a:Item><b:Description>Stik kelor</b:Description>
      <a:SellersItemIdentification><b:ID>p-stik</b:ID></a:SellersItemIdentification></a:Item></a:LineItem></a:OrderLine>
</q:Order>"""


def other(old: str = "", new: str = "") -> bytes:
    assert old in OTHER
    return OTHER.replace(old, new).encode("latin-1")


def paper_of(content: bytes) -> OrderPaper:
    """What was read, as the paper it was written from."""
    read = read_order(content)
    return replace(
        ORDER,
        number=read.number,
        ordered_on=read.ordered_on,
        wanted_on=read.wanted_on,
        buyer=read.buyer,
        seller=read.seller,
        deliver_to=read.deliver_to,
        words=read.words,
        lines=tuple(
            OrderPaperLine(
                int(each.line),
                each.code,
                each.name,
                each.gtin,
                each.pieces,
                each.price_idr,
                each.carton_pieces,
            )
            for each in read.lines
        ),
    )


def test_our_own_order_comes_back_as_it_was() -> None:
    assert paper_of(write_order(ORDER)) == ORDER


words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), include_characters=" "), max_size=40
).map(lambda text: text.strip())


@settings(max_examples=60)
@given(
    lines=st.lists(
        st.tuples(st.integers(1, 1_000_000), st.integers(0, 10**9), st.integers(1, 500), words),
        min_size=1,
        max_size=6,
    ),
    number=st.from_regex(r"[A-Za-z0-9/\-]{1,20}", fullmatch=True),
    said=words,
    ordered=st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)),
)
def test_any_order_of_ours_comes_back(lines: list[tuple], number: str, said: str, ordered: dt.date) -> None:
    order = replace(
        ORDER,
        number=number,
        ordered_on=ordered,
        wanted_on=ordered + dt.timedelta(days=3),
        words=said,
        buyer=replace(BUYER, contact=said),
        lines=tuple(
            OrderPaperLine(place, f"p{place}", name, LUAT, count, price, carton)
            for place, (count, price, carton, name) in enumerate(lines, 1)
        ),
    )
    content = write_order(order)
    is_valid(content)
    assert paper_of(content) == order


def test_other_prefixes_other_encoding_cartons_and_missing_parts() -> None:
    is_valid(other())
    read = read_order(other())
    assert (read.number, read.ordered_on, read.wanted_on) == (
        "4500012345",
        dt.date(2026, 3, 2),
        dt.date(2026, 3, 8),
    )
    assert (read.buyer.name, read.buyer.gln) == ("PT Ritel Jaya", "8990000000105")
    assert read.deliver_to.gln == "8990000000112"
    assert read.seller == Party("", "")
    first, second = read.lines
    assert (first.pieces, first.price_idr, first.carton_pieces, first.gtin) == (48, 15_000, 12, LUAT)
    assert (second.pieces, second.price_idr, second.code, second.name) == (20, None, "p-stik", "Stik kelor")


def test_without_a_day_of_delivery_it_is_asked_for() -> None:
    assert (
        read_order(
            other("<b:StartDate>2026-03-08</b:StartDate>", "<b:Description>soon</b:Description>")
        ).wanted_on
        is None
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('listID="ISO4217">IDR', ">USD", "USD"),
        ('currencyID="IDR"', 'currencyID="SGD"', "SGD"),
        ("<b:PackSizeNumeric>12</b:PackSizeNumeric>", "", "PackSizeNumeric"),
        ('unitCode="EA"', 'unitCode="KGM"', "KGM"),
        ("20.000", "20.5", "20.5"),
        ("20.000", "-3", "-3"),
        ("20.000", "banyak", "banyak"),
        ("20.000", "1e400", "1e400"),
        (LUAT, "8990000000014", "8990000000014"),
        ("<a:SellersItemIdentification><b:ID>p-stik</b:ID></a:SellersItemIdentification>", "", "GTIN"),
        ("2026-03-02+08:00", "2 Maret", "2026-03-09"),
        ("<b:ID>4500012345</b:ID>", "", "cbc:ID"),
        ("180000.00", "180001", "15000.0833"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_with_its_line(old: str, new: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_order(other(old, new))
    assert said in refused.value.reason.id
    assert said in refused.value.reason.en


BILLION = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]><lolz>&h;</lolz>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><o>&x;</o>"""
REMOTE = b"""<!DOCTYPE o SYSTEM "http://example.org/evil.dtd"><o/>"""


@pytest.mark.parametrize("content", [BILLION, OUTSIDE, REMOTE, BILLION.decode().encode("utf-16")])
def test_a_document_type_is_refused_before_anything_grows(content: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(Refused, match="DTD"):
        read_order(content)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"<Order", b"\xff\xfe\x00", b"<?xml version='1.0' encoding='klingon'?><o/>",
     b"<a>" * 300_000, write_invoice(ORDER, PAPERS.invoices[0]), b"<Order/>"],
)  # fmt: skip
def test_what_is_no_order_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_order(content)
    assert refused.value.reason.id.endswith(".")


def test_a_large_file_is_not_even_parsed() -> None:
    with pytest.raises(Refused, match="2 MB"):
        read_order(b"<" + b"a" * MAX_BYTES + b">")


@settings(max_examples=150)
@given(st.data())
def test_damaged_bytes_are_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(write_order(ORDER))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read = read_order(bytes(content))
    except Refused as refused:
        assert refused.reason.id
    else:
        assert read.lines


def test_everybody_is_named_in_our_order() -> None:
    read = read_order(write_order(ORDER))
    assert (read.buyer, read.seller, read.deliver_to) == (BUYER, SELLER, SHOP)
