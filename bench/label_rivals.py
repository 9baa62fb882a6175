"""The label of ``bench.labels`` as ReportLab and WeasyPrint usually draw one: the same words and codes.

Neither measures letters nor says what does not fit: places and sizes were tried by hand until it fitted.
"""

import base64
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import barcode
import segno
from barcode.writer import SVGWriter
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.eanbc import Ean13BarcodeWidget
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Paragraph
from weasyprint import HTML

from lopo.labels.artwork.sheet import Sheet
from lopo.producers.typefaces import font_folders

SANS = font_folders()[0]
BRAND, ACCENT, PAPER = "#1f2f5c", "#9c2a22", "#f7f1e3"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on one label."""

    brand: str
    name: str
    net: str
    lines: tuple[str, ...]
    gtin: str
    link: str


def _fonts() -> None:
    for name, cut in (("Sans", "Regular"), ("Sans-Bold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, str(SANS / f"SourceSansPro-{cut}.ttf")))


def by_reportlab(labels: Sequence[Words], sheet: Sheet, *, by_reference: bool = False) -> bytes:
    """Sheets by ReportLab; ``by_reference`` draws labels alike once, as a form."""
    _fonts()
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=[float(side) * mm for side in sheet.paper], pageCompression=1)
    known: set[Words] = set()
    for number, words in enumerate(labels):
        slot = number % sheet.count
        if number and slot == 0:
            canvas.showPage()
        x, y = sheet.place(slot)
        if by_reference and words not in known:
            canvas.beginForm(str(hash(words)))
            _draw(canvas, words, sheet)
            canvas.endForm()
            known.add(words)
        canvas.saveState()
        canvas.translate(float(x) * mm, float(sheet.paper[1] - y - sheet.label[1]) * mm)
        if by_reference:
            canvas.doForm(str(hash(words)))
        else:
            _draw(canvas, words, sheet)
        canvas.restoreState()
    canvas.save()
    return made.getvalue()


def _draw(canvas: Canvas, words: Words, sheet: Sheet) -> None:
    width, height = (float(side) * mm for side in sheet.label)
    canvas.setFillColor(PAPER)
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.setFillColor(BRAND)
    canvas.rect(0, 0, width, 1 * mm, stroke=0, fill=1)
    canvas.setFont("Sans-Bold", 20)
    canvas.drawString(4 * mm, height - 12 * mm, words.brand)
    canvas.setFillColor(ACCENT)
    canvas.setFont("Sans-Bold", 8)
    canvas.drawString(4 * mm, height - 25 * mm, words.net)
    large = ParagraphStyle("name", fontName="Sans-Bold", fontSize=8, leading=9, textColor=ACCENT)
    Frame(4 * mm, height - 22 * mm, 40 * mm, 9 * mm, 0, 0, 0, 0).addFromList(
        [Paragraph(html.escape(words.name), large)], canvas
    )
    style = ParagraphStyle("small", fontName="Sans", fontSize=6, leading=7, textColor=BRAND)
    text = [Paragraph(html.escape(line), style) for line in words.lines]
    frame = Frame(width * 0.5, 24 * mm, width * 0.48, height - 26 * mm, 0, 0, 0, 0)
    frame.addFromList(text, canvas)
    code = Ean13BarcodeWidget(words.gtin, barWidth=0.264 * mm, barHeight=15 * mm)
    square = QrCodeWidget(words.link, barWidth=18 * mm, barHeight=18 * mm, barBorder=4)
    canvas.setFillColor("#ffffff")
    canvas.rect(width * 0.42, 2 * mm, width * 0.56, 20 * mm, stroke=0, fill=1)
    for widget, left in ((code, width * 0.44), (square, width - 20.5 * mm)):
        drawing = Drawing()
        drawing.add(widget)
        renderPDF.draw(drawing, canvas, left, 3 * mm)


def by_weasyprint(labels: Sequence[Words], sheet: Sheet) -> bytes:
    """Sheets by WeasyPrint: a page of HTML, codes as SVG pictures."""
    parts = []
    drawn: dict[Words, str] = {}
    for start in range(0, len(labels), sheet.count):
        parts.append("<section>")
        for slot, words in enumerate(labels[start : start + sheet.count]):
            if words not in drawn:
                drawn[words] = _hypertext(words)
            x, y = sheet.place(slot)
            parts.append(f'<article style="left:{x}mm;top:{y}mm">{drawn[words]}</article>')
        parts.append("</section>")
    page = f"<!doctype html><style>{_style(sheet)}</style>{''.join(parts)}"
    made = HTML(string=page).write_pdf()
    assert made is not None
    return made


def _style(sheet: Sheet) -> str:
    (wide, high), (width, height) = sheet.paper, sheet.label
    faces = "".join(
        f"@font-face{{font-family:Label;font-weight:{weight};src:url(file://{Path(SANS)}/SourceSansPro-{cut}.ttf)}}"
        for weight, cut in ((400, "Regular"), (700, "Bold"))
    )
    return f"""{faces}
      @page {{ size: {wide}mm {high}mm; margin: 0 }}
      body {{ margin: 0; font: 6pt/7pt Label; color: {BRAND} }}
      section {{ position: relative; width: {wide}mm; height: {high}mm; break-after: page }}
      article {{ position: absolute; width: {width}mm; height: {height}mm; background: {PAPER} }}
      h1 {{ position: absolute; left: 4mm; top: 4mm; margin: 0; font: 700 20pt Label }}
      h2, h3 {{ position: absolute; left: 4mm; width: 40mm; margin: 0; font: 700 8pt Label; color: {ACCENT} }}
      h2 {{ top: 14mm }}
      h3 {{ top: 23mm }}
      div {{ position: absolute; left: {width / 2}mm; top: 2mm; width: {width * Decimal("0.48")}mm }}
      p {{ margin: 0 }}
      img {{ position: absolute; bottom: 2mm; background: white }}
      .code {{ left: {width * Decimal("0.36")}mm; width: 38mm; height: 20mm }}
      .square {{ right: 1mm; width: 18mm; height: 18mm }}"""


def _hypertext(words: Words) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in words.lines)
    code, square = io.BytesIO(), io.BytesIO()
    barcode.get("ean13", words.gtin, writer=SVGWriter()).write(code)
    segno.make(words.link, micro=False, error="m").save(square, kind="svg", border=4)
    return (
        f"<h1>{html.escape(words.brand)}</h1><h2>{html.escape(words.name)}</h2><h3>{html.escape(words.net)}</h3>"
        f'<div>{lines}</div><img class="code" src="{_data(code)}"><img class="square" src="{_data(square)}">'
    )


def _data(drawing: io.BytesIO) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.getvalue()).decode()
