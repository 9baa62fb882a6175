"""Numbers of certificates, to be typed from paper: ``LS-7F3K-2M9Q``.

Made and checked as receipt numbers are (a check character notices every single slip), with their own letters
in front, so that nobody takes one for the other.
"""

import secrets
from collections.abc import Callable

from lopo.accounts import receipt_number

PREFIX = "LS"


def new_number(choose: Callable[[str], str] = secrets.choice) -> str:
    """A number nobody can guess, of characters picked by ``choose``."""
    return PREFIX + receipt_number.new_number(choose)[2:]


def read_number(typed: str) -> str | None:
    """The number in its one spelling, or ``None`` when a character is missing, extra or wrong."""
    bare = "".join(character for character in typed.upper() if character.isalnum()).removeprefix(PREFIX)
    found = receipt_number.read_number(bare) if len(bare) == _LENGTH else None
    return PREFIX + found[2:] if found else None


_LENGTH = 8
