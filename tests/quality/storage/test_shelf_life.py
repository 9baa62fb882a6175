import dataclasses
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.quality.storage.fit import FIRST, ZERO
from lopo.quality.storage.plot import plot
from lopo.quality.storage.report import study_report
from lopo.quality.storage.rules import rules
from lopo.quality.storage.shelf_life import answer
from lopo.quality.storage.study import FALLS, REAL_TIME
from tests.quality.storage.studies import KERUPUK, KERUPUK_HIGH_LIMIT, a_study, kept, kerupuk, made

GOOD = [(day, score) for day in (0, 14, 28, 42, 56) for score in (5 - day / 28, 4.8 - day / 28)]


# The published study


def test_the_published_rates_and_line_of_the_kerupuk_come_out():
    found = answer(kerupuk())
    assert found.order == ZERO
    assert [round(fit.rate, 4) for fit in found.taken] == [0.0600, 0.0714, 0.1029]
    assert found.line.slope == pytest.approx(4775.260529, abs=1e-5)
    assert found.line.intercept == pytest.approx(13.45174506, abs=1e-7)
    assert math.exp(found.line.intercept) == pytest.approx(695_054.17, abs=0.1)
    assert found.line.activation_energy == pytest.approx(9484, abs=1)


@pytest.mark.parametrize(("celsius", "days"), [(25, 39.3), (27, 35.3), (30, 30.2)])
def test_the_life_of_the_kerupuk_follows_its_line_and_not_the_slips_of_the_source(celsius, days):
    life = next(life for life in answer(kerupuk()).lives if life.celsius == celsius)
    assert life.days == pytest.approx(days, abs=0.05)
    assert life.low < life.days < life.high


def test_the_label_promises_less_than_the_lower_bound():
    found = answer(kerupuk())
    assert found.studied_days == 15
    assert found.claim.days == 12


def test_a_leap_at_the_end_far_from_the_limit_carries_no_date():
    points = {**KERUPUK_HIGH_LIMIT, 30: [(day, value * 1.05) for day, value in KERUPUK_HIGH_LIMIT[25]]}
    found = answer(a_study(points, limit=11))
    assert {refusal.code for refusal in found.refusals} >= {"one-reading", "limit-far"}
    assert found.lives == () and found.claim is None


# Why there is no date


def changed(**points):
    return {**KERUPUK, **{int(name.removeprefix("at_")): each for name, each in points.items()}}


FLAT = [(0, 1), (7, 1.01), (14, 0.99), (21, 1.01), (28, 1.0)]
SPEEDING = [(day, 1 + 3 * (day / 28) ** 3) for day in (0, 4, 8, 12, 16, 20, 24, 28)]
REFUSED = [
    ("temperatures", {20: KERUPUK[20], 25: KERUPUK[25]}, {}),
    ("days", changed(at_25=KERUPUK[25][:4]), {}),
    ("no-start", {celsius: [*points[1:], (35, 5)] for celsius, points in KERUPUK.items()}, {}),
    ("no-change", changed(at_25=FLAT), {}),
    ("wrong-way", changed(at_25=[(day, 3 - value) for day, value in KERUPUK[25]]), {}),
    ("up-and-down", changed(at_25=[(0, 1), (7, 2.2), (14, 1.4), (21, 3), (28, 2.2), (35, 3.4)]), {}),
    ("one-reading", changed(at_25=[(0, 1), (7, 1.1), (14, 1.2), (21, 1.3), (28, 3.5)]), {}),
    ("poor-fit", changed(at_25=[(0, 1), (7, 2.4), (14, 1.7), (21, 2.4), (28, 3.2), (35, 3)]), {}),
    ("speeds-up", changed(at_25=SPEEDING), {}),
    ("limit-far", KERUPUK, {"limit": 40}),
    ("celsius-far", {celsius + 40: points for celsius, points in KERUPUK.items()}, {}),
    ("celsius-far", {celsius - 15: points for celsius, points in KERUPUK.items()}, {}),
    ("not-faster-warm", {20: KERUPUK[30], 25: KERUPUK[25], 30: KERUPUK[20]}, {}),
    ("poor-line", {20: KERUPUK[25], 25: KERUPUK[30], 30: KERUPUK[25], 35: KERUPUK[30]}, {}),
    ("start", KERUPUK, {"limit": 0.5}),
    ("pack", KERUPUK, {"as_sold": False}),
    ("pack", KERUPUK, {"as_sold": None}),
    ("close", {20 + (c - 20) / 10: points for c, points in KERUPUK.items()}, {}),
    ("cold", KERUPUK, {"storage": "chilled"}),
]


@pytest.mark.parametrize(("code", "points", "options"), REFUSED)
def test_a_reason_against_the_data_is_said_and_no_number(code, points, options):
    found = answer(a_study(points, **options))
    assert code in {refusal.code for refusal in found.refusals}
    assert found.lives == () and found.claim is None and found.studied_days is None
    for refusal in found.refusals:
        for sentence in (refusal.reason, refusal.mend):
            assert sentence.id and sentence.en and "{" not in sentence.id + sentence.en


def test_a_life_much_longer_than_the_study_is_not_stated():
    found = answer(made(ea_over_r=12_000, celsius=(45, 50, 55)))
    assert "days-far" in {refusal.code for refusal in found.refusals}


# What is known comes back


@settings(max_examples=40)
@given(st.floats(0.01, 0.2), st.floats(3000, 9000), st.sampled_from([ZERO, FIRST]))
def test_a_food_of_known_rate_gives_its_life_back(rate, ea_over_r, order):
    found = answer(made(rate, ea_over_r, order))
    true = (math.log(4) if order else 3) / rate
    codes = {refusal.code for refusal in found.refusals}
    if codes:
        assert codes == {"days-far"}
        return
    assert found.order == order
    life = found.lives[-1]
    assert life.days == pytest.approx(true, rel=1e-6)
    assert life.low <= true * (1 + 1e-9) and true <= life.high * (1 + 1e-9)


def test_the_true_life_is_above_the_lower_bound_as_often_as_promised():
    kept_promise, stated = 0, 0
    for seed in range(300):
        found = answer(made(noise=0.15, seed=seed))
        if found.lives:
            stated += 1
            kept_promise += found.lives[-1].low <= 50
    assert stated > 200
    assert kept_promise / stated >= float(rules()["confidence"]["level"])


@settings(max_examples=40)
@given(st.integers(0, 1000), st.floats(0.01, 0.05))
def test_noise_widens_the_interval(seed, noise):
    quiet, loud = answer(made(noise=noise, seed=seed)), answer(made(noise=noise * 3, seed=seed))
    if quiet.lives and loud.lives and quiet.order == loud.order:
        spread = [found.lives[-1].high / found.lives[-1].low for found in (quiet, loud)]
        assert spread[1] > spread[0]


@settings(max_examples=40)
@given(st.integers(0, 1000), st.floats(0.001, 1000))
def test_another_unit_changes_nothing(seed, times):
    study = made(noise=0.05, seed=seed)
    points = {each.celsius: [(r.day, r.value * times) for r in each.readings] for each in study.series}
    here, there = answer(study), answer(a_study(points, study.limit * times))
    assert {r.code for r in here.refusals} == {r.code for r in there.refusals}
    assert [life.low for life in there.lives] == pytest.approx([life.low for life in here.lives])


CELSIUS = st.integers(-400, 1000).map(lambda tenths: tenths / 10)
POINTS = st.lists(
    st.tuples(st.integers(0, 60) | st.integers(0, 3650), st.floats(-1e9, 1e9)), min_size=1, max_size=12
)


@settings(max_examples=150)
@given(
    st.dictionaries(CELSIUS, POINTS, max_size=5),
    st.floats(-1e6, 1e6),
    st.sampled_from(["accelerated", "real-time"]),
)
def test_whatever_was_measured_is_judged_and_a_refusal_never_comes_with_a_number(points, limit, method):
    found = answer(a_study(points, limit, method=method))
    assert bool(found.refusals) != bool(found.lives)
    if found.refusals:
        assert found.claim is None and found.studied_days is None
    else:
        assert all(0 <= life.low <= life.days <= life.high for life in found.lives)


SURE = {day: 10.0 ** (day - 6) for day in range(14)}


@pytest.mark.parametrize("celsius", [(29.9, 30, 30.1), (20, 30, 30.1), (-40, 30, 100)])
def test_numbers_that_no_food_has_overflow_nothing(celsius):
    points = {
        each: [(day * 10**place / 100, value) for day, value in SURE.items()]
        for place, each in enumerate(reversed(celsius))
    }
    points[celsius[1]].append((3650, 1e9))
    found = answer(a_study(points, limit=1e8))
    assert bool(found.refusals) != bool(found.lives)
    plot(found, "id")
    json.dumps(study_report(found, "id"), allow_nan=False)


# Kept as it is sold


def test_what_was_studied_while_all_were_good_is_the_life():
    found = answer(kept(GOOD))
    assert found.lives[-1].days == 42
    assert found.claim.days == 28
    assert found.cautions == ()


def test_a_study_that_is_still_good_says_that_the_life_may_be_longer():
    found = answer(kept(GOOD, limit=2))
    assert found.studied_days == 56
    assert found.cautions


def test_a_pack_that_is_bad_in_between_ends_the_life_even_if_later_ones_are_good():
    points = [(day, 2 if day == 14 else score) for day, score in GOOD]
    assert answer(kept(points)).refusals[0].code == "bad-at-once"


@pytest.mark.parametrize(
    ("code", "study"),
    [
        ("days", kept(GOOD[:6])),
        ("packs", kept(GOOD[::2])),
        ("too-cool", kept(GOOD, celsius=20)),
        ("bad-at-once", kept(GOOD, limit=4.9)),
        ("pack", dataclasses.replace(kept(GOOD), pack_as_sold=None)),
        ("too-cool", a_study({}, method=REAL_TIME, direction=FALLS)),
    ],
)
def test_a_study_of_kept_packs_says_what_it_lacks(code, study):
    found = answer(study)
    assert code in {refusal.code for refusal in found.refusals}
    assert found.lives == ()


def test_a_chilled_product_is_judged_at_its_own_temperature():
    cold = dataclasses.replace(kept(GOOD, celsius=5), storage="chilled")
    assert answer(cold).lives[-1].celsius == 5


# Kept as it is sold, only just begun


def test_two_good_packs_of_day_nought_are_not_past_the_limit():
    codes = {each.code for each in answer(kept([(0, 5), (0, 4.8)])).refusals}
    assert "bad-at-once" not in codes and "days" in codes


def test_packs_that_are_bad_at_the_first_measurement_after_making_are():
    codes = {each.code for each in answer(kept([(0, 5), (0, 4.8), (7, 2), (7, 2)])).refusals}
    assert "bad-at-once" in codes


def test_the_activation_energy_is_said_in_joule_too():
    report = study_report(answer(kerupuk()), "id")["arrhenius"]
    assert report["ea_kj_per_mol"] == pytest.approx(report["ea_cal_per_mol"] * 4.184 / 1000, rel=1e-4)
    assert report["ea_kj_per_mol"] == pytest.approx(39.68, abs=0.01)
