"""Files of every kind that are sent as "the Excel": some are read, the others refused in one sentence."""

import io
import zipfile

import xlwt

from tests.retail.sellout.sent import KERIPIK, NOVEMBER, SAMBAL, Sent, text, workbook

_HEAD = ["Toko", "Barcode", "Qty", "Nilai"]
_ROWS = [["Oebobo", SAMBAL, 10, 250000], ["Oebobo", KERIPIK, 13, 156000]]
_TITLE = ["Periode 01/11/2026 s.d. 30/11/2026"]
_TOLD = ((SAMBAL, "Oebobo", NOVEMBER, 10, 250000), (KERIPIK, "Oebobo", NOVEMBER, 13, 156000))
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def packed(files: dict[str, bytes | str]) -> bytes:
    """A package of files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, inner in files.items():
            package.writestr(name, inner)
    return content.getvalue()


def open_document(manifest: str = "") -> bytes:
    """A sheet of LibreOffice with its endless blank rest, a hidden column and a merged title."""

    def cell(value: object) -> str:
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    rows = [_TITLE, [], _HEAD, *_ROWS]
    lines = "".join(
        f"<table:table-row>{''.join(map(cell, row))}"
        '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
        for row in rows
    )
    xml = (
        f"<office:document-content {_SPACES}><office:body><office:spreadsheet>"
        '<table:table table:name="Nov"><table:table-column table:number-columns-repeated="3"/>'
        f'<table:table-column table:visibility="collapse"/>{lines}'
        '<table:table-row table:number-rows-repeated="1048571"><table:table-cell/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    names = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": xml}
    return packed(names | {"META-INF/manifest.xml": manifest or "<manifest/>"})


def of_libre_office() -> Sent:
    """LibreOffice's own file."""
    return Sent(open_document(), _TOLD, "laporan.ods", hint="Column D is hidden")


def old_excel() -> Sent:
    """An Excel file from before 2007, with merged heads."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Nov")
    sheet.write_merge(0, 0, 0, 3, _TITLE[0])
    for number, row in enumerate([_HEAD, *_ROWS], 2):
        for place, cell in enumerate(row):
            sheet.write(number, place, float(cell) if place == 1 and number > 2 else cell)
    content = io.BytesIO()
    book.save(content)
    return Sent(content.getvalue(), _TOLD, "laporan.xls")


def page_called_excel() -> Sent:
    """A portal's page that is called .xls."""
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [_HEAD, *_ROWS])
    page = f"<html><body><h3>{_TITLE[0]}</h3><table><tr><td colspan=4>{_TITLE[0]}</td></tr>{cells}</table>"
    return Sent(page.encode(), _TOLD, "laporan.xls")


def package_of_reports() -> Sent:
    """A package with a file for each shop."""

    def of_shop(pieces: int) -> bytes:
        return workbook(("Sheet1", [_TITLE, ["Barcode", "Qty"], [SAMBAL, pieces]]))

    files = {"nov/Oebobo.xlsx": of_shop(10), "nov/Penfui.xlsx": of_shop(4), "__MACOSX/._Oebobo.xlsx": b"x"}
    told = ((SAMBAL, "Oebobo", NOVEMBER, 10, None), (SAMBAL, "Penfui", NOVEMBER, 4, None))
    return Sent(packed(files), told, "nov.zip")


def binary_excel() -> Sent:
    """Excel's binary file."""
    return Sent(packed({"[Content_Types].xml": "<x/>", "xl/workbook.bin": b"\x00"}), refused="xlsb")


def word_document() -> Sent:
    """A letter with a table in it."""
    return Sent(packed({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), refused="Word")


def locked_libre_office() -> Sent:
    """A sheet of LibreOffice with a password."""
    return Sent(open_document("<manifest><encryption-data/></manifest>"), refused="password")


def locked_excel() -> Sent:
    """An Excel file with a password: a package of another kind."""
    streams = "EncryptedPackage".encode("utf-16-le")
    return Sent(b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + streams, refused="password")


def picture() -> Sent:
    """A photo of the screen, renamed."""
    return Sent(b"\x89PNG\r\n\x1a\n" + bytes(range(200)), refused="picture")


def scanned_paper() -> Sent:
    """A PDF, renamed."""
    return Sent(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 1 0 obj", refused="picture or a PDF")


def other_package() -> Sent:
    """A package that only another program opens."""
    return Sent(b"Rar!\x1a\x07\x01\x00" + bytes(range(100)), refused="one by one")


def package_of_a_photo() -> Sent:
    """A package with no table in it."""
    return Sent(packed({"foto.jpg": b"\xff\xd8\xff\xe0" + bytes(200)}), refused="picture")


def json_of_receipts() -> Sent:
    """JSON whose records hold lists: several rows in one."""
    return Sent(text(['{"data": [{"nota": 1, "items": [{"plu": "A1", "qty": 2}]}]}']), refused="not a table")


KINDS = (
    of_libre_office,
    old_excel,
    page_called_excel,
    package_of_reports,
    binary_excel,
    word_document,
    locked_libre_office,
    locked_excel,
    picture,
    scanned_paper,
    other_package,
    package_of_a_photo,
    json_of_receipts,
)
