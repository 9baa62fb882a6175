"""Pieces are neither lost nor made by moving them."""

from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.trace.balance import balance, spread_of

MOVES = st.lists(
    st.tuples(st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, 1, 2, 3]), st.integers(1, 30)),
    max_size=30,
)


def test_a_week_of_one_batch():
    spread = spread_of({7: 100}, [(7, None, 1, 40), (7, None, 2, 30), (7, 1, None, 5)], [(7, 10)])
    assert spread.at == {(7, None): 25, (7, 1): 35, (7, 2): 30}
    assert (spread.out, spread.in_kitchen) == (65, 25)
    assert (spread.sent[7], spread.returned[7], spread.used[7]) == (70, 5, 10)


def test_a_recall_is_closed_when_all_is_counted():
    moves = [(7, None, 1, 40)]
    opened = balance(spread_of({7: 100}, moves), {}, {})
    assert (opened.pieces, opened.left, opened.is_closed) == (100, 100, False)
    back = balance(spread_of({7: 100}, [*moves, (7, 1, None, 30)]), {(7, 1): 40, (7, None): 60}, {(7, 1): 30})
    assert [(line.place, line.pieces, line.left) for line in back.lines] == [(1, 40, 0), (None, 60, 0)]
    assert back.is_closed


@given(st.integers(1, 200), MOVES)
def test_pieces_stay_as_many(made, asked):
    held, moves = {None: made}, []
    for origin, destination, pieces in asked:
        if origin != destination and held.get(origin, 0) >= pieces:
            held[origin] -= pieces
            held[destination] = held.get(destination, 0) + pieces
            moves.append((7, origin, destination, pieces))
    spread = spread_of({7: made}, moves)
    assert sum(spread.at.values()) == made
    assert spread.at == {(7, place): pieces for place, pieces in held.items() if pieces}
