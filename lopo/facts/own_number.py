"""The number a record is given where it is begun, on a phone or in a form; sent twice, it is one record."""

import re
import uuid
from typing import TypeGuard

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

_OWN_NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_client_id() -> str:
    """A number for one record, made where its form is begun."""
    return str(uuid.uuid4())


def is_own_number(raw: object) -> TypeGuard[str]:
    """Whether something is such a number: a UUID in small letters."""
    return isinstance(raw, str) and _OWN_NUMBER.fullmatch(raw) is not None


def read_own_number(raw: object) -> str:
    """The number made for one record where it was begun. Raises :class:`Refused`."""
    if not is_own_number(raw):
        raise Refused(
            Text("Lembar ini tidak terbaca. Muat ulang halaman lalu isi lagi.",
                 "This form cannot be read. Load the page again and fill it in.")
        )  # fmt: skip
    return raw
