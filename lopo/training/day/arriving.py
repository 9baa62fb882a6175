"""One item of a phone's outbox about attendance: read, or refused with a sentence that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.kinds import Refused, read_text
from lopo.facts.text import Text
from lopo.training.day.presence import CAME, UNDONE
from lopo.training.day.ticket import read_ticket

BY_CODE, BY_LIST = "code", "list"
REASON_MOST, CODE_MOST = 200, 200
_MOST = 2**63 - 1

_NOT_READ = Refused(Text("Catatan ini tidak terbaca. Buang dan catat lagi.",
                         "This note cannot be read. Drop it and note it again."))  # fmt: skip
_NO_REASON = Refused(Text("Tulis singkat mengapa dibatalkan.", "Say in short why it is undone."))


@dataclass(frozen=True, slots=True)
class Arriving:
    """What a phone tells: of which meeting, about whom (by number, or by what a code said), what and how."""

    session_id: int
    what: str
    how: str
    enrolment_id: int | None
    ticket: str
    scanned: str
    reason: str = ""


def read_arriving(body: Mapping[str, Any]) -> Arriving:
    """Read an item. ``ticket`` is empty where the code is none of ours. Raises :class:`Refused`."""
    session, enrolment = _number(body.get("session")), body.get("enrolment")
    what, how = body.get("what"), body.get("how")
    if session is None or what not in (CAME, UNDONE) or how not in (BY_CODE, BY_LIST):
        raise _NOT_READ
    scanned = body.get("ticket")
    if enrolment is not None:
        if (number := _number(enrolment)) is None:
            raise _NOT_READ
        return Arriving(session, what, how, number, "", "", _reason(body.get("reason"), what))
    if not isinstance(scanned, str) or not scanned.strip() or what == UNDONE:
        raise _NOT_READ
    clean = "".join(each for each in scanned.strip()[:CODE_MOST] if each.isprintable())
    return Arriving(session, what, how, None, read_ticket(clean) or "", clean)


def _number(raw: object) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw <= _MOST else None


def _reason(raw: object, what: str) -> str:
    if what != UNDONE:
        return ""
    reason = read_text(raw) if isinstance(raw, str) else ""
    if not reason:
        raise _NO_REASON
    return reason[:REASON_MOST]
