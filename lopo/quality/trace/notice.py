"""The words of a recall, ready to be sent to one place, and the addresses that call or write to it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from lopo.facts.text import Text


@dataclass(frozen=True, slots=True)
class Line:
    """One batch as a place has it."""

    product: str
    code: str
    expires_on: dt.date | None
    pieces: int


def notice(business: str, place: str, lines: Sequence[Line], reason: str, *, is_drill: bool) -> Text:
    """What to send to ``place``. A drill says so first and last, so that nobody throws good food away."""
    items = "\n".join(f"- {line.product}, lot {line.code}{_until(line)}: {line.pieces}" for line in lines)
    drill_id = "INI LATIHAN, barang tetap boleh dijual.\n\n" if is_drill else ""
    drill_en = "THIS IS A DRILL, the goods may still be sold.\n\n" if is_drill else ""
    ask_id = (
        "Mohon balas pesan ini dengan jumlah yang masih ada."
        if is_drill
        else "Mohon jangan dijual, pisahkan, dan balas pesan ini dengan jumlah yang masih ada. "
        "Kami jemput dan ganti."
    )
    ask_en = (
        "Please answer with the number that is still there."
        if is_drill
        else "Please do not sell them, set them apart, and answer with the number that is still there. "
        "We fetch and replace them."
    )
    return Text(
        f"{drill_id}Kepada {place}. Kami dari {business} menarik:\n{items}\nSebab: {reason}\n{ask_id}",
        f"{drill_en}To {place}. We of {business} recall:\n{items}\nReason: {reason}\n{ask_en}",
    )


def _until(line: Line) -> str:
    return f" ({line.expires_on:%d-%m-%Y})" if line.expires_on else ""


def call_address(phone: str) -> str:
    """A link that calls."""
    return f"tel:{phone}"


def whatsapp_address(phone: str, words: str) -> str:
    """A link that opens WhatsApp with ``words`` typed, by its ``wa.me`` form; ``phone`` in E.164."""
    return f"https://wa.me/{phone.removeprefix('+')}?text={quote(words)}"
