"""What can be worked out about a business and its papers.

The permit route also hangs on the claims of the label: its rule stands in :mod:`lopo.labels.facts`.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import Value
from lopo.facts.rule import Rule, offered, worked_out
from lopo.producers.catalogue_category import fit_of, quiet_until
from lopo.producers.commitments import commitments_due
from lopo.producers.craft import fibre_total
from lopo.producers.fda_window import fda_valid_until
from lopo.producers.gtin import check_gtin
from lopo.producers.pirt import Pirt, pack_digit, parse_pirt, pirt_expires_on
from lopo.producers.remaining_life import remaining_life_percent
from lopo.producers.size_class import size_class

PIRT_NUMBER, MD_NUMBER = "permit.pirt.number", "permit.md.number"


def derive(dossier: Dossier, on: dt.date) -> dict[str, Fact]:
    """The facts of this package that follow from the dossier on the day ``on``."""
    return worked_out(RULES, dossier, on)


def _size_class(dossier: Dossier, on: dt.date) -> str | None:
    return size_class(dossier.value("business.annual_sales"), dossier.value("business.capital"))


def _is_written(number: str) -> Callable[[Dossier, dt.date], bool | None]:
    def work_out(dossier: Dossier, on: dt.date) -> bool | None:
        written = dossier.value(number)
        return None if written is None else bool(written.strip())

    return work_out


def _one_of_two(number: str, other: str) -> Callable[[Dossier, dt.date], bool | None]:
    """Held as written; where only the number of the other permit is written, not held."""

    def work_out(dossier: Dossier, on: dt.date) -> bool | None:
        held = _is_written(number)(dossier, on)
        return False if held is None and _is_written(other)(dossier, on) else held

    return work_out


def _count_digits(number: str) -> Callable[[Dossier, dt.date], int | None]:
    def work_out(dossier: Dossier, on: dt.date) -> int | None:
        written = dossier.value(number)
        return len(re.findall(r"[0-9]", written)) if written else None

    return work_out


def _halal_held(dossier: Dossier, on: dt.date) -> bool | None:
    if dossier.value("product.halal_materials") == "non-halal":
        return False
    return _is_written("permit.halal.number")(dossier, on)


def _pirt(dossier: Dossier) -> Pirt | None:
    written = dossier.value(PIRT_NUMBER)
    pirt = parse_pirt(written) if written else None
    return pirt if isinstance(pirt, Pirt) else None


def _part_of_pirt(read: Callable[[Pirt], Value]) -> Callable[[Dossier, dt.date], Value | None]:
    def work_out(dossier: Dossier, on: dt.date) -> Value | None:
        pirt = _pirt(dossier)
        return None if pirt is None else read(pirt)

    return work_out


def _pack_agrees(dossier: Dossier, on: dt.date) -> bool | None:
    pirt, material = _pirt(dossier), dossier.value("pack.material")
    if pirt is None or material is None:
        return None
    return pirt.pack == pack_digit(material)


def _group_agrees(dossier: Dossier, on: dt.date) -> bool | None:
    pirt, group = _pirt(dossier), dossier.value("product.food_group")
    if pirt is None or group is None:
        return None
    return bool(pirt.group == group)


def _pirt_expires_on(dossier: Dossier, on: dt.date) -> dt.date | None:
    return pirt_expires_on(
        valid_until=dossier.value("permit.pirt.valid_until"),
        pirt=_pirt(dossier),
        issued_on=dossier.value("permit.pirt.issued_on"),
    )


def _commitments_due(dossier: Dossier, on: dt.date) -> dt.date | None:
    issued_on = dossier.value("permit.pirt.issued_on")
    if issued_on is None:
        return None
    return commitments_due(issued_on, extended=bool(dossier.value("permit.pirt.extended")))


def _check_digit_right(dossier: Dossier, on: dt.date) -> bool | None:
    written = dossier.value("permit.gtin.number")
    return check_gtin(written).is_good if written else None


def _remaining_life(dossier: Dossier, on: dt.date) -> Decimal | None:
    life, age = dossier.value("quality.shelf_life_days"), dossier.value("supply.age_at_delivery_days")
    return None if life is None or age is None else remaining_life_percent(life, age)


def _fibre_total(dossier: Dossier, on: dt.date) -> Decimal | None:
    return fibre_total(dossier.value("craft.fibres") or ())


def _kbli_fits(dossier: Dossier, on: dt.date) -> bool | None:
    """By the list; for a category outside of it, as somebody compared it."""
    if "business.kbli" not in dossier:
        return None
    settled = fit_of(dossier.value("business.kbli"), dossier.value("product.catalogue_category")).settled
    told: bool | None = dossier.value("product.kbli_fit_told")
    return told if settled is None and dossier.value("product.catalogue_category") else settled


def _catalogue_quiet_until(dossier: Dossier, on: dt.date) -> dt.date | None:
    shown_on = dossier.value("product.catalogue_shown_on")
    if not dossier.value("product.catalogue_shown") or shown_on is None:
        return None
    return quiet_until(shown_on, dossier.value("product.catalogue_sold_on"))


def _fda_valid_until(dossier: Dossier, on: dt.date) -> dt.date | None:
    renewed_on: dt.date | None = dossier.value("export.us.fda_renewed_on")
    return None if renewed_on is None else fda_valid_until(renewed_on)


RULES = (
    Rule("business.size_class", "lopo.producers.size_class", _size_class),
    Rule("permit.nib.held", "lopo.producers.papers", _is_written("permit.nib.number")),
    Rule("permit.pirt.held", "lopo.producers.pirt", _one_of_two(PIRT_NUMBER, MD_NUMBER)),
    Rule("permit.pirt.number_digits", "lopo.producers.pirt", _count_digits(PIRT_NUMBER)),
    Rule("permit.pirt.province", "lopo.producers.pirt", _part_of_pirt(lambda pirt: pirt.province)),
    Rule("permit.pirt.regency", "lopo.producers.pirt", _part_of_pirt(lambda pirt: pirt.regency)),
    Rule("permit.pirt.pack_agrees", "lopo.producers.pirt", _pack_agrees),
    Rule("permit.pirt.group_agrees", "lopo.producers.pirt", _group_agrees),
    Rule("permit.pirt.expires_on", "lopo.producers.pirt", _pirt_expires_on),
    Rule("permit.pirt.commitments_due", "lopo.producers.commitments", _commitments_due),
    Rule("permit.md.held", "lopo.producers.papers", _one_of_two(MD_NUMBER, PIRT_NUMBER)),
    Rule("permit.md.number_digits", "lopo.producers.papers", _count_digits("permit.md.number")),
    Rule("permit.halal.held", "lopo.producers.papers", _halal_held),
    Rule("permit.gtin.check_digit_right", "lopo.producers.gtin", _check_digit_right),
    Rule("supply.remaining_life_percent", "lopo.producers.remaining_life", _remaining_life),
    Rule("craft.fibre_total", "lopo.producers.craft", _fibre_total),
    Rule("product.kbli_fits_category", "lopo.producers.catalogue_category", _kbli_fits),
    Rule("product.catalogue_quiet_until", "lopo.producers.catalogue_category", _catalogue_quiet_until),
    Rule("export.us.fda_valid_until", "lopo.producers.fda_window", _fda_valid_until),
)
"""One rule a fact. Words of a number that is written as "" mean that there is none."""

OFFERS = offered(RULES)
