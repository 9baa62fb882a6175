"""Rows of published composition tables, as they are printed.

TKPI: TKPI 2020, pages 9 and 10, read in the public extraction github.com/ancxlol/tkpi-2020-database.
USDA: ABBREV.csv of SR27, read in github.com/mariobonifacio/NutrientDensity.
"""

import io

from openpyxl import Workbook

from lopo.facts.table_file import sheets_of
from lopo.nutrition.foods.composition_import import read_sheets

_TITLES = [
    "AIR", "ENERGI", "PROTEIN", "LEMAK", "KH", "SERAT", "ABU", "KALSIUM", "FOSFOR", "BESI", "NATRIUM",
    "KALIUM", "TEMBAGA", "SENG", "RETINOL", "B-KAR", "KAR-TOTAL", "THIAMIN", "RIBOFLAVIN", "NIASIN", "VIT_C",
]  # fmt: skip
_UNITS = ["g", "Kal", *["g"] * 5, *["mg"] * 7, *["mcg"] * 3, *["mg"] * 4]


def _food(line):
    """A row as printed: code, name, source of the value, then the amounts; ``_`` where the table has none."""
    code, name, source, amounts = line.split("; ")
    return [code, name, source, *(None if each == "_" else float(each) for each in amounts.split())]


TKPI_HEADING = [
    ["4. TABEL KOMPOSISI PANGAN"],
    ["KODE", "NAMA BAHAN", "SUMBER", "KOMPOSISI ZAT GIZI MAKANAN PER 100 GRAM BDD", *[None] * 20, "BDD (%)"],
    [None, None, None, *_TITLES],
    [None, None, None, *(f"({unit})" for unit in _UNITS)],
]
TKPI_FOODS = [
    _food(line)
    for line in (
        "AR001; Beras giling, mentah; KZGMI-2001; "
        "12.0 357 8.4 1.7 77.1 0.2 0.8 147 81 1.8 27 71.0 0.10 0.5 0 0 0 0.20 0.08 2.6 0 100",
        "AR005; Beras jagung kuning, kering, mentah; KZGMI-2001; "
        "10.8 358 5.5 0.1 82.7 10.0 0.9 20 90 1.4 1 80.0 0.10 4.1 _ 641 _ 0.12 0.08 1.0 3 100",
        "AR015; Jagung muda, kuning, mentah; KZGPI-1990; "
        "61.8 147 5.1 0.7 31.5 1.3 0.9 6 122 1.1 5 33.6 0.13 0.9 0 113 261 0.24 0.10 0.8 9 100",
        "AR019; Jali, mentah; DABM-1964; "
        "23.0 324 11.0 4.0 61.0 3.1 1.0 213 176 11.0 24 _ 0.10 0.4 _ _ _ 0.14 0.08 1.8 0 90",
    )
]
TKPI = [*TKPI_HEADING, ["4.1. SEREALIA DAN HASIL OLAHANNYA"], ["TUNGGAL/SINGLE"], *TKPI_FOODS]

USDA_CSV = """\
NDB_No,Shrt_Desc,Water_(g),Energ_Kcal,Protein_(g),Lipid_Tot_(g),Ash_(g),Carbohydrt_(g),Fiber_TD_(g),\
Sugar_Tot_(g),Calcium_(mg),Iron_(mg),Potassium_(mg),Sodium_(mg),Copper_mg),Selenium_(\u00b5g),Vit_C_(mg),\
Riboflavin_(mg),Vit_A_IU,Vit_A_RAE,Vit_D_\u00b5g,Vit_D_IU,FA_Sat_(g),Cholestrl_(mg),GmWt_Desc1,Refuse_Pct
01001,"BUTTER,WITH SALT",15.87,717,0.85,81.11,2.11,0.06,0,0.06,24,0.02,24,643,0,1,0,0.034,2499,684,1.5,60,\
51.368,215,"1 pat,  (1"" sq, 1/3"" high)",0
01008,"CHEESE,CARAWAY",39.28,376,25.18,29.2,3.28,3.06,0,,673,0.64,93,690,0.024,14.5,0,0.45,1054,271,,,18.584,93,\
1 oz,0
01019,"CHEESE,FETA",55.22,264,14.21,21.28,5.2,4.09,0,4.09,493,0.65,62,917,0.032,15,0,0.844,422,125,0.4,16,14.946,\
89,"1 cup, crumbled",0
"""


def as_csv(rows, separator=",", encoding="utf-8"):
    """Rows as the bytes of a CSV, numbers with a point."""
    lines = [separator.join("" if c is None else f'"{c}"' for c in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def as_excel(**sheets):
    """Rows as the bytes of an Excel file, one sheet a name."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read(content, called=""):
    """What the bytes of a file hold."""
    return read_sheets(sheets_of(content), called)
