"""Everything reached from a lot, each once, nearest first."""

from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.trace.search import reached

EDGES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40)


def steps(edges):
    return lambda level: [to for origin, to in edges if origin in level]


def test_nearest_first():
    assert reached([1], steps([(1, 2), (2, 3), (1, 4), (4, 3)])) == [1, 2, 4, 3]


def test_a_circle_ends():
    assert reached([1], steps([(1, 2), (2, 1)])) == [1, 2]


@given(EDGES, st.integers(0, 12))
def test_exactly_the_closure_is_found(edges, start):
    closure = {start}
    for _ in range(13):
        closure |= {to for origin, to in edges if origin in closure}
    found = reached([start], steps(edges))
    assert set(found) == closure
    assert len(found) == len(closure)


@given(EDGES, st.integers(0, 12))
def test_it_asks_once_a_level(edges, start):
    asked = []

    def neighbours(level):
        asked.extend(level)
        return steps(edges)(level)

    assert sorted(reached([start], neighbours)) == sorted(asked)
