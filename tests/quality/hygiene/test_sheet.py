import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.quality.hygiene.checklist import elements
from lopo.quality.hygiene.sheet import NOTE_MOST, Answer, Sheet, read_sheet

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def test_answers_are_read_in_short_and_in_full():
    sheet = read_sheet({"3": "fine", "13": {"answer": "failing", "note": " tutupnya  pecah "}})
    assert sheet.answers == {3: Answer("fine"), 13: Answer("failing", "tutupnya pecah")}
    assert [each.number for each in sheet.findings] == [13]
    assert len(sheet.left) == 35


def test_what_nobody_looked_at_is_left():
    assert Sheet().left == elements()
    assert Sheet().answer_at(5) == ""


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ({"38": "fine"}, "38"),
        ({"0": "fine"}, "37"),
        ({"3": "bagus"}, "Unsur 3"),
        ({"3": ["fine"]}, "Unsur 3"),
        ({"3": {"answer": ["fine"]}}, "Unsur 3"),
        ({"3": None}, "Unsur 3"),
        ({"3": "absent"}, "Unsur 3"),
        ({"3": {"answer": "fine", "note": "x" * (NOTE_MOST + 1)}}, "500"),
        ({"3": {"answer": "fine", "note": 7}}, "Unsur 3"),
        ({"3": {"answer": "fine", "note": "a\u202eb"}}, "tersembunyi"),
        ([], "terbaca"),
        (None, "terbaca"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused_with_its_place(raw, part):
    with pytest.raises(Refused) as refused:
        read_sheet(raw)
    assert part in refused.value.reason.id


def test_additives_may_be_absent():
    assert read_sheet({"28": "absent"}).answers == {28: Answer("absent")}


@given(PLAIN)
def test_whatever_comes_is_read_or_refused(raw):
    try:
        sheet = read_sheet(raw)
    except Refused as refused:
        assert refused.reason.id
        assert refused.reason.en
    else:
        assert read_sheet(sheet.as_plain()) == sheet
