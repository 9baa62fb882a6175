import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.facts.text import Text
from lopo.quality.storage.study import ACCELERATED, FALLS, REAL_TIME
from lopo.quality.storage.study_file import BadStudy, study_from_rows, study_from_toml

TOML = """
[study]
attribute = "Kadar air"
unit = "%"
direction = "naik"
limit = "4,5"
pack = "PP"
pack_as_sold = true
[[reading]]
celsius = 30
day = 0
values = [1, 1.1]
[[reading]]
celsius = 30
day = 7
values = 1.5
"""
ROWS = [
    ["Atribut:", "Renyah"],
    ["arah", "turun"],
    ["batas", "3"],
    ["kemasan dijual", "ya"],
    [],
    ["Hari", "Suhu", "Nilai 1", "Nilai 2"],
    ["0", "30", "5", "4,5"],
    ["14", 30, 4, None],
]


def faults(content, read=study_from_toml):
    with pytest.raises(BadStudy) as bad:
        read(content)
    return {place_of(problem): problem.reason.id for problem in bad.value.problems}


def place_of(problem):
    return problem.place.id if isinstance(problem.place, Text) else problem.place


def test_a_toml_file_is_read():
    study = study_from_toml(TOML.encode())
    assert (study.attribute, study.unit, study.limit, study.pack_as_sold) == ("Kadar air", "%", 4.5, True)
    assert [(each.day, each.value) for each in study.series[0].readings] == [(0, 1), (0, 1.1), (7, 1.5)]
    assert study.method == REAL_TIME


def test_two_temperatures_are_an_accelerated_study_unless_it_is_said():
    more = TOML + "[[reading]]\ncelsius = 40\nday = 7\nvalues = [2]\n"
    assert study_from_toml(more.encode()).method == ACCELERATED
    said = more.replace("[study]", '[study]\nmethod = "real-time"')
    assert study_from_toml(said.encode()).method == REAL_TIME


def test_a_table_is_read_in_whatever_order_its_columns_stand():
    study = study_from_rows(ROWS)
    assert study.direction == FALLS and study.pack_as_sold is True
    assert [(each.day, each.value) for each in study.series[0].readings] == [(0, 5), (0, 4.5), (14, 4)]


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("celsius = 30\nday = 0", "celsius = 300\nday = 0", "[[reading]] 1, suhu"),
        ("day = 7", "day = -7", "[[reading]] 2, hari"),
        ("values = 1.5", 'values = "banyak"', "[[reading]] 2, nilai"),
        ("values = 1.5", "values = []", "[[reading]] 2"),
        ("values = 1.5", "values = nan", "[[reading]] 2, nilai"),
        ("values = 1.5", "values = 1.5\nweight = 3", "[[reading]] 2, weight"),
        ("day = 7\n", "", "[[reading]] 2, hari"),
        ('direction = "naik"', 'direction = "miring"', "study.direction"),
        ('limit = "4,5"', "limit = inf", "study.limit"),
        ('limit = "4,5"', "", "limit"),
        ("pack_as_sold = true", 'pack_as_sold = "mungkin"', "study.pack_as_sold"),
        ('pack = "PP"', 'pack = "PP"\nsecret = 1', "study.secret"),
        ("[study]", "[test]", "[study]"),
        ("[study]", "[study", ""),
    ],
)
def test_a_fault_is_told_with_its_place(before, after, place):
    assert place in faults(TOML.replace(before, after).encode())


def test_a_fault_of_a_table_is_told_with_its_row():
    told = faults([*ROWS, ["lima", "30", "x"]], study_from_rows)
    assert set(told) == {"baris 9, hari", "baris 9, nilai"}


def test_in_english_nothing_of_a_fault_is_indonesian():
    with pytest.raises(BadStudy) as bad:
        study_from_rows([*ROWS, ["-1", "30", "5"]])
    assert [each.said("en") for each in bad.value.problems] == [
        "row 9, day: It must lie between 0 and 3,650."
    ]


@pytest.mark.parametrize(
    ("attribute", "value", "words"),
    [
        ("texture", "999", "dari 1 sampai 5"),
        ("texture", "-1", "dari 1 sampai 5"),
        ("Renyah atau teksturnya (skor 1–5)", "6", "dari 1 sampai 5"),
        ("Water activity (aw)", "1,2", "dari 0 sampai 1"),
        ("Keasaman (pH naik)", "15", "dari 0 sampai 14"),
        ("Kadar air", "101", "dari 0 sampai 100"),
        ("Bilangan peroksida", "-1", "paling sedikit 0"),
    ],
)
def test_a_value_off_its_scale_is_refused_with_the_scale(attribute, value, words):
    rows = [["atribut", attribute], ["arah", "naik"], ["batas", "1"], ["suhu", "hari", "nilai"]]
    told = faults([*rows, [30, 0, value]], study_from_rows)
    assert words in told["30 °C, hari 0, nilai"]


def test_another_table_is_refused_in_one_sentence():
    assert len(faults([["nama", "harga"], ["abon", "1"], ["kopi", "2"], ["gula", "3"]], study_from_rows)) == 1
    assert "baris judul" in faults(ROWS[:4], study_from_rows)[""]


def test_a_flood_of_readings_is_refused():
    flood = TOML + "[[reading]]\ncelsius = 30\nday = 9\nvalues = [" + "1," * 3000 + "]\n"
    assert any("2000" in reason for reason in faults(flood.encode()).values())
    assert "1 MB" in faults(b"#" * 2_000_000)[""]


CELLS = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["hari", "suhu", "nilai", "batas"]),
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_no_table_breaks_the_reader(rows):
    try:
        study_from_rows(rows)
    except BadStudy as bad:
        assert bad.problems


@settings(max_examples=150)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content):
    with pytest.raises(BadStudy):
        study_from_toml(content)
