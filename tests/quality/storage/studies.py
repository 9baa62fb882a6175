"""Storage studies for the tests: one published, the others made from known rates."""

import math
import random

from lopo.quality.storage.study import ACCELERATED, FALLS, REAL_TIME, RISES, Study, series_of

KERUPUK = {
    20: [(0, 1), (5, 1.3), (10, 1.6), (15, 1.9), (20, 2.2)],
    25: [(0, 1), (7, 1.5), (14, 2), (21, 2.5), (28, 3)],
    30: [(0, 1), (7, 1.72), (14, 2.42), (21, 3.16), (28, 3.88)],
}
"""Moisture of onion kerupuk in polypropylene, as printed:
https://id.scribd.com/document/584339759/MP-Masa-Simpan-9, critical 4 %."""

KERUPUK_HIGH_LIMIT = {
    20: [(0, 2.53), (7, 2.57), (14, 2.65), (21, 2.7), (28, 3.54)],
    25: [(0, 2.55), (7, 2.54), (14, 2.7), (21, 2.81), (28, 4.1)],
}
"""The second table of the same source, critical 11 %: one leap at the end, far from the limit."""


def a_study(points, limit=4, *, direction=RISES, method=ACCELERATED, storage="room", as_sold=True):
    """A study from ``{celsius: [(day, value), ...]}``."""
    rows = [(celsius, day, value) for celsius, each in points.items() for day, value in each]
    return Study("kadar air", "%", direction, limit, series_of(rows), method, storage, "PP", as_sold)


def kerupuk():
    return a_study(KERUPUK)


def made(
    rate_at_30=0.06,
    ea_over_r=6000,
    order=0,
    noise=0.0,
    seed=1,
    packs=2,
    start=1.0,
    limit=4.0,
    celsius=(35, 45, 55),
):
    """Readings of a food that spoils at a known rate, with noise of a known size in the values."""
    chance, points = random.Random(seed), {}
    for each in celsius:
        rate = rate_at_30 * math.exp(ea_over_r * (1 / 303 - 1 / (each + 273)))
        end = (math.log(limit / start) if order else limit - start) / rate
        points[each] = [
            (
                day,
                (start * math.exp(rate * day) if order else start + rate * day) + noise * chance.gauss(0, 1),
            )
            for step in range(7)
            for day in [end * step / 6]
            for _pack in range(packs)
        ]
    return a_study(points, limit)


def kept(points, limit=3, celsius=30):
    """Scores of packs kept at one temperature."""
    return a_study({celsius: points}, limit, direction=FALLS, method=REAL_TIME)
