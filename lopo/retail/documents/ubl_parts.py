"""Parts that several UBL documents share: parties, items, references."""

import datetime as dt

from lopo.retail.documents.ubl import COUNTRY, CURRENCY, GLN, GTIN, HOUSE, SHOP_CODE, Part, basic, group
from lopo.retail.trade.papers import DespatchPaper, OrderPaper, Party


def party(name: str, who: Party) -> Part:
    """A party under the element ``name``."""
    return group(
        name,
        *(
            group("PartyIdentification", basic("ID", value, schemeID=scheme))
            for value, scheme in ((who.gln, GLN), (who.id, HOUSE), (who.code, SHOP_CODE))
        ),
        group("PartyName", basic("Name", who.name)),
        address("PostalAddress", who),
        group(
            "PartyTaxScheme",
            basic("CompanyID", who.tax_id),
            group("TaxScheme", basic("ID", "VAT"), basic("Name", "NPWP")),
        )
        if who.tax_id
        else None,
        group("PartyLegalEntity", basic("RegistrationName", who.name)),
        group("Contact", basic("Name", who.contact), basic("Telephone", who.phone)),
    )


def address(name: str, who: Party) -> Part:
    """Where somebody is; the country is always said."""
    if not (who.address or who.city):
        return None
    return group(
        name,
        basic("StreetName", who.address),
        basic("CityName", who.city),
        group("Country", basic("IdentificationCode", COUNTRY)),
    )


def wrapped(name: str, who: Party) -> Part:
    """A customer or a supplier: the party within the element of its role."""
    return group(name, party("Party", who))


def delivery(order: OrderPaper, *, wanted: bool = True) -> Part:
    """Where the goods go, and by when they are wanted."""
    place = order.deliver_to
    return group(
        "Delivery",
        group(
            "DeliveryLocation",
            basic("ID", place.gln, schemeID=GLN)
            if place.gln
            else basic("ID", place.code, schemeID=SHOP_CODE),
            basic("Name", place.name),
            address("Address", place),
        ),
        group("RequestedDeliveryPeriod", basic("EndDate", order.wanted_on)) if wanted else None,
        party("DeliveryParty", place),
    )


def order_reference(order: OrderPaper) -> Part:
    """Which order a document is about."""
    return group(
        "OrderReference",
        basic("ID", order.number),
        basic("SalesOrderID", order.id),
        basic("IssueDate", order.ordered_on),
    )


def line_reference(line: int) -> Part:
    """Which line of the order is meant."""
    return group("OrderLineReference", basic("LineID", line))


def document_reference(name: str, number: str, issued_on: dt.date | None = None) -> Part:
    """Another document, by its number."""
    return group(name, basic("ID", number), basic("IssueDate", issued_on))


def item(
    name: str,
    gtin: str,
    seller: str = "",
    *,
    carton: int = 1,
    lots: tuple[str, ...] = (),
    made_on: dt.date | None = None,
    expires_on: dt.date | None = None,
) -> Part:
    """A product, and the lots of it where they are told."""
    return group(
        "Item",
        basic("PackSizeNumeric", carton if carton > 1 else None),
        basic("Name", name),
        group("SellersItemIdentification", basic("ID", seller)),
        group("StandardItemIdentification", basic("ID", gtin, schemeID=GTIN)),
        *(
            group(
                "ItemInstance",
                basic("ManufactureDate", made_on),
                basic("BestBeforeDate", expires_on),
                group("LotIdentification", basic("LotNumberID", lot), basic("ExpiryDate", expires_on)),
            )
            for lot in lots
        ),
    )


def currency() -> Part:
    """Everything is in rupiah."""
    return basic("DocumentCurrencyCode", CURRENCY)


def shipment(order: OrderPaper, sent: DespatchPaper) -> Part:
    """One sending: its number, how many pieces, where it goes, and its SSCC where there is one."""
    return group(
        "Shipment",
        basic("ID", sent.number),
        basic("TotalGoodsItemQuantity", sent.pieces, unitCode="C62"),
        delivery(order, wanted=False),
        group("TransportHandlingUnit", basic("ID", sent.sscc, schemeID="SSCC")) if sent.sscc else None,
    )
