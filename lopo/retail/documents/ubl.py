"""What all UBL 2.1 documents share: names, codes, and a small way to build a tree in the order of the schema.

UBL 2.1 is an OASIS Standard (2013-11-04), https://docs.oasis-open.org/ubl/os-UBL-2.1/UBL-2.1.html. Every
aggregate is a sequence: who writes one keeps the order of its schema.
"""

import datetime as dt
import functools
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from lopo.facts.toml_file import read_toml

CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
DOCUMENT = "urn:oasis:names:specification:ubl:schema:xsd:{name}-2"
VERSION, CURRENCY, COUNTRY = "2.1", "IDR", "ID"

GTIN, GLN, HOUSE, SHOP_CODE = "0160", "0088", "LOPO", "STORE"
"""Schemes of identifiers: GS1's by their codes of ISO/IEC 6523, ours and the shop's by name."""

MEDIA_TYPE = "application/xml"

Part = Any
"""An element, or nothing where there is nothing to say."""
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_PREFIXES = {"cac": CAC, "cbc": CBC}


def basic(name: str, value: object, **attributes: str) -> Part:
    """A ``cbc`` element; nothing where there is nothing to say."""
    if value is None or value == "":
        return None
    made = etree.Element(f"{{{CBC}}}{name}", attributes, nsmap=_PREFIXES)
    made.text = value.isoformat() if isinstance(value, dt.date) else _printable(str(value))
    return made


def group(name: str, *parts: Part) -> Part:
    """A ``cac`` element of those parts that say something; nothing where none does."""
    kept = [each for each in parts if each is not None]
    if not kept:
        return None
    made = etree.Element(f"{{{CAC}}}{name}", nsmap=_PREFIXES)
    made.extend(kept)
    return made


def money(name: str, amount: int) -> Part:
    """An amount in rupiah."""
    return basic(name, amount, currencyID=CURRENCY)


def pieces(name: str, count: int | None) -> Part:
    """A count of pieces."""
    return basic(name, count, unitCode=units()["written"]["piece"])


def document(name: str, *parts: Part) -> bytes:
    """A whole document as bytes, its parts in order; the declaration of the version comes first."""
    namespace = DOCUMENT.format(name=name)
    prefixes: dict[str | None, str] = {None: namespace}
    prefixes.update(_PREFIXES)
    root = etree.Element(f"{{{namespace}}}{name}", nsmap=prefixes)
    root.extend(each for each in (basic("UBLVersionID", VERSION), *parts) if each is not None)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def _printable(text: str) -> str:
    """The text without the marks that XML cannot hold."""
    return _NOT_XML.sub("", text)


@functools.cache
def units() -> Mapping[str, Any]:
    """The codes of ``units.toml``; ``several`` tells those that are so many pieces."""
    table = read_toml("lopo.retail.documents", "units.toml")
    codes = table["codes"]
    return {
        "piece": frozenset(codes["piece"]),
        "pack": frozenset(codes["pack"]),
        "several": dict(codes["several"]),
        "written": table["written"],
        "gtin": frozenset(table["schemes"]["gtin"]),
        "gln": frozenset(table["schemes"]["gln"]),
    }
