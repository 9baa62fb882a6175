"""The library of this house: the packs that ship, and the gates that were published here.

:mod:`lopo.standards.library` knows only what ships, and needs no database. Pages and books ask here. What was
published is read once for each state of the database: its key is asked with one small query a request (one a
call outside of a request), so that several processes see a publication with the next request.
"""

import datetime as dt
import functools
import logging
from contextvars import ContextVar

from django.core.signals import request_finished, request_started
from django.db.models import Count, Max

from lopo.standards import library
from lopo.standards.library import Edition, Library
from lopo.standards.models import GateEdition
from lopo.standards.own_gates.own_pack import Published, library_with, parse_own_pack
from lopo.standards.pack import BadPack

log = logging.getLogger("lopo.standards")

Key = tuple[int, dt.datetime | None, dt.datetime | None]
"""How many editions were published, and when something was last published and withdrawn."""

_KEY_OF_REQUEST: ContextVar[list[Key] | None] = ContextVar("key of the house's library", default=None)


def edition_on(day: dt.date) -> Edition:
    """What holds on ``day``: the shipped packs and the gates published here."""
    key = _key()
    return library.edition_on(day) if not key[0] else _edition(key, day)


def library_on(day: dt.date) -> Library:
    """Every version of every demand, and the gates that hold on ``day``."""
    key = _key()
    return library.load_library() if not key[0] else _library(key, day)


def published_anew() -> None:
    """Something was published or withdrawn within this request: what it read before is old."""
    kept = _KEY_OF_REQUEST.get()
    if kept is not None:
        kept.clear()


def published_gates(day_of: Key | None = None) -> dict[str, list[Published]]:
    """The published editions of each gate by its code; one that cannot be read any more is left out."""
    return _published(day_of or _key())


def _key() -> Key:
    kept = _KEY_OF_REQUEST.get()
    if kept:
        return kept[0]
    found = GateEdition.objects.filter(published_at__isnull=False).aggregate(
        count=Count("pk"), published=Max("published_at"), withdrawn=Max("withdrawn_at")
    )
    key = (found["count"], found["published"], found["withdrawn"])
    if kept is not None:
        kept.append(key)
    return key


@functools.lru_cache(maxsize=4)
def _published(key: Key) -> dict[str, list[Published]]:
    shipped = library.load_library()
    known = {each.name for standard in shipped.standards for each in standard.requirements}
    gates: dict[str, list[Published]] = {}
    rows = GateEdition.objects.filter(published_at__isnull=False).select_related("gate").order_by("pk")
    for row in rows:
        try:
            pack = parse_own_pack(row.pack, str(row), shipped.catalogue, shipped.steps, known)
        except BadPack:
            log.exception("the published gate %s cannot be read any more and is left out", row)
            continue
        if row.valid_from is not None:
            gates.setdefault(row.gate.code, []).append(
                Published(pack, row.number, row.valid_from, row.withdrawn_from)
            )
    return gates


@functools.lru_cache(maxsize=16)
def _library(key: Key, day: dt.date) -> Library:
    return library_with(library.load_library(), _published(key).values(), day)


@functools.lru_cache(maxsize=64)
def _edition(key: Key, day: dt.date) -> Edition:
    return _library(key, day).edition(day)


def _request_begins(**named: object) -> None:
    _KEY_OF_REQUEST.set([])


def _request_ends(**named: object) -> None:
    _KEY_OF_REQUEST.set(None)


request_started.connect(_request_begins, dispatch_uid="house library: a request begins")
request_finished.connect(_request_ends, dispatch_uid="house library: a request ends")
