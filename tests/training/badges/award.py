"""A badge for tests, and keys made once for all of them."""

import datetime as dt
import functools
from dataclasses import replace

from lopo.facts.text import Text
from lopo.training.badges.credential import Award, AwardedModule, Signed, sign
from lopo.training.badges.house import House
from lopo.training.badges.keys import Keys, new_keys

WEB = House("https://lopo.example", "lopo.example")
LAPTOP = House("http://localhost:8000")
ISSUED = dt.datetime(2026, 11, 20, 3, 15, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)


@functools.cache
def keys(which: int = 0) -> Keys:
    """A pair; another one for each number."""
    return new_keys()


def award(house: House = WEB, **changed: object) -> Award:
    """What a badge says."""
    return replace(
        Award(
            number="LS-7F3K-2M9Q",
            attends="Yuliana Tefa",
            business="Dapur Mama Yuliana",
            course="Dari dapur ke rak swalayan",
            organiser="Dinas Koperasi dan UKM",
            modules=(
                AwardedModule("hygiene", Text("Dapur bersih", "A clean kitchen")),
                AwardedModule("label", Text("Label", "Labels")),
            ),
            starts_on=dt.date(2026, 11, 2),
            ends_on=dt.date(2026, 11, 5),
            issued_at=ISSUED,
            page=f"{house.base}/sertifikat/LS-7F3K-2M9Q/",
            course_page=f"{house.base}/sertifikat/kursus/3/",
            picture=f"{house.base}/sertifikat/lencana.svg",
            status_list=f"{house.base}/sertifikat/status/{house.status_list(keys())}",
            status_index=94567,
            subject="0b6ad6c2-6b1f-4f0c-9c2a-0f7a1c9e1100",
            salt="garam",
        ),
        **changed,
    )


def signed(house: House = WEB, pair: Keys | None = None, **changed: object) -> Signed:
    """A badge, signed."""
    return sign(award(house, **changed), house, pair or keys())
