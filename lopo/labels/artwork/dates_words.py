"""Expiry and lot of a label."""

import datetime as dt

from lopo.facts.text import Text
from lopo.facts.wording import say_date, say_number
from lopo.labels.artwork.blocks import Dates, Run
from lopo.labels.artwork.expiry import expiry_date, needs_day
from lopo.labels.artwork.gathering import Gathering
from lopo.labels.artwork.order import PRINTED
from lopo.labels.artwork.words import word

EXPIRY, LOT = "expiry", "lot"


def expires_on(label: Gathering) -> dt.date | None:
    """The last day of the lot: as chosen, or production plus shelf life; nothing while neither is known."""
    days = label.value("quality.shelf_life_days")
    last = label.made_on + dt.timedelta(days=days) if days else None
    chosen = label.order.expires_on
    if chosen is None:
        return last
    if last is not None and chosen > last:
        label.lacks(
            EXPIRY,
            "quality.shelf_life_days",
            Text("Kedaluwarsa {chosen} lebih lama dari masa simpan {days} hari. Paling lambat {last}.",
                 "The expiry {chosen} is beyond the shelf life of {days} days. At the latest {last}.").filled(
                chosen=say_date(chosen), days=say_number(days), last=say_date(last)
            ),
        )  # fmt: skip
    return chosen


def date_pairs(label: Gathering, language: str) -> tuple[tuple[str, str], ...]:
    """ "Baik digunakan sebelum", its date, and the lot; or where they are stamped."""
    expiry, lot = (word("heading", name).in_language(language) for name in ("expiry", "lot"))
    if label.order.dates_at != PRINTED:
        where = word("elsewhere", label.order.dates_at).in_language(language)
        return ((f"{expiry}:", where), (f"{lot}:", where))
    return ((f"{expiry}:", _expiry_text(label, language)), (f"{lot}:", _lot_text(label)))


def _expiry_text(label: Gathering, language: str) -> str:
    last = expires_on(label)
    if last is None:
        label.lacks(
            EXPIRY,
            "quality.shelf_life_days",
            Text("Tanggal kedaluwarsa belum ada. Isi masa simpannya, atau pilih tanggal dicap di kemasan.",
                 "There is no expiry date. Tell the shelf life, or choose to stamp the date on the pack."),
        )  # fmt: skip
        return "…"
    if last < label.on:
        label.lacks(
            EXPIRY,
            "quality.shelf_life_days",
            Text("Tanggal {last} sudah lewat.", "The date {last} has passed.").filled(last=say_date(last)),
        )
    to_the_day = not label.order.by_month or needs_day(label.made_on, last)
    return _unbroken(expiry_date(last, to_the_day=to_the_day).in_language(language))


def _lot_text(label: Gathering) -> str:
    if label.order.lot:
        return label.as_written(label.order.lot, LOT, Text("Kode produksi", "Lot"))
    if label.order.made_on is not None:
        return _unbroken(say_date(label.order.made_on).id)
    label.lacks(
        LOT,
        "label.batch_code",
        Text("Kode produksi belum ada. Isi kode atau tanggal produksinya, atau pilih dicap di kemasan.",
             "There is no lot code. Give it or the day of production, or choose to stamp it on the pack."),
    )  # fmt: skip
    return "…"


def _unbroken(date: str) -> str:
    return date.replace(" ", "\N{NO-BREAK SPACE}")


def date_line(label: Gathering, language: str) -> tuple[Run, ...]:
    """The expiry for the front."""
    (name, value), _lot = date_pairs(label, language)
    return (Run(f"{name} "), Run(value, bold=True))


def dates_block(label: Gathering, language: str) -> Dates:
    """Expiry and lot for the side that informs."""
    return Dates(EXPIRY, date_pairs(label, language))
