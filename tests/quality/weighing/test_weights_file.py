from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.weighing.unit import UNITS
from lopo.quality.weighing.weights_file import BadWeights, weights_from_rows, weights_from_text


def read(text, nominal="250", unit="g"):
    content = text if isinstance(text, bytes) else text.encode()
    return weights_from_text(content, Decimal(nominal), UNITS[unit])


def packs(text, **more):
    return [str(each.normalize()) for each in read(text, **more).packs]


@pytest.mark.parametrize(
    "text",
    [
        "251.3\n249\n",
        "251,3\n249,0\n",
        "isi\n251,3\n249\n",
        "berat (g)\r\n251.3\r\n249\r\n",
        "no;isi_g\n1;251,3\n2;249\n",
        "1,251.3\n2,249\n",
        "1,251,3\n2,249,0\n",
        "1;251,3\n2;249\n",
        "No\tBerat\n1\t251,3 g\n2\t0,249 kg\n",
        "weight\n\n251.3 gr\n\n249 gram\n",
        "\ufeffisi\n251.3\n249\n",
        "isi bersih\n251,3\n249\n".encode("utf-16"),
        "isi;catatan\n251,3;b\u00e9\n249;\n".encode("cp1252"),
        "251.300\n249.000\n",
        "kg [kg]\n".replace("kg [kg]", "isi (kg)") + "0.2513\n0.249\n",
    ],
)
def test_two_weighings_however_they_are_written(text):
    assert packs(text) == ["251.3", "249"]


def test_thousands_and_decimals_are_told_apart_by_the_label():
    assert packs("1.251\n", nominal="1250") == ["1251"]
    assert packs("1.251\n", nominal="1250", unit="kg") == ["1251"]


def test_gross_weighings_with_empty_packs():
    found = read("kotor;kosong\n256,4;5,1\n255;4,9\n257;\n")
    assert (found.gross, len(found.packs), found.tares) == (True, 3, (Decimal("5.1"), Decimal("4.9")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("isi\n251\n-3\n", "more than nothing"),
        ("isi\n251\n2513\n", "too far"),
        ("isi\n251 ml\n", "does not fit"),
        ("isi (ml)\n251\n", "does not fit"),
        ("isi\n251\ndua ratus\n", "no weight"),
        ("isi\n", "not one weighing"),
        ("warna;harga\nmerah;2\n", "too far"),
        ("warna;rasa\nmerah;pedas\n", "Which column is the content? None"),
        ("pagi;sore\n251;249\n", "“pagi”, “sore”"),
        ("no;pagi;sore\n1;251;249\n2;250;250\n", "“pagi”, “sore”"),
        ("2S1.3\n249\n", "neither a weight nor the head"),
        ("weight (ml)\n251\n", "does not fit"),
        ("{x};{y}\n251;249\n", "“{x}”, “{y}”"),
        ("isi;kotor\n251;256\n", "Which column"),
        ("250;251;252\n250;251;253\n", "Which column"),
        ("isi\n=1+1\n", "no weight"),
        ("isi\n251\nNaN\n1e5\n", "no weight"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_row(text, words):
    with pytest.raises(BadWeights) as bad:
        read(text)
    assert any(words in each.reason.en and each.reason.id for each in bad.value.problems)


def test_the_same_fault_of_many_rows_is_told_once():
    with pytest.raises(BadWeights) as bad:
        read("isi\n" + "x\n" * 100)
    (problem,) = bad.value.problems
    assert problem.said("en").startswith("row 2, row 3, row 4, row 5, row 6 and 95 more: “x” is no weight.")
    assert problem.said("id").startswith("baris 2, baris 3, baris 4, baris 5, baris 6 dan 95 lagi: ")


def test_different_faults_are_told_up_to_twenty():
    with pytest.raises(BadWeights) as bad:
        read("isi\n" + "".join(f"x{count}\n" for count in range(100)))
    assert len(bad.value.problems) == 20


@pytest.mark.parametrize(
    "head", ["net weight", "Weight (g)", "value", "Nilai timbang", "hasil akhir (g)", "{"]
)
@pytest.mark.parametrize("before", ["", "no;", "urut;", "catatan;"])
def test_the_only_column_of_numbers_is_taken_and_named(head, before):
    cells = {"": ("", ""), "catatan;": ("pagi;", "sore;")}.get(before, ("1;", "2;"))
    found = read(f"{before}{head}\n{cells[0]}251,3\n{cells[1]}249\n")
    assert [str(each.normalize()) for each in found.packs] == ["251.3", "249"]
    if head != "Weight (g)":
        assert found.head == head and head in found.taken.en


@given(st.one_of(st.binary(max_size=300), st.text("0123456789.,;- g\nisi", max_size=80).map(str.encode)))
def test_bytes_of_any_kind_give_weights_or_a_sentence(content):
    try:
        assert weights_from_text(content, Decimal(250), UNITS["g"]).packs
    except BadWeights as bad:
        assert bad.problems


def test_cells_of_a_spreadsheet():
    found = weights_from_rows([["isi", None], [251.3, None], [249, ""]], Decimal(250), UNITS["g"])
    assert found.packs == (Decimal("251.3"), Decimal(249))


def test_more_packs_than_a_kitchen_weighs_are_refused_at_once():
    with pytest.raises(BadWeights) as bad:
        read("isi\n" + "250\n" * 100_000)
    assert "20,000" in bad.value.problems[-1].reason.en


def test_a_comma_that_parts_and_marks_decimals_is_refused():
    with pytest.raises(BadWeights) as bad:
        read("no,isi\n1,251,3\n")
    assert "semicolons" in bad.value.problems[0].reason.en


@given(st.lists(st.decimals("100", "900", places=1), min_size=1, max_size=30), st.sampled_from([".", ","]))
def test_what_is_written_is_read_back(weights, mark):
    text = "isi\n" + "".join(f"{each}\n".replace(".", mark) for each in weights)
    assert list(read(text).packs) == weights
