"""Whom a page, a file or a report counts, in words."""

from lopo.facts.text import Text, joined
from lopo.facts.wording import say_date
from lopo.insight.house import House
from lopo.insight.wanted import Wanted

EVERYTHING = Text("seluruh kota", "the whole city")


def chosen(house: House, wanted: Wanted) -> Text:
    """The choice of products in words; a name that the house does not know is said as it stands."""
    parts = [
        _named(Text("kelurahan {name}", "kelurahan {name}"), _ward(house, wanted.kelurahan)),
        _named(Text("pelatihan {name}", "course {name}"), _course(house, wanted.cohort)),
        _named(Text("modul {name}", "module {name}"), wanted.module and house.module_title(wanted.module)),
        _named(Text("dibayar {name}", "paid by {name}"), _payer(house, wanted.payer)),
        _named(
            Text("pelajaran dari {name}", "lessons from {name}"),
            say_date(wanted.since) if wanted.since else None,
        ),
        _named(Text("sampai {name}", "until {name}"), say_date(wanted.until) if wanted.until else None),
    ]
    return joined([part for part in parts if part], Text(", ", ", ")) if any(parts) else EVERYTHING


def _named(said: Text, name: str | Text | None) -> Text | None:
    return said.filled(name=name) if name else None


def _ward(house: House, code: str) -> str:
    return next((each.ward_name for each in house.products if each.ward == code and code), code)


def _course(house: House, cohort: int) -> str:
    found = house.cohorts.get(cohort)
    return found.title if found else str(cohort or "")


def _payer(house: House, payer: int) -> str:
    names = (each.payer_name for each in house.cohorts.values() if payer and each.payer == payer)
    return next(names, str(payer or ""))
