"""Somebody who has all the open data and wants a hidden figure: an exact solver over all cities that fit.

He knows every kelurahan and where it lies, that a business is in one place, that a product has one rung and,
where it is trained, one stage, and the rule: a nought is shown on the lines that are there, unless a nought
is hidden somewhere.
"""

from collections import defaultdict

from ortools.sat.python import cp_model

from lopo.insight.opendata.hiding import ALL
from lopo.producers.kelurahan import all_kelurahan

MOST = 200
WARDS = [(each.kecamatan, each.name) for each in all_kelurahan()]
NOWHERE = ("not known", "")


def published(table):
    """(level, kecamatan, kelurahan, kind) to the products and businesses shown, or to nothing."""
    keys = [column.key for column in table.columns]
    kind = next(key for key in keys if key in ("rung", "furthest_stage"))
    found = {}
    for row in table.rows:
        cells = dict(zip(keys, row, strict=True))
        place = tuple(getattr(cells[key], "en", cells[key]) for key in ("level", "kecamatan", "kelurahan"))
        shown = None if cells["suppressed"] else (cells["products"], cells["businesses"])
        found[(*place, cells[kind])] = shown
    return found


def truth(members):
    """The same of members (kecamatan, kelurahan, kind, business), with every ward there is."""
    sets = defaultdict(list)
    for kecamatan, ward, kind, business in members:
        for place in (("city", "", ""), ("kecamatan", kecamatan, ""), ("kelurahan", kecamatan, ward)):
            for each in (kind, ALL):
                sets[(*place, each)].append(business)
    return defaultdict(lambda: (0, 0), {key: (len(each), len(set(each))) for key, each in sets.items()})


class Attacker:
    """The cities that fit what tables publish; the second is of a part of the products of the first."""

    def __init__(self, tables, truths):
        self._model = cp_model.CpModel()
        self._figures = []
        totals = []
        for shown, true in zip(tables, truths, strict=True):
            figures, ward_totals = self._add(shown, true)
            self._figures.append(figures)
            totals.append(ward_totals)
        for part in totals[1:]:
            for place, total in part.items():
                self._model.add(total <= totals[0].get(place, 0))

    def _add(self, shown, true):
        kinds = list(dict.fromkeys(kind for *_place, kind in shown if kind != ALL))
        districts = {kecamatan for level, kecamatan, _ward, _kind in shown if level == "kecamatan"}
        leaves = [place for place in [*WARDS, NOWHERE] if place[0] in districts]
        products, businesses = {}, {}
        for place in leaves:
            for kind in kinds:
                p, b = (self._model.new_int_var(0, MOST, f"{what}{place}{kind}") for what in "pb")
                self._model.add(b <= p)
                self._model.add(p <= MOST * b)
                products[place, kind], businesses[place, kind] = p, b
        nought_hidden = any(each is None and true[key][0] == 0 for key, each in shown.items())
        sums = {}
        levels = [("city", "", ""), *(("kecamatan", each, "") for each in districts)]
        levels += [("kelurahan", *place) for place in leaves]
        for level, kecamatan, ward in levels:
            mine = [
                place
                for place in leaves
                if level == "city"
                or place == (kecamatan, ward)
                or (level, place[0]) == ("kecamatan", kecamatan)
            ]
            for kind in (*kinds, ALL):
                of = kinds if kind == ALL else [kind]
                p = sum(products[place, each] for place in mine for each in of)
                b = None if kind == ALL else sum(businesses[place, kind] for place in mine)
                sums[level, kecamatan, ward, kind] = (p, b)
        for key, each in shown.items():
            p, b = sums[key]
            if each is None:
                self._model.add(p >= (0 if nought_hidden else 1))
            else:
                self._model.add(p == each[0])
                if b is not None:
                    self._model.add(b == each[1])
        return sums, {place: sum(products[place, kind] for kind in kinds) for place in leaves}

    def may_differ(self, table, key, true):
        """Whether the products, and the businesses, of a figure may be others than they are."""
        p, b = self._figures[table][key]
        return another(self._model, p, true[0]) and (b is None or another(self._model, b, true[1]))


def another(model, figure, value):
    """Whether a figure of a model may have another value."""
    model = model.clone()
    model.add(figure != value)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def worked_out_of_flat(figures, hidden):
    """The same for a table of places and kinds of one level."""
    model = cp_model.CpModel()
    counts = figures.counts
    of = {}
    for key in counts:
        if key[0] != figures.top and key[1] != ALL:
            p, b = (model.new_int_var(0, MOST, f"{what}{key}") for what in "pb")
            model.add(b <= p)
            model.add(p <= MOST * b)
            of[key] = (p, b)
    sums = {
        (place, kind): tuple(
            sum(
                each[what]
                for key, each in of.items()
                if place in (key[0], figures.top) and kind in (key[1], ALL)
            )
            for what in (0, 1)
        )
        for place, kind in counts
    }
    least = 0 if any(not counts[key].products for key in hidden) else 1
    for key, count in counts.items():
        p, b = sums[key]
        if key in hidden:
            model.add(p >= least)
        else:
            model.add(p == count.products)
            if key[1] != ALL:
                model.add(b == count.businesses)
    found = []
    for key in hidden:
        (p, b), count = sums[key], counts[key]
        if not another(model, p, count.products) or (
            key[1] != ALL and not another(model, b, count.businesses)
        ):
            found.append(key)
    return found


def worked_out(tables, truths):
    """The hidden figures that have one value only: on the lines there are, and of wards that are not told and
    have something.
    """
    attacker = Attacker(tables, truths)
    found = []
    for table, (shown, true) in enumerate(zip(tables, truths, strict=True)):
        untold = [key for key in true if key[0] == "kelurahan" and key not in shown and key[2]]
        hidden = [key for key, each in shown.items() if each is None]
        for key in hidden + untold:
            if not attacker.may_differ(table, key, true[key]):
                found.append((table, key))
    return found
