"""The report for the mayor: two A4 pages, set in type with Typst, whatever there is to tell.

The data goes in as JSON and is never read as markup; every list in it is bounded, so that it always fits.
"""

import functools
import importlib.resources
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import segno
import typst

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.insight.outcomes.cost import CohortCost
from lopo.insight.outcomes.rules import level
from lopo.insight.picture.charts import comparison_chart, funnel_chart
from lopo.insight.report.findings import cut, not_known, on_the_market, three_findings
from lopo.insight.results import Results
from lopo.insight.tables.choice import chosen
from lopo.insight.tables.outcomes import CAVEAT, cost_sentence
from lopo.insight.tables.table import COUNT, Cell, Table, say, say_percent, say_points
from lopo.producers.typefaces import fonts
from lopo.standards.ladder_picture import ladder_svg
from lopo.standards.picture import TierRow
from lopo.standards.requirement import RUNGS

DEMANDS, MODULES, COURSES = 5, 6, 5
"""Rows of a table that fit."""
ONE_LINE = 95
"""Letters of a row that stay on one line."""

Said = Callable[[Text], str]


def mayor_pdf(found: Results, link: str, language: str) -> bytes:
    """The two pages in one language; ``link`` leads to the live page."""
    root = Path(str(importlib.resources.files("lopo.insight.report"))) / "typst"
    made = typst.Compiler(
        str(root / "mayor.typ"),
        root=str(root),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(_told(found, link, language), ensure_ascii=False)},
    ).compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _told(found: Results, link: str, language: str) -> dict[str, Any]:
    said: Said = functools.partial(Text.in_language, language=language)
    funnel = found.table("funnel")
    sure = f"{100 * level('comparison'):g}"
    return {
        "language": language,
        "words": {name: said(text).replace("{level}", sure) for name, text in _WORDS.items()},
        "chosen": cut(said(chosen(found.house, found.wanted)), 120),
        "day": said(say_date(found.house.today)),
        "market": said(on_the_market(found.market)),
        "findings": [said(each) for each in three_findings(found)],
        "ladder": {"svg": _ladder(found, language), "rungs": _rungs(found, said)},
        "funnel": {
            "title": said(funnel.title),
            "svg": funnel_chart(found.counts, said(funnel.title), language, in_print=True),
        },
        "comparison": _comparison(found, said),
        "comparison_svg": comparison_chart(
            found.comparisons, said(_WORDS["comparison"]), language, in_print=True
        ),
        "learning": _learnt(found, language),
        "demands": _rows(found.table("demands"), (0, 1), DEMANDS, language),
        "places": _places(found, said),
        "courses": _courses(found, said),
        "courses_more": _more_courses(found, said),
        "cost": said(cost_sentence(found.total_cost)),
        "unknown": [said(each) for each in not_known(found)],
        "caveat": said(CAVEAT),
        "link": link,
        "qr": _qr(link),
    }


def _qr(link: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", border=0, omitsize=True)
    return drawn.getvalue().decode()


def heights(found: Results) -> list[int]:
    """How many products stand on each rung or above it, lowest first."""
    return [
        sum(each.rung in RUNGS and RUNGS.index(each.rung) >= place for each in found.house.products)
        for place in range(len(RUNGS))
    ]


def _ladder(found: Results, language: str) -> str:
    """The roof of the whole city: each tier woven as far as its share of the products."""
    total = len(found.house.products)
    titles = found.house.rung_titles
    tiers = [
        TierRow(rung, titles.get(rung, Text.same(rung)).in_language(language), count, total, "reached", ())
        for rung, count in zip(RUNGS, heights(found), strict=True)
    ]
    drawn = ladder_svg(tiers, "small", language)
    return drawn.replace("><", f">{_LADDER_STYLE}<", 1)


_LADDER_STYLE = (
    "<style>.tier-ground{fill:#fffdf7}.tier-woven{fill:#24613a}"
    ".tier-edge{fill:none;stroke:#24613a;stroke-width:1.6}"
    ".ladder-house{fill:none;stroke:#2a2420;stroke-width:3;stroke-linecap:round}"
    ".ladder-board{fill:#2a2420;stroke:none}</style>"
)


def _rungs(found: Results, said: Said) -> list[dict[str, str]]:
    """The rungs with their counts, highest first, and what stands below them."""
    total, reached = len(found.house.products), heights(found)
    titles = found.house.rung_titles
    rows = [
        _rung(said(titles.get(rung, Text.same(rung))), count, total, said)
        for rung, count in zip(reversed(RUNGS), reversed(reached), strict=True)
    ]
    below = total - reached[0]
    return [*rows, _rung(said(titles.get("", Text.same("–"))), below, total, said)]


def _rung(title: str, count: int, total: int, said: Said) -> dict[str, str]:
    share = said(say_percent(count / total)) if total else ""
    return {"title": title, "count": said(say_number(count)), "share": share}


def _comparison(found: Results, said: Said) -> list[dict[str, str]]:
    rows = []
    for each in found.comparisons:
        one, two = each.closed, each.closed_beside
        row = {"days": str(each.days), "pairs": said(say_number(len(each.pairs))), "trained": "–"}
        row |= {"beside": "–", "difference": said(_WORDS["too_few"])}
        if one.value is not None and two.value is not None:
            row["trained"] = f"{said(say_number(one.count))} ({said(say_percent(one.value))})"
            row["beside"] = f"{said(say_number(two.count))} ({said(say_percent(two.value))})"
        if (step := each.difference) is not None:
            bounds = [said(say_points(value)) for value in (step.points, step.low, step.high)]
            row["difference"] = said(_BETWEEN).format(*bounds)
        rows.append(row)
    return rows


def _places(found: Results, said: Said) -> list[list[str]]:
    """Each kecamatan in a row, and the city in the last."""
    table = found.table("places")
    rows = [table.cells(row, "") for row in table.rows]
    sums: list[Cell] = []
    for column in zip(*(row[1:] for row in table.rows), strict=True):
        figures = [cell for cell in column if isinstance(cell, int)]
        sums.append(sum(figures) if figures else None)
    told = [[said(_name(row[0])), *cells[1:]] for row, cells in zip(table.rows, rows, strict=True)]
    return [*told, [said(_WORDS["city"]), *(say(cell, COUNT, "") for cell in sums)]] if told else []


def _name(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else Text.same(str(cell))


def _courses(found: Results, said: Said) -> list[dict[str, Any]]:
    """The newest courses with what went in and what came out; long names are cut."""
    rows: list[dict[str, Any]] = []
    for each in found.costs[:COURSES]:
        course = each.cohort
        figures = (course.seats, course.came, course.certificates, each.risen)
        rows.append(
            {
                "title": cut(course.title, 46),
                "about": _about(each, said),
                "cost": said(
                    _WORDS["nobody_said"] if course.cost_idr is None else say_rupiah(course.cost_idr)
                ),
                "figures": [say(figure, COUNT, "id") for figure in figures],
            }
        )
    return rows


def _about(row: CohortCost, said: Said) -> str:
    """When it began, who paid, and whether its time is not over."""
    payer = row.cohort.payer_name
    told = [said(say_date(row.cohort.starts_on))]
    told.append(said(_PAID_BY).format(cut(payer, 30)) if payer else said(_PAYER_UNKNOWN))
    return ", ".join([*told, said(_WORDS["running"])] if row.running else told)


def _more_courses(found: Results, said: Said) -> str:
    more = len(found.costs) - COURSES
    return said(_MORE_COURSES).format(say_number(more).in_language("id")) if more > 0 else ""


def _rows(table: Table, columns: tuple[int, ...], most: int, language: str) -> list[list[str]]:
    rows = [table.cells(row, language) for row in table.rows[:most]]
    return [[cut(row[column], ONE_LINE) for column in columns] for row in rows]


def _learnt(found: Results, language: str) -> list[list[str]]:
    """The modules of which somebody was tested before and after; of the others there is nothing to tell."""
    table = found.table("learning")
    tested = replace(table, rows=tuple(row for row in table.rows if row[1]))
    return _rows(tested, (0, 1, 2, 3, 4), MODULES, language)


_PAID_BY = Text("dibayar {0}", "paid by {0}")
_PAYER_UNKNOWN = Text("pembayarnya belum dikatakan", "nobody said who paid")
_MORE_COURSES = Text("Dan {0} pelatihan yang lebih lama.", "And {0} older courses.")
_BETWEEN = Text("{0} ({1} sampai {2})", "{0} ({1} to {2})")
_WORDS = {
    "title": Text("Apakah berhasil?", "Did it work?"),
    "subtitle": Text(
        "Laporan untuk Wali Kota Kupang: dari pelatihan sampai rak toko",
        "Report to the Mayor of Kupang: from the training to the shelf",
    ),
    "live": Text("Halaman hidup", "The live page"),
    "findings": Text("Tiga temuan", "Three findings"),
    "ladder": Text("Di anak tangga mana produk kota?", "On which rung do the city's products stand?"),
    "ladder_note": Text(
        "Semua produk, dilatih atau belum; yang di atas ikut dihitung di bawahnya.",
        "All products, trained or not; those higher up count below as well.",
    ),
    "funnel_note": Text(
        "Hanya yang ada buktinya. Kotak kosong: sudah ada sebelum pelajaran. "
        "Bergaris miring dan angka sesudah +: hanya dikatakan. "
        "Putus-putus: tidak terukur, bukan nol.",
        "Only what evidence shows. Hollow: there before the lesson. Hatched and after the +: told only. "
        "Dashed: not measured, which is not nought.",
    ),
    "comparison": Text(
        "Apakah yang dilatih lebih sering membenahi?", "Did the trained close gaps more often?"
    ),
    "days": Text("Hari sesudah", "Days after"),
    "pairs": Text("Pasangan", "Pairs"),
    "trained": Text("Dilatih", "Trained"),
    "beside": Text("Serupa, belum dilatih", "Similar, not trained"),
    "difference": Text("Beda (selang {level} %)", "Difference ({level} % interval)"),
    "too_few": Text("terlalu sedikit pasangan", "too few pairs"),
    "learning": Text("Apakah mereka belajar?", "Did they learn?"),
    "module": Text("Modul", "Module"),
    "people": Text("Orang", "People"),
    "before": Text("Sebelum", "Before"),
    "after": Text("Sesudah", "After"),
    "gain": Text("Naik", "Gain"),
    "no_tests": Text("Belum ada tes yang dicatat.", "No test was written down yet."),
    "demands": Text("Apa yang paling sering menahan?", "What holds most of them up?"),
    "demand": Text("Syarat anak tangga berikutnya", "Demand of the next rung"),
    "products": Text("Produk", "Products"),
    "no_demands": Text("Tidak ada produk terlatih yang tertahan.", "No trained product is held up."),
    "cost": Text("Berapa biayanya?", "What did it cost?"),
    "places": Text("Bagaimana tiap kecamatan?", "How does each kecamatan do?"),
    "place_heads": Text(
        "Kecamatan|Produk|Dilatih|Dibenahi|Surat lengkap|Masuk toko|Naik",
        "Kecamatan|Products|Trained|Gap closed|Papers held|Listed|Rose",
    ),
    "city": Text("Seluruh kota", "The whole city"),
    "courses": Text(
        "Pelatihan mana, dari siapa, dan apa hasilnya?", "Which courses, by whom, with what result?"
    ),
    "course_heads": Text(
        "Pelatihan|Biaya|Kursi|Hadir|Sertifikat|Produk naik",
        "Course|Cost|Seats|Came|Certificates|Products up",
    ),
    "no_courses": Text("Belum ada pelatihan yang dihadiri.", "Nobody was at a course yet."),
    "nobody_said": Text("belum dikatakan", "not told"),
    "running": Text("masih berjalan", "still running"),
    "unknown": Text("Yang tidak diketahui", "What is not known"),
    "caveat": Text("Cara membaca perbandingan ini", "How to read the comparison"),
    "page": Text("Halaman", "Page"),
    "of": Text("dari", "of"),
    "footnote": Text(
        "Dibuat dengan Lopo dari catatan kota. Keadaan per", "Made with Lopo from the city's records, as of"
    ),
}
