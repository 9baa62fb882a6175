"""The record of a weighing, or of a sample that was looked at, as one page of A4 for a buyer's auditor.

Set in type with Typst; the data goes in as JSON and is never read as markup.
"""

import datetime as dt
import importlib.resources
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import segno
import typst

from lopo.facts.figures import say_number
from lopo.facts.text import Text, joined
from lopo.facts.wording import say_date
from lopo.producers.typefaces import fonts
from lopo.quality.weighing.decision import FAILS, OPEN, PASSES, Decision
from lopo.quality.weighing.net_content import shortness
from lopo.quality.weighing.sampling import NORMAL, REDUCED, TIGHTENED, counts_defects, provenance
from lopo.quality.weighing.unit import said_amount

MOST_CELLS = 400
"""Packs or numbers that stand on the page; of more the first ones do, and it is said."""
_INSPECTIONS = {
    NORMAL: Text("biasa", "normal"),
    TIGHTENED: Text("lebih ketat", "tightened"),
    REDUCED: Text("dikurangi", "reduced"),
}
_FOOT = Text(
    "Dibuat dengan Lopo dari catatan usaha ini.", "Made with Lopo from the records of this business."
)


@dataclass(frozen=True, slots=True)
class Head:
    """Whose lot it is, on which day, and where the live record stands. ``by`` weighed or counted."""

    business: str
    product: str
    lot: str
    lot_size: int
    on: dt.date
    by: str
    link: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A sample that was looked at: its plan, the packs drawn, and the defects where they are counted."""

    level: str
    aql: Decimal
    inspection: str
    sample: int
    accept: int
    numbers: tuple[int, ...]
    seed: str
    defects: int | None = None


def weighing_pdf(
    head: Head, decision: Decision, contents: Sequence[Decimal], tare: Text | None, language: str
) -> bytes:
    """The record of a weighed lot: the decision, the three checks, every pack."""
    verdict, base = decision.verdict, decision.base
    spread = Text.same("–") if verdict.spread is None else said_amount(verdict.spread, base)
    facts = [
        (Text("Isi di label", "Label says"), said_amount(verdict.nominal, base)),
        (Text("Batas kurang T", "Tolerable deficiency T"), said_amount(verdict.tolerance, base)),
        (Text("Ditimbang", "Weighed"), _of(len(contents), head.lot_size)),
        (Text("Simpangan baku s", "Standard deviation s"), spread),
    ]
    if tare is not None:
        facts.append((Text("Kemasan kosong", "Empty pack"), tare))
    short = [shortness(each, verdict) for each in contents[:MOST_CELLS]]
    cells = [
        {"number": str(at), "words": said_amount(each, base), "state": FAILS if lacks else PASSES}
        for at, (each, lacks) in enumerate(zip(contents, short, strict=False), 1)
    ]
    return _page(
        head, language,
        title=Text("Catatan timbang isi bersih", "Record of net content"),
        subtitle=Text("UU 2/1981, Permendag 31/2011, SK Dirjen SPK 26/SPK/KEP/3/2015; OIML R 87",
                      "UU 2/1981, Permendag 31/2011, SK Dirjen SPK 26/SPK/KEP/3/2015; OIML R 87"),
        facts=facts, state=decision.state, verdict=decision.title,
        checks=[(each.holds, each.words) for each in decision.checks],
        list_title=Text("Isi tiap kemasan", "What each pack holds"), cells=cells,
        list_note=_more(len(contents), Text("* kurang lebih dari T", "* lacks more than T")),
        signer=Text("Yang menimbang", "Weighed by"),
    )  # fmt: skip


def sample_pdf(head: Head, looked: Looked, language: str) -> bytes:
    """The record of a sample: its plan, the packs that were drawn, and the decision once they are counted."""
    unit = " %" if not counts_defects(looked.aql) else ""
    aql = say_number(looked.aql)
    facts = [
        (Text("Tingkat", "Level"), Text.same(looked.level)),
        (Text("AQL", "AQL"), Text(f"{aql.id}{unit}", f"{aql.en}{unit}")),
        (Text("Pemeriksaan", "Inspection"), _INSPECTIONS[looked.inspection]),
        (Text("Contoh", "Sample"), _of(looked.sample, head.lot_size)),
        (Text("Diundi dari", "Drawn from the seed"), Text.same(looked.seed)),
    ]
    state, verdict = _sampled(looked)
    rule = Text("{sample} kemasan; diterima dengan paling banyak {accept} cacat, ditolak mulai {reject}.",
                "{sample} packs; accepted with at most {accept} defective, refused from {reject}.").filled(
        sample=say_number(looked.sample),
        accept=say_number(looked.accept),
        reject=say_number(looked.accept + 1),
    )  # fmt: skip
    checks: list[tuple[bool | None, Text]] = [(None if looked.defects is None else state == PASSES, rule)]
    if looked.defects is not None:
        found = Text("Ditemukan {count} cacat.", "{count} defective found.")
        checks.append((state == PASSES, found.filled(count=say_number(looked.defects))))
    cells = [
        {"number": "", "words": say_number(each), "state": PASSES} for each in looked.numbers[:MOST_CELLS]
    ]
    source, _confidence = provenance(looked.inspection)
    order = Text("Nomor urut dalam kiriman.", "Numbers in the order of the lot.")
    return _page(
        head, language,
        title=Text("Catatan pemeriksaan contoh", "Record of a sample"), subtitle=Text.same(source),
        facts=facts, state=state, verdict=verdict, checks=checks,
        list_title=Text("Kemasan yang diambil", "Packs taken"), cells=cells,
        list_note=_more(len(looked.numbers), order),
        signer=Text("Yang memeriksa", "Looked at by"),
    )  # fmt: skip


def _sampled(looked: Looked) -> tuple[str, Text]:
    if looked.defects is None:
        return OPEN, Text("Belum dihitung.", "Not counted yet.")
    if looked.defects <= looked.accept:
        return PASSES, Text("Kiriman diterima.", "The lot is accepted.")
    return FAILS, Text("Kiriman ditolak.", "The lot is refused.")


def _of(count: int, lot_size: int) -> Text:
    text = Text("{count} dari {lot} kemasan", "{count} of {lot} packs")
    return text.filled(count=say_number(count), lot=say_number(lot_size))


def _more(count: int, note: Text) -> Text:
    if count <= MOST_CELLS:
        return note
    rest = Text("Yang pertama {most} dari {count}.", "The first {most} of {count}.")
    return joined([note, rest.filled(most=say_number(MOST_CELLS), count=say_number(count))], Text.same(" "))


def _page(head: Head, language: str, **told: Any) -> bytes:
    def said(text: Text) -> str:
        return text.in_language(language)

    facts = [
        (Text("Usaha", "Business"), Text.same(head.business)),
        (Text("Produk", "Product"), Text.same(head.product)),
        (Text("Kode lot", "Lot code"), Text.same(head.lot)),
        (Text("Tanggal", "Day"), say_date(head.on)),
        *told["facts"],
    ]
    marks = {True: (PASSES, "✓"), False: (FAILS, "✗"), None: (OPEN, "?")}
    data = {
        "language": language,
        **{key: said(told[key]) for key in ("title", "subtitle", "verdict", "list_title", "list_note")},
        "facts": [(said(title), said(value)) for title, value in facts if said(value)],
        "state": told["state"],
        "checks": [
            {"state": marks[holds][0], "mark": marks[holds][1], "words": said(words)}
            for holds, words in told["checks"]
        ],
        "cells": [{**each, "words": said(each["words"])} for each in told["cells"]],
        "signers": [(said(told["signer"]), head.by), (said(Text("Pembeli", "Buyer")), "")],
        "live": said(Text("Lihat catatannya", "See the record")),
        "page": said(Text("Halaman", "Page")),
        "footnote": said(_FOOT),
        "source": "",
        "link": head.link,
        "qr": _qr(head.link),
    }
    root = Path(str(importlib.resources.files("lopo.quality.weighing"))) / "typst"
    made = typst.Compiler(
        str(root / "record.typ"),
        root=str(root),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    ).compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _qr(link: str) -> str:
    """The QR code of a link as SVG."""
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", border=0, omitsize=True)
    return drawn.getvalue().decode()
