"""Pages that work without a network: the server's side of ``lopo/site/static/lopo/outbox/``.

A queue is named once, as an :class:`Outbox`; the page gets :meth:`Outbox.for_page`, the address of its
worker answers with :func:`worker_script`, that of its key with :func:`key_answer`, and what phones send is
opened with :func:`read_sending`. How they fit together is told in ``docs/developing.md``.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest
from lopo.facts.kinds import Refused
from lopo.facts.own_number import is_own_number
from lopo.facts.text import Text

_FOLDER = "lopo/outbox/"
_SCRIPTS = (f"{_FOLDER}store.js", f"{_FOLDER}sending.js")
_BASE = ("lopo/lopo.css", "lopo/work.css", "lopo/lopo.js", "lopo/mark.svg", "lopo/band.svg", *_SCRIPTS)
ITEMS_MOST = 50
"""Items of one sending; the phone sends fewer."""
CLOCK_MINUTES = 2
"""A phone's clock that is off by more than this many minutes is corrected."""

_NOT_READ = Text("Kiriman ini tidak terbaca. Kirim lagi.", "What was sent cannot be read. Send again.")


@dataclass(frozen=True, slots=True)
class Outbox:
    """One queue: ``scope`` is the folder of addresses that its worker keeps, such as ``/hadir/``.

    Under ``scope`` there are ``pekerja.js`` (the worker), ``kunci/`` (who is signed in) and ``kirim/`` (where
    items are sent). ``pages`` are patterns of addresses that open without a network once they were taken
    along; ``shells`` are patterns of addresses for which a kept page answers then.
    """

    queue: str
    scope: str
    pages: tuple[str, ...]
    assets: tuple[str, ...] = ()
    shells: Mapping[str, str] = field(default_factory=dict)

    def for_page(self) -> dict[str, Any]:
        """What a page hands to ``lopoOutbox(...)``, by ``json_script``."""
        return {
            "queue": self.queue,
            "scope": self.scope,
            "worker": f"{self.scope}pekerja.js",
            "key": f"{self.scope}kunci/",
            "endpoint": f"{self.scope}kirim/",
        }


@dataclass(frozen=True, slots=True)
class SentItem:
    """One item: its own number, when it happened by the city's clock, and the rest as it was sent."""

    client_id: str
    at: dt.datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sending:
    """What was sent at once. ``unread`` are numbers and reasons of items that cannot be read at all."""

    items: tuple[SentItem, ...]
    unread: tuple[tuple[str, Text], ...] = ()


class SomebodyElse(Exception):
    """Another person is signed in than the one whose items these are."""


def worker_script(outbox: Outbox) -> HttpResponse:
    """The service worker of a queue."""
    told = outbox.for_page() | {
        "scripts": [static(each) for each in _SCRIPTS],
        "assets": [static(each) for each in (*_BASE, *outbox.assets)],
        "pages": list(outbox.pages),
        "shells": list(outbox.shells.items()),
    }
    found = finders.find(f"{_FOLDER}worker.js")
    with open(str(found), encoding="utf-8") as file:  # noqa: PTH123 - the finder gives a name
        code = file.read()
    script = f"const OUTBOX = {json.dumps(told)};\n{code}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def key_answer(request: PermittedRequest) -> JsonResponse:
    """Who is signed in now, and the token with which the phone sends."""
    return JsonResponse({"token": get_token(request), "person": request.user.pk})


def problem(reason: Text | str, status: int = 422) -> JsonResponse:
    """A refusal as the phone shows it."""
    return JsonResponse({"problem": in_words(reason)}, status=status)


def in_words(reason: Text | str) -> str:
    """A sentence in the reader's language."""
    return reason if isinstance(reason, str) else reason.in_language(get_language() or "id")


def taken(client_id: str, **receipt: object) -> dict[str, object]:
    """The answer to an item that the server has."""
    return {"client_id": client_id, "taken": True, **receipt}


def refused(client_id: str, reason: Text | str) -> dict[str, object]:
    """The answer to an item that stays on the phone until a person does something about it."""
    return {"client_id": client_id, "taken": False, "problem": in_words(reason)}


def somebody_else() -> JsonResponse:
    """The answer to :class:`SomebodyElse`."""
    told = _(
        "Somebody else is signed in. Whoever noted this signs in to send it; it all stays on this phone."
    )
    return problem(told, 409)


def read_sending(body: bytes, person_id: int, now: dt.datetime) -> Sending:
    """Open what a phone sent. Raises :class:`Refused` or :class:`SomebodyElse`.

    The phone says what time it has; where its clock is off, the times of its items are put right.
    """
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(_NOT_READ) from None
    listed = raw.get("items") if isinstance(raw, dict) else None
    if not isinstance(listed, list) or len(listed) > ITEMS_MOST:
        raise Refused(_NOT_READ)
    if raw.get("person") != person_id:
        raise SomebodyElse
    off = _clock_off(raw.get("now"), now)
    items: list[SentItem] = []
    unread: list[tuple[str, Text]] = []
    for each in listed:
        number = each.get("client_id") if isinstance(each, dict) else None
        if not is_own_number(number):
            unread.append((str(number), _NOT_READ))
            continue
        at = _moment(each.get("at"))
        if at is None:
            unread.append((number, _NOT_READ))
        else:
            items.append(SentItem(number, min(_put_right(at, off), now), each))
    return Sending(tuple(items), tuple(unread))


def _put_right(at: dt.datetime, off: dt.timedelta) -> dt.datetime:
    try:
        return at - off
    except OverflowError:
        return at


def _clock_off(raw: object, now: dt.datetime) -> dt.timedelta:
    told = _moment(raw)
    if told is None or abs(told - now) <= dt.timedelta(minutes=CLOCK_MINUTES):
        return dt.timedelta(0)
    return told - now


def _moment(raw: object) -> dt.datetime | None:
    if not isinstance(raw, str) or len(raw) > 40:
        return None
    try:
        moment = dt.datetime.fromisoformat(raw)
        return moment.astimezone(dt.UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
