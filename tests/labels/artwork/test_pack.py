from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.artwork.pack import packs

NAMES = sorted(packs())


def rooms(piece):
    """Everything on a piece that is written in, as left, top, right, bottom."""
    front = [piece.front] if piece.front else []
    return [(each.x, each.y, each.x + each.width, each.y + each.height) for each in (*front, *piece.columns)]


@given(st.sampled_from(NAMES), st.integers(0, 100), st.integers(0, 100))
def test_at_any_size_the_rooms_lie_within_the_piece_and_apart(name, across, down):
    pack = packs()[name]
    size = [
        Decimal(str(least + (most - least) * share / 100))
        for least, most, share in zip(pack.least, pack.most, (across, down), strict=True)
    ]
    pieces = pack.pieces((size[0], size[1]))
    assert pieces[0].front
    assert any(piece.columns for piece in pieces)
    for piece in pieces:
        assert (piece.width, piece.height) == (float(size[0]), float(size[1]))
        found = rooms(piece)
        for left, top, right, bottom in found:
            assert -0.001 <= left < right <= piece.width + 0.001
            assert -0.001 <= top < bottom <= piece.height + 0.001
        for one in found:
            for other in found:
                apart = one[2] <= other[0] + 0.001 or other[2] <= one[0] + 0.001
                below = one[3] <= other[1] + 0.001 or other[3] <= one[1] + 0.001
                assert one is other or apart or below


@pytest.mark.parametrize("name", NAMES)
def test_the_usual_size_is_within_the_packs_own_bounds(name):
    pack = packs()[name]
    assert all(a <= b <= c for a, b, c in zip(pack.least, pack.size, pack.most, strict=True))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [("0", "60"), ("-5", "60"), ("1e9", "60"), ("60", "100000")])
def test_a_size_out_of_bounds_is_refused_with_the_bounds(name, size):
    with pytest.raises(Refused) as refusal:
        packs()[name].pieces((Decimal(size[0]), Decimal(size[1])))
    pack = packs()[name]
    side = 0 if "width" in refusal.value.reason.en else 1
    assert f"{pack.least[side]:g} to {pack.most[side]:g} mm" in refusal.value.reason.en
    assert f"{pack.least[side]:g} sampai {pack.most[side]:g} mm" in refusal.value.reason.id


def test_a_tag_leaves_room_for_its_string():
    front, back = packs()["tag"].pieces()
    assert front.hole == back.hole == 4
    assert front.front.y > front.hole * 1.75
    assert back.columns[0].y > back.hole * 1.75


def test_a_wrap_has_its_front_in_the_middle():
    (piece,) = packs()["jar"].pieces()
    assert piece.front.x == pytest.approx((piece.width - piece.front.width) / 2)
    assert {column.x < piece.front.x for column in piece.columns} == {True, False}
