"""A product feed that marketplaces read (Google Merchant's attributes), and why a product is left out of it.

Limits and fixed values are in ``google.toml``; what is not confirmed there is marked so.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.producers.gtin import check_gtin

ATTRIBUTES = (
    "id", "title", "description", "link", "image_link", "availability", "price", "brand", "gtin",
    "identifier_exists", "condition", "google_product_category", "product_type",
)  # fmt: skip

_NO_PICTURE = Text("Belum ada foto.", "There is no photo yet.")
_NO_PRICE = Text("Harga di rak belum ditulis.", "The price on the shelf is not written.")
_NO_TEXT = Text("Belum ada cerita atau keterangan.", "There is no story or description yet.")
_RECALLED = Text("Sedang ditarik dari peredaran.", "It is being recalled.")
_BAD_GTIN = Text("Nomor barcode salah angka periksanya.", "The check digit of the barcode is wrong.")
_KIND = Text("Macam produknya tidak punya kategori di sana.", "Its kind has no category there.")


@dataclass(frozen=True, slots=True)
class Offer:
    """One open product as the feed needs it. Addresses are whole ones."""

    id: str
    title: str
    description: str
    link: str
    image: str
    price_idr: int | None
    brand: str
    gtin: str
    kind: str
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """How long an attribute may be, and how sure we are."""

    attribute: str
    most: int
    is_sure: bool


def faults_of(offer: Offer) -> tuple[Text, ...]:
    """Why a product does not go into the feed; nothing where it does."""
    found = (
        (not offer.image, _NO_PICTURE),
        (not offer.price_idr, _NO_PRICE),
        (not offer.description.strip(), _NO_TEXT),
        (offer.recalled, _RECALLED),
        (bool(offer.gtin) and bool(check_gtin(offer.gtin).problems), _BAD_GTIN),
        (offer.kind not in _tables()["category"], _KIND),
    )
    return tuple(fault for holds, fault in found if holds)


def attributes_of(offer: Offer) -> Mapping[str, str]:
    """The attributes of a product without faults, in the order of :data:`ATTRIBUTES`; empty ones left out."""
    tables = _tables()
    values = {
        "id": offer.id[: tables["id"]["most"]],
        "title": _cut(offer.title, tables["title"]["most"]),
        "description": _cut(offer.description, tables["description"]["most"]),
        "link": offer.link,
        "image_link": offer.image,
        "availability": tables["fixed"]["availability"],
        "price": f"{offer.price_idr} {tables['fixed']['currency']}",
        "brand": offer.brand,
        "gtin": offer.gtin,
        "identifier_exists": "yes" if offer.gtin else "no",
        "condition": tables["fixed"]["condition"],
        "google_product_category": tables["category"][offer.kind],
        "product_type": offer.kind,
    }
    return {name: values[name] for name in ATTRIBUTES if values[name]}


def _cut(text: str, most: int) -> str:
    """At most so many characters, ended after a word."""
    tidied = " ".join(text.split())
    return tidied if len(tidied) <= most else tidied[: most - 1].rsplit(" ", 1)[0] + "…"


def item_xml(offer: Offer) -> str:
    """One item of the feed."""
    inside = "".join(
        f"<g:{name}>{escape(_clean(value))}</g:{name}>" for name, value in attributes_of(offer).items()
    )
    return f"<item>{inside}</item>\n"


def _clean(value: str) -> str:
    """Without the characters that XML does not take at all."""
    return "".join(each for each in value if each in "\t\n\r" or (each >= " " and each not in "\ufffe\uffff"))


def feed_head(title: str, link: str, description: str) -> str:
    """What comes before the items."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">'
        f"<channel><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<description>{escape(description)}</description>\n"
    )


FEED_END = "</channel></rss>\n"


def limits() -> tuple[Limit, ...]:
    """Every limit of length that is held to."""
    tables = _tables()
    names = ("id", "title", "description")
    return tuple(
        Limit(name, tables[name]["most"], tables[name]["confidence"] != "to-verify") for name in names
    )


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.market.feeds", "google.toml")
