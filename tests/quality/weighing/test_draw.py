from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.weighing.draw import drawn


def test_the_same_seed_draws_the_same_packs():
    assert drawn(500, 8, "SL261124") == drawn(500, 8, "SL261124")
    assert drawn(500, 8, "SL261124") != drawn(500, 8, "SL261125")


@given(st.integers(1, 5000), st.integers(1, 60), st.text(max_size=20))
def test_a_draw_holds_different_packs_of_the_lot_in_order(lot, sample, seed):
    numbers = drawn(lot, sample, seed)
    assert len(numbers) == len(set(numbers)) == min(sample, lot)
    assert list(numbers) == sorted(numbers) and numbers[0] >= 1 and numbers[-1] <= lot


def test_no_part_of_the_lot_is_favoured():
    seen = [0] * 10
    for seed in range(2000):
        for number in drawn(10, 3, str(seed)):
            seen[number - 1] += 1
    assert all(500 < each < 700 for each in seen)
