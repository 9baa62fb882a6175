"""The codes of the day: what a participant's QR code and that of the room carry, and the code to be typed.

A QR code carries an address of this house, so that any phone's camera opens it. The short code is worked out
from the ticket; two participants of one course share one only once in many thousand courses, and then the
name decides.
"""

import hashlib
import re

from lopo.accounts.receipt_number import ALPHABET, check_character

TICKET_PATH = "/hadir/k/"
ROOM_PATH = "/hadir/masuk/"
SHORT = 5
"""Characters of a short code, the last of which is a check."""

_NAME = r"[A-Za-z0-9_-]{16}"
_ADDRESS = re.compile(rf"https?://[^/\s]+{TICKET_PATH}({_NAME})/?")
_BARE = re.compile(_NAME)


def ticket_link(origin: str, ticket: str) -> str:
    """What a participant's code carries; ``origin`` is such as ``https://lopo.example``."""
    return f"{origin}{TICKET_PATH}{ticket}/"


def room_link(origin: str, key: str) -> str:
    """What the code on the wall of the room carries."""
    return f"{origin}{ROOM_PATH}{key}/"


def read_ticket(scanned: str) -> str | None:
    """The ticket in what a scanner read: an address of a house like this one, or the ticket alone."""
    text = scanned.strip()
    found = _ADDRESS.fullmatch(text)
    if found:
        return found.group(1)
    return text if _BARE.fullmatch(text) else None


def short_code(ticket: str) -> str:
    """Five characters that stand under a participant's QR code, without 0, O, 1, I and L."""
    number = int.from_bytes(hashlib.sha256(ticket.encode()).digest()[:8])
    body = ""
    for _place in range(SHORT - 1):
        number, rest = divmod(number, len(ALPHABET))
        body += ALPHABET[rest]
    return body + check_character(body)


def read_short(typed: str) -> str | None:
    """A typed short code in its one spelling; ``None`` when a character is missing, extra or wrong."""
    bare = "".join(each for each in typed.upper() if each.isalnum())
    if len(bare) != SHORT or any(each not in ALPHABET for each in bare):
        return None
    return bare if check_character(bare[:-1]) == bare[-1] else None
