"""What is agreed for a trial shelf: stores, days, pieces, and the share that has to be sold."""

import datetime as dt
from dataclasses import dataclass

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.retail.listing.transitions import figures

MOST_PIECES = 1_000_000


@dataclass(frozen=True, slots=True)
class TrialTold:
    """An offer: primary keys of the stores, both days counted, pieces on all shelves together."""

    stores: tuple[int, ...]
    starts_on: dt.date
    ends_on: dt.date
    pieces: int
    wanted_percent: int

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


def check_trial(told: TrialTold, on: dt.date) -> TrialTold:
    """The offer, if it can be one on the day ``on``. Raises :class:`Refused`."""
    if not told.stores:
        raise Refused(Text("Pilih paling sedikit satu toko.", "Choose at least one store."))
    if told.starts_on < on:
        raise Refused(Text("Hari pertama sudah lewat.", "The first day is over already."))
    if told.ends_on < told.starts_on:
        raise Refused(
            Text("Hari terakhir lebih dulu dari hari pertama.", "The last day is before the first.")
        )
    most = figures().most_days
    if told.days > most:
        raise Refused(
            Text(f"Uji rak paling lama {most} hari, supaya ada keputusan.",
                 f"A trial lasts {most} days at most, so that there is a decision.")
        )  # fmt: skip
    if not 1 <= told.pieces <= MOST_PIECES:
        raise Refused(Text("Tulis berapa buah, paling sedikit 1.", "Write how many pieces, at least 1."))
    if not 1 <= told.wanted_percent <= 100:
        raise Refused(
            Text("Yang harus terjual: dari 1 sampai 100 %.", "What has to be sold: from 1 to 100 %.")
        )
    return told


def proposed(on: dt.date, weekly_pieces: int, stores: tuple[int, ...]) -> TrialTold:
    """What the form begins with: a few weeks from next week on, as many pieces as the kitchen can send."""
    its = figures()
    first = on + dt.timedelta(days=its.first_after_days)
    last = first + dt.timedelta(days=its.trial_days - 1)
    weeks = its.trial_days // 7
    return TrialTold(stores, first, last, max(1, weekly_pieces * weeks // 2), its.wanted_percent)
