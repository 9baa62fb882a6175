"""What happens to lots, as EPCIS events tell it and as the book keeps it.

A lot is named by a URI: a GS1 Digital Link with the GTIN and the lot (``https://id.gs1.org/01/.../10/...``)
where there is a GTIN, else an address of this site. Days are those of the city; times carry its offset.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LotName:
    """A lot by its URI, with the words a person knows it by."""

    uri: str
    code: str
    title: str = ""
    expires_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """So much of a lot. ``unit`` is one of :data:`lopo.quality.trace.quantity.UNITS`; an amount may be
    unknown.
    """

    lot: str
    amount: Decimal | None
    unit: str = "pcs"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place or a party by its URI."""

    uri: str
    title: str = ""
    phone: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A delivery came from a supplier."""

    at: dt.datetime
    lot: LotName
    quantity: Quantity
    supplier: PlaceName
    supplier_code: str = ""


@dataclass(frozen=True, slots=True)
class Transformed:
    """A batch was made of lots."""

    at: dt.datetime
    lot: LotName
    pieces: int
    inputs: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Packs went from one place to another; no place is the kitchen."""

    at: dt.datetime
    lot: str
    pieces: int
    origin: PlaceName | None
    destination: PlaceName | None


Happening = Received | Transformed | Moved
