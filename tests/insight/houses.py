"""Houses made up for tests of pure modules: products, lessons, changes, in one line each."""

import datetime as dt

import numpy as np

from lopo.facts.text import Text
from lopo.insight.history.past import ABSENT, CODES, Change, Past
from lopo.insight.house import CohortRow, House, LessonRow, ProductRow

TODAY = dt.date(2026, 11, 27)
NAMES = ("cppb-irt/hands", "cppb-irt/water", "bpom-label/net-quantity")
LONG_AGO, COURSE = TODAY - dt.timedelta(days=400), TODAY - dt.timedelta(days=200)
TAUGHT = {"hygiene": (0, 1), "label": (2,)}
HEIGHTS = ("", "taman", "swalayan", "nasional", "internasional")


def ago(days):
    return TODAY - dt.timedelta(days=days)


def a_product(id, business=None, kind="food", ward="Oebobo", entered=LONG_AGO, rung="", lacking=()):
    business = business or id
    return ProductRow(
        id=id, public_id=f"p{id}", name=f"Sambal {id}", business=business, business_name=f"Dapur {business}",
        kind=kind, ward=ward, ward_name=ward, entered_on=entered, rung=rung, lacking=lacking,
    )  # fmt: skip


def a_lesson(business, on, module="hygiene", cohort=1, product=None):
    return LessonRow(business, product, cohort, module, on)


def a_house(products, lessons=(), now=None, changes=(), rung_changes=(), **more):
    """``now``: product to the codes of NAMES by word; ``changes``: (product, name's place, was, became,
    day).
    """
    rows = {product.id: row for row, product in enumerate(products)}
    table = np.full((len(products), len(NAMES)), ABSENT, np.int8)
    for id, words in (now or {}).items():
        table[rows[id]] = [CODES[word] for word in words]
    heights = np.array([[HEIGHTS.index(each.rung)] for each in products], np.int8).reshape(-1, 1)
    cohorts = {1: CohortRow(1, "Higiene angkatan 1", ago(200), 6_000_000, 7, "Indomaret")}
    kept = {
        "papers": (), "milestones": (), "cohorts": cohorts, "sheets": (),
        "asks": {name: Text(f"Syarat {name}", f"Demand {name}") for name in NAMES},
        "modules": {"hygiene": Text("Dapur bersih", "A clean kitchen")},
        "rung_titles": {rung: Text(rung or "di bawah", rung or "below") for rung in HEIGHTS},
    } | more  # fmt: skip
    return House(
        today=TODAY,
        products=tuple(products),
        lessons=tuple(lessons),
        findings=Past(
            table,
            [
                Change(rows[id], column, CODES[was], CODES[became], on)
                for id, column, was, became, on in changes
            ],
        ),
        rungs=Past(
            heights,
            [
                Change(rows[id], 0, HEIGHTS.index(was), HEIGHTS.index(became), on)
                for id, was, became, on in rung_changes
            ],
        ),
        taught=TAUGHT,
        **kept,
    )


def a_programme(trained, beside=0, closed=0, closed_beside=0, start=COURSE):
    """So many trained producers and so many similar ones, of whom so many closed their one gap ten days
    later.
    """
    products = [a_product(id) for id in range(1, trained + beside + 1)]
    mended = [*range(1, closed + 1), *range(trained + 1, trained + closed_beside + 1)]
    now = {each.id: ("met" if each.id in mended else "not_met", "met", "met") for each in products}
    changes = [(id, 0, "not_met", "met", start + dt.timedelta(days=10)) for id in mended]
    lessons = [a_lesson(id, start) for id in range(1, trained + 1)]
    return a_house(products, lessons, now, changes)
