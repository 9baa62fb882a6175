"""Which figures are hidden, so that none of them can be worked out from all the others.

A table counts products by place and by kind (a rung, a stage): for wards, for their kecamatan, for the city,
each with a total over the kinds. Small figures are hidden (primary). That alone protects nobody: the total
less its neighbours is the figure. So others are hidden beside them (secondary), until each hidden figure can
be another one.

**Wards** of fewer businesses than the rule asks are not told at all, not even that they have none, and never
one alone in its kecamatan. Any business of one such ward might as well be in another (:func:`told_leaves`).

**Above them** the sums that tie the figures together are a flow. The city's total is shared out among
kecamatan and told wards, theirs among their kinds; those run together in the kinds of the city, and back to
its total. Each figure is an arc; each sum is a point where as much comes in as goes out. One product of one
business more in some hidden figures and one less in others, along a closed way through that flow, leaves
every sum as it was. So a hidden figure on a closed way of hidden arcs has a second value that fits all that
is published. :func:`hidden_figures` looks for the way of each hidden figure; where there is none it hides
what is missing of the cheapest (the shortest-path heuristic of cell suppression: Kelly, Golden and Assad
1992; Castro 2007). What was safe stays safe when more is hidden.

Noughts are shown, so what is hidden is at least one. Where hiding a nought is the cheaper way, it is hidden,
too (each of six kecamatan has one business, and the city has six): the way then has the nought on it, which
may be one while another of its figures is nought.

The numbers of businesses go along: those of one kind add up from wards to the city, since a business is in
one ward, and no number of businesses is published over several kinds, of which one business may be in two.
"""

import heapq
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

ALL = "all"
"""The kind that is the total of all kinds at a place."""
_LEVEL, _TOTAL, _NOUGHT, _FIXED = 100, 3, 50, 10**12
"""What hiding costs: a level more than a hundred figures of the level below, a total three of its kinds, a
nought as much as fifty businesses. What is published elsewhere is hidden in vain."""


@dataclass(frozen=True, slots=True)
class Count:
    """Products of a figure, and of how many businesses they are."""

    products: int
    businesses: int


Key = tuple[str, str]
"""Place and kind of a figure."""
_Point = tuple[str, str]
_END: _Point = ("", "")


@dataclass(frozen=True)
class Figures:
    """The figures of a table: ``counts`` has each place with each kind (two at least) and :data:`ALL`."""

    top: str
    parent: Mapping[str, str]
    """Every place but the topmost to the one it is in; where nothing lies in a place it is a leaf."""
    counts: Mapping[Key, Count]
    untold: frozenset[str] = frozenset()
    """Leaves of which nothing at all is shown: the wards of a kecamatan that are not told, together."""
    fixed: frozenset[Key] = frozenset()
    """Figures that are published elsewhere."""
    least: Mapping[Key, int] = field(default_factory=dict)
    """Products that a figure has at least, as another table tells."""
    most: Mapping[Key, int] = field(default_factory=dict)


def hidden_figures(figures: Figures, fewest: int, also: Collection[Key] = ()) -> frozenset[Key]:
    """What is not shown: figures of fewer businesses than ``fewest``, those of ``also``, and what protects.

    Each hidden figure then has at least two values, one apart, that fit all that is shown; of products and of
    businesses alike.
    """
    counts = figures.counts
    small = {key for key, count in counts.items() if 0 < count.businesses < fewest}
    small |= {key for key in also if key in counts and counts[key].products}
    hidden = small | {key for key in counts if key[0] in figures.untold}
    flow = _Flow(figures)
    for key in sorted(small):
        hidden.update(flow.around(key, hidden))
    return frozenset(hidden)


def told_leaves(
    within: Mapping[str, Collection[str]], businesses: Mapping[str, int], fewest: int
) -> set[str]:
    """The leaves of which anything is told. ``within`` has every leaf by its parent, empty ones, too,
    and ``businesses`` how many are in it. Of the leaves of a parent none or at least two are not told.
    """
    told: set[str] = set()
    for leaves in within.values():
        by_size = sorted(leaves, key=lambda leaf: (businesses.get(leaf, 0), leaf))
        untold = [leaf for leaf in by_size if businesses.get(leaf, 0) < fewest]
        told.update(by_size[2 if len(untold) == 1 else len(untold) :])
    return told


@dataclass(frozen=True, slots=True)
class _Arc:
    key: Key
    tail: _Point
    head: _Point
    cost: int


_Way = tuple[int, tuple[Key, ...]]
"""What a way costs, and its figures."""
_Search = dict[_Point, tuple[int, tuple[Key, _Point] | None]]
"""Each point that can be reached: the cost, and the figure and point before it."""


class _Flow:
    """The arcs of a table, and the cheapest closed way through one of them."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._arcs = {arc.key: arc for arc in _arcs(figures)}
        self._at: dict[_Point, list[_Arc]] = {}
        for arc in self._arcs.values():
            self._at.setdefault(arc.tail, []).append(arc)
            self._at.setdefault(arc.head, []).append(arc)

    def around(self, key: Key, hidden: Collection[Key]) -> tuple[Key, ...]:
        """The other figures of the cheapest closed way through ``key``; all figures where there is no way."""
        arc = self._arcs[key]
        found = list(self._without_noughts(arc, hidden))
        if not any(cost == 0 for cost, _keys in found):
            found += self._by_a_nought(arc, hidden)
        return min(found, default=(0, tuple(self._arcs)))[1]

    def _without_noughts(self, arc: _Arc, hidden: Collection[Key]) -> Iterator[_Way]:
        for start, end, may in ((arc.head, arc.tail, self._may_rise), (arc.tail, arc.head, self._may_fall)):
            if not may(arc, False):
                continue
            search = self._search(start, arc, hidden, noughts=False)
            if end in search:
                yield search[end][0], tuple(key for key, _point in _back(search, end))

    def _by_a_nought(self, arc: _Arc, hidden: Collection[Key]) -> Iterator[_Way]:
        """The cheapest way on which ``arc`` falls by one, to nought even, and a nought rises to one.

        The nought is one of the lines that are shown: only a nought hidden there lets a reader doubt that
        what is hidden is at least one. Those of wards that are not told are never shown.
        """
        if not self._may_fall(arc, True):
            return
        there = self._search(arc.tail, arc, hidden, noughts=True)
        home = self._search(arc.head, arc, hidden, noughts=True, backwards=True)
        ways = []
        for nought in self._arcs.values():
            place = nought.key[0]
            if self._figures.counts[nought.key].products or place in self._figures.untold:
                continue
            if not self._may_rise(nought, True):
                continue
            if nought.tail in there and nought.head in home:
                cost = there[nought.tail][0] + home[nought.head][0]
                ways.append((cost + (0 if nought.key in hidden else nought.cost), nought))
        for cost, nought in sorted(ways, key=lambda way: (way[0], way[1].key)):
            out, back = _back(there, nought.tail), _back(home, nought.head)
            points = [nought.tail, nought.head, *(point for _key, point in (*out, *back))]
            if len(set(points)) == len(points):
                yield cost, (nought.key, *(key for key, _point in (*out, *back)))
                return

    def _search(
        self, start: _Point, without: _Arc, hidden: Collection[Key], noughts: bool, backwards: bool = False
    ) -> _Search:
        """Dijkstra's shortest ways from a point (or to it); what is hidden already costs nothing."""
        found: _Search = {start: (0, None)}
        waiting = [(0, start)]
        while waiting:
            cost, point = heapq.heappop(waiting)
            if cost > found[point][0]:
                continue
            for arc in self._at.get(point, ()):
                rises = (arc.tail == point) != backwards
                if arc is without or not (self._may_rise if rises else self._may_fall)(arc, noughts):
                    continue
                onward = arc.head if arc.tail == point else arc.tail
                further = cost + (0 if arc.key in hidden else arc.cost)
                if onward not in found or further < found[onward][0]:
                    found[onward] = (further, (arc.key, point))
                    heapq.heappush(waiting, (further, onward))
        return found

    def _may_rise(self, arc: _Arc, noughts: bool) -> bool:
        products = self._figures.counts[arc.key].products
        if not products and not noughts and arc.key[0] not in self._figures.untold:
            return False
        return products < self._figures.most.get(arc.key, products + 1)

    def _may_fall(self, arc: _Arc, noughts: bool) -> bool:
        """One product of one business less; a single business can only leave with its only product."""
        count = self._figures.counts[arc.key]
        if count.products <= self._figures.least.get(arc.key, 0):
            return False
        if count.products == 1:
            return noughts or arc.key[0] in self._figures.untold
        return arc.key[1] == ALL or count.businesses > 1


def _back(search: _Search, end: _Point) -> list[tuple[Key, _Point]]:
    """The figures from a point back to where the search began, each with the point on its far side."""
    walked = []
    while (step := search[end][1]) is not None:
        walked.append(step)
        end = step[1]
    return walked


def _arcs(figures: Figures) -> Iterator[_Arc]:
    """From the end through the totals of places, down to the leaves, and up through the kinds to the end."""
    inner = set(figures.parent.values())
    height = _heights(figures)
    for key, count in figures.counts.items():
        place, kind = key
        above = figures.parent.get(place)
        cost = (1 + count.businesses if count.products else _NOUGHT) * _LEVEL ** height[place]
        cost *= _FIXED if key in figures.fixed else 1
        if kind == ALL:
            yield _Arc(key, (above, ALL) if above else _END, (place, ALL), cost * _TOTAL)
        else:
            tail = (place, kind) if place in inner else (place, ALL)
            yield _Arc(key, tail, (above, kind) if above else _END, cost)


def _heights(figures: Figures) -> dict[str, int]:
    """How many levels lie below each place."""
    height = {place: 0 for place, _kind in figures.counts}
    for place in height:
        levels, above = 1, figures.parent.get(place)
        while above:
            height[above] = max(height[above], levels)
            levels, above = levels + 1, figures.parent.get(above)
    return height
