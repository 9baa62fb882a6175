"""What the API asks for in an address, and the shape of what it answers."""

import datetime as dt
from typing import Any, Literal

from ninja import Field, Schema

from lopo.standards.standings import today

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 12, 31)


class Page(Schema):
    """Which part of a list."""

    page: int = Field(1, ge=1, le=100_000)
    page_size: int = Field(50, ge=1, le=200)


class When(Schema):
    """The day of an answer, and its language (else that of ``Accept-Language``)."""

    on: dt.date | None = Field(None, ge=EARLIEST, le=LATEST)
    lang: Literal["id", "en"] | None = None

    @property
    def day(self) -> dt.date:
        return self.on or today()


class StandardOut(Schema):
    id: str
    version: str
    title: str
    authority: str
    source: str
    rung: str
    requirements: int


class GateOut(Schema):
    id: str
    title: str
    about: str
    kind: str
    rung: str
    asks: list[str]


class RequirementOut(Schema):
    name: str
    asks: str
    why: str
    clause: str
    source: str
    confidence: str
    severity: str
    mandatory: bool


class ProductOut(Schema):
    """A product. Where it stands is told to its owner and the city only: it comes of the whole dossier."""

    id: str
    name: str
    kind: str
    business: str
    rung: str | None
    next_percent: int | None


class Standards(Schema):
    count: int
    items: list[StandardOut]


class Gates(Schema):
    count: int
    items: list[GateOut]


class Requirements(Schema):
    count: int
    items: list[RequirementOut]


class Products(Schema):
    count: int
    items: list[ProductOut]


class Report(Schema):
    """An assessment in the format ``lopo-check/1``, described field by field in ``docs/check.md``."""

    format: str
    on: dt.date
    language: str
    gate: str | None
    passed: bool
    product: str | None
    ladder: dict[str, Any]
    gates: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    plan: dict[str, Any]
    promises: list[dict[str, Any]]


class StepOut(Schema):
    """One act of a table of transitions that was done; by nobody where a day passed by itself."""

    act: str
    was: str
    became: str
    at: dt.datetime
    by: str | None
    reason: str
    words: str
