"""One box for how to reach somebody: an Indonesian mobile number or an email address."""

import re
from dataclasses import dataclass

from lopo.accounts.phone import read_phone
from lopo.facts.text import Text

EMAIL_MOST = 254
_EMAIL = re.compile(r"[^@\s<>\"',;:\x00-\x1f]+@[^@\s<>\"',;:\x00-\x1f]+\.[^@\s<>\"',;:.\x00-\x1f]{2,}")


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone in E.164 or an email in lower case; the other one is empty."""

    phone: str = ""
    email: str = ""

    def __str__(self) -> str:
        return self.phone or self.email


def read_contact(typed: str) -> Contact | Text:
    """The number or the address, or a sentence that says what is wrong with it and how to mend it."""
    text = typed.strip()
    if "@" not in text:
        phone = read_phone(text)
        return phone if isinstance(phone, Text) else Contact(phone=phone)
    if len(text) > EMAIL_MOST or _EMAIL.fullmatch(text) is None:
        return Text(
            "Alamat email ini belum benar. Contoh: ester@contoh.id.",
            "This email address is not right. Example: ester@example.org.",
        )
    return Contact(email=text.lower())
