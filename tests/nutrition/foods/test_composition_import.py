"""Whole composition tables: the layouts as they are published, and what people send instead."""

import csv
import datetime as dt
import importlib.resources
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.nutrition.foods import composition_faults as faults
from lopo.nutrition.foods.composition_import import columns_of, read_table
from lopo.nutrition.foods.composition_layout import layouts, recognised
from lopo.nutrition.foods.nutrients import nutrients
from tests.nutrition.foods.composition_samples import (
    TKPI,
    TKPI_FOODS,
    TKPI_HEADING,
    USDA_CSV,
    as_csv,
    as_excel,
    read,
)

OWN = ["name_id", "name_en", "energy_kcal", "protein_g", "source"]


def faulty(row):
    """The problems of one row below the printed TKPI heading."""
    found = read_table([*TKPI_HEADING, TKPI_FOODS[0], row])
    return [(each.row, each.column, each.value, each.what) for each in found.problems]


def changed(**cells):
    """The second food of the sample with other cells, by their place."""
    row = list(TKPI_FOODS[1])
    for place, cell in cells.items():
        row[int(place[1:])] = cell
    return row


# As published


def test_tkpi_as_printed_with_a_heading_of_three_rows():
    found = read_table(TKPI, "TKPI 2020")
    assert (found.layout.id, len(found.foods), found.problem_rows) == ("tkpi", 4, 0)
    rice = found.foods[0]
    assert (rice.code, rice.source) == ("tkpi-AR001", "TKPI 2020 AR001")
    assert (rice.name.id, rice.group) == ("Beras giling, mentah", "Serealia dan hasil olahannya")
    assert rice.edible_percent == 100
    assert rice.per_100["energy"] == 357
    assert rice.per_100["carbohydrate"] == Decimal("77.1")
    assert "KZGMI-2001" in rice.note
    assert found.foods[3].edible_percent == 90


def test_what_a_table_leaves_empty_stays_unknown():
    barley = read_table(TKPI).foods[3]
    assert "potassium" not in barley.per_100
    assert "vitamin_a" not in barley.per_100
    assert "saturated_fat" not in barley.per_100


def test_vitamin_a_is_worked_out_of_its_parts_only_where_both_are_known():
    rice, grits, corn, _jali = read_table(TKPI).foods
    assert rice.per_100["vitamin_a"] == 0
    assert "vitamin_a" not in grits.per_100
    assert corn.per_100["vitamin_a"] == Decimal("9.4")  # 113 / 12


def test_a_zero_of_tkpi_that_may_mean_not_analysed_is_not_counted_on():
    found = read_table([*TKPI_HEADING, changed(c14=0)]).foods[0]
    assert found.per_100["potassium"] == 0
    assert found.known("potassium") is None


def test_usda_abbreviated():
    found = read(USDA_CSV.encode("cp1252"))
    assert (found.layout.id, found.problem_rows, found.not_used) == ("usda-abbreviated", 0, ())
    butter, caraway, feta = found.foods
    assert (butter.code, butter.name.en) == ("usda-SR01001", "BUTTER,WITH SALT")
    assert butter.per_100["saturated_fat"] == Decimal("51.368")
    assert butter.per_100["vitamin_a"] == 684
    assert butter.per_100["vitamin_d"] == Decimal("1.5")
    assert "sugar" not in caraway.per_100
    assert feta.per_100["cholesterol"] == 89
    assert feta.edible_percent == 100


def test_three_decimals_of_usda_are_decimals_in_text_and_in_excel():
    rows = list(csv.reader(io.StringIO(USDA_CSV)))
    typed = [rows[0], *([row[0], row[1], *map(_number, row[2:])] for row in rows[1:])]
    for found in (read(USDA_CSV.encode()), read(as_excel(ABBREV=typed))):
        assert found.foods[0].per_100["saturated_fat"] == Decimal("51.368")


def _number(text):
    try:
        return float(text)
    except ValueError:
        return text or None


def test_a_spreadsheet_that_took_the_noughts_of_a_code_away():
    typed = [USDA_CSV.splitlines()[0].split(","), [1001.0, "BUTTER", 15.87, 717, 0.85, 81.11]]
    assert read_table(typed).foods[0].code == "usda-SR01001"


def test_usda_with_long_headings():
    heading = [
        "NDB No", "Description", "Energy (kcal)", "Energy (kJ)", "Total lipid (fat) (g)", "Sodium, Na (g)",
        "Fatty acids, total saturated (mg)", "Vitamin A, IU",
    ]  # fmt: skip
    found = read_table(
        [heading, ["1001", "Butter, salted", "717", "2999", "81.11", "0.643", "51368", "2499"]]
    )
    assert found.layout.id == "usda-long"
    assert dict(found.foods[0].per_100) == {
        "energy": Decimal(717),
        "fat": Decimal("81.11"),
        "saturated_fat": Decimal("51.368"),
        "sodium": Decimal(643),
    }


def test_energy_in_kilojoules_alone_becomes_kilocalories():
    heading = ["fdc_id", "description", "Energy (kJ)", "Total lipid (fat) (g)"]
    found = read_table([heading, ["173410", "Butter, salted", "3000", "81.1"]])
    assert found.foods[0].code == "usda-FDC173410"
    assert found.foods[0].per_100["energy"].quantize(Decimal("0.1")) == Decimal("717.0")


def test_the_public_extraction_of_tkpi():
    text = (
        "code,name,source,category,section,page_pdf,air_g,energy_kcal,protein_g,fat_g,carb_g,bdd_percent\n"
        'AR001,"Beras giling, mentah",KZGMI-2001,4.1. SEREALIA DAN HASIL OLAHANNYA,single,15,'
        "12.0,357,8.4,1.7,77.1,100\n"
    )
    found = read(text.encode())
    assert (found.layout.family, found.foods[0].code) == ("tkpi", "tkpi-AR001")
    assert found.not_used == ()


def test_our_own_table_is_read_whole():
    text = (importlib.resources.files("lopo.nutrition.foods") / "composition.csv").read_bytes()
    found = read(text)
    assert (found.layout.id, found.problem_rows) == ("own", 0)
    assert len(found.foods) == len(text.decode().strip().splitlines()) - 1


def test_a_heading_on_every_page_is_no_food():
    found = read_table([*TKPI_HEADING, TKPI_FOODS[0], *TKPI_HEADING[1:], TKPI_FOODS[1]])
    assert (len(found.foods), found.problem_rows) == (2, 0)


def test_a_food_far_down_is_not_lost_where_the_search_for_the_heading_ends():
    many = [[f"AR{number:03}", *TKPI_FOODS[0][1:]] for number in range(1, 100)]
    assert len(read_table([*TKPI_HEADING, *many]).foods) == 99


def test_a_sheet_for_each_group_is_one_table():
    found = read(as_excel(Serealia=[*TKPI_HEADING, TKPI_FOODS[0]], Catatan=[["lihat buku"]],
                          Jagung=[*TKPI_HEADING, TKPI_FOODS[2], changed(c4=-5)]))  # fmt: skip
    assert [food.code for food in found.foods] == ["tkpi-AR001", "tkpi-AR015"]
    assert (found.problems[0].sheet, found.problems[0].row) == ("Jagung", 6)


def test_columns_follow_the_order_of_the_house():
    assert columns_of(read_table(TKPI).foods)[:3] == ("water", "energy", "protein")


def test_every_layout_recognises_its_own_marks():
    for layout in layouts():
        found = recognised([[mark[0] for mark in layout.marks]])
        assert found is not None
        assert found[0].layout == layout


# What is wrong, and where


@pytest.mark.parametrize(
    ("cells", "column", "value", "what"),
    [
        ({"c3": -1}, "AIR", "-1", faults.NEGATIVE),
        ({"c5": 101}, "PROTEIN", "101", faults.TOO_MUCH),
        ({"c13": 100_001}, "NATRIUM", "100001", faults.TOO_MUCH),
        ({"c4": 1498}, "ENERGI", "1498", faults.TOO_MUCH_ENERGY),
        ({"c24": 130}, "BDD (%)", "130", faults.NOT_A_SHARE),
        ({"c24": 0}, "BDD (%)", "0", faults.NOT_A_SHARE),
        ({"c6": "banyak"}, "LEMAK", "banyak", faults.NOT_A_NUMBER),
        ({"c6": True}, "LEMAK", "True", faults.NOT_A_NUMBER),
        ({"c6": float("nan")}, "LEMAK", "nan", faults.NOT_A_NUMBER),
        ({"c6": "=SUM(A1:A9)"}, "LEMAK", "=SUM(A1:A9)", faults.FORMULA),
        ({"c6": "#DIV/0!"}, "LEMAK", "#DIV/0!", faults.FAILED_FORMULA),
        ({"c6": dt.datetime(2026, 2, 1)}, "LEMAK", "2026-02-01 00:00:00", faults.A_DATE),
        ({"c1": None}, "NAMA BAHAN", "", faults.NO_NAME),
        ({"c1": "=cmd|' /C calc'!A0"}, "NAMA BAHAN", "=cmd|' /C calc'!A0", faults.FORMULA),
        ({"c0": None}, "KODE", "", faults.NO_CODE),
        ({"c0": "<script>"}, "KODE", "<SCRIPT>", faults.NOT_A_CODE),
    ],
)
def test_a_fault_names_its_row_its_column_its_value_and_the_remedy(cells, column, value, what):
    assert faulty(changed(**cells)) == [(6, column, value, what)]


def test_a_row_with_a_fault_gives_no_food_at_all():
    found = read_table([*TKPI_HEADING, TKPI_FOODS[0], changed(c5=101)])
    assert [food.code for food in found.foods] == ["tkpi-AR001"]
    assert found.problem_rows == 1


def test_a_code_that_stands_twice():
    again = ["AR001", *TKPI_FOODS[2][1:]]
    assert faulty(again) == [(6, "KODE", "AR001", faults.TWICE.filled(row="5"))]


def test_a_row_of_nothing_known():
    assert faulty(["AR002", "Beras pelita", "KZGPI-1990", *["-"] * 20])[0][3] == faults.NOTHING_KNOWN


def test_trace_is_said():
    found = read_table([*TKPI_HEADING, changed(c23="Tr")]).foods[0]
    assert found.per_100["vitamin_c"] == 0
    assert found.known("vitamin_c") == 0
    assert "trace, counted as 0: vitamin c" in found.note


def test_parts_that_do_not_make_100_g_are_doubted_and_kept():
    found = read_table([*TKPI_HEADING, ["AP022", "Mi kering", "", 10.6, 339, 10.0, 1.7, 6.3, 0.4, 1.4]])
    assert [each.what for each in found.doubts] == [faults.PARTS_DO_NOT_ADD_UP]
    assert found.doubts[0].value == "30.0 g"
    assert "OUTLIER" in found.foods[0].note


def test_a_part_greater_than_its_whole_is_doubted():
    row = [*OWN[:3], "fat_g", "saturated_fat_g", "source"]
    found = read_table([row, ["Mentega", "Butter", 717, 5, 51, "USDA SR27 NDB 01001"]])
    assert found.doubts[0].what.id.startswith("Lemak jenuh lebih banyak daripada lemak total")


def test_a_torn_off_piece_of_a_name_is_said():
    found = read_table([*TKPI_HEADING, TKPI_FOODS[0], [None, "kering, mentah"], TKPI_FOODS[1]])
    assert [(each.row, each.value, each.what) for each in found.doubts] == [
        (6, "kering, mentah", faults.ONLY_TEXT)
    ]


def test_a_food_of_our_own_columns_needs_a_source():
    found = read_table([OWN, ["Kelor", "Moringa", 92, 5.1, "kira-kira"]])
    assert found.problems[0].what == faults.NO_ORIGIN


def test_indonesian_numbers_in_a_table_with_semicolons():
    rows = [[str(c).replace(".", ",") if isinstance(c, float) else c for c in row] for row in TKPI]
    rows[-1] = [*rows[-1][:10], "1.213", *rows[-1][11:]]
    found = read(as_csv(rows, ";", "cp1252"))
    assert found.foods[0].per_100["carbohydrate"] == Decimal("77.1")
    assert found.foods[3].per_100["calcium"] == 1213


# Whatever is sent

CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=50), st.datetimes(),
    st.sampled_from(["-", "Tr", "1.250", "1,5", "=A1", "AR001", "-3", "99999999999999999999", "4.1. BUAH",
    "(g)"]),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=26), max_size=12))
def test_hostile_cells_never_raise_and_never_pass(rows):
    found = read_table([*TKPI_HEADING, TKPI_FOODS[0], *rows])
    for food in found.foods:
        assert food.code
        assert food.name.id
        assert set(food.per_100) <= set(nutrients())
        assert all(amount.is_finite() and amount >= 0 for amount in food.per_100.values())
        assert all(food.per_100.get(each, 0) <= 100 for each in ("water", "protein", "fat", "carbohydrate"))
        assert food.edible_percent is None or 0 < food.edible_percent <= 100
    for problem in (*found.problems, *found.doubts):
        assert problem.row > 4
        assert len(problem.value) <= 60
