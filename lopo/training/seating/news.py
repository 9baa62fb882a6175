"""The words in which a business is told what became of its seat. Pure."""

from urllib.parse import quote

from lopo.facts.text import Text
from lopo.training.seating.states import CANCELLED, DECLINED, INVITED, SEAT, WAITING

SUBJECT = Text("Kursi pelatihan", "A seat in a course")

CHANGED = "~"
"""The news that the days or the place are others; kept before the state that a business was told of."""

_NEWS = {
    SEAT: Text(
        "{business} mendapat kursi di {title}, {when}, {place}. Tidak bisa datang? Beri tahu di {address}",
        "{business} has a seat in {title}, {when}, {place}. If you cannot come, say so at {address}",
    ),
    WAITING: Text(
        "{business} di daftar tunggu {title}, {when}. Kami beri kabar begitu ada kursi. {address}",
        "{business} is on the waiting list of {title}, {when}. We tell you once a seat is free. {address}",
    ),
    INVITED: Text(
        "{business} diundang ke {title}, {when}, {place}. Mau kursi ini? {address}",
        "{business} is invited to {title}, {when}, {place}. Do you want this seat? {address}",
    ),
    DECLINED: Text(
        "{business} belum mendapat kursi di {title}. Alasannya ada di {address}",
        "{business} has no seat in {title} this time. Why stands at {address}",
    ),
    CANCELLED: Text(
        "{title}, {when}, dibatalkan. Maaf. {address}",
        "{title}, {when}, is cancelled. We are sorry. {address}",
    ),
    CHANGED: Text(
        "{business}: waktu atau tempat {title} berubah. Sekarang {when}, {place}. "
        "Jamnya, dan kalau tidak bisa datang: {address}",
        "{business}: the time or place of {title} changed. Now {when}, {place}. "
        "For the hours, or if you cannot come: {address}",
    ),
}

TOLD_STATES = frozenset(_NEWS)
"""The states a business is told of; the others are its own doing."""


def news(state: str, *, business: str, title: str, when: Text, place: str, address: str) -> Text:
    """What a business is told of ``state``. Raises :class:`KeyError` for a state nobody is told of.

    A dash becomes a hyphen: one letter outside a telephone's own alphabet halves what a text message holds.
    """
    plain = Text(when.id.replace("–", "-"), when.en.replace("–", "-"))
    return _NEWS[state].filled(business=business, title=title, when=plain, place=place, address=address)


def invitation(title: str, when: Text, place: str, address: str) -> Text:
    """The words that go with an invitation link, ready to be sent by WhatsApp."""
    return Text(
        f"Pelatihan UMKM: {title}, {when.id}, di {place}. Mau ikut? Buka {address}",
        f"Training for producers: {title}, {when.en}, at {place}. Will you join? Open {address}",
    )


def share_address(words: str) -> str:
    """A link that opens WhatsApp with ``words`` typed, to be sent to whom one chooses."""
    return f"https://wa.me/?text={quote(words)}"
