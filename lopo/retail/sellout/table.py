"""The rows of a file, whatever a retailer's system wrote: Excel, old Excel, LibreOffice, CSV, a printed page,
or a page saved as .xls.

Takes bytes, gives plain cells; knows nothing of what they mean. What a file is decides, not its name. Bytes
are hostile: sizes are bounded, packages checked before they are unpacked, nothing is fetched.
"""

import io
import zipfile
import zlib
from dataclasses import replace
from pathlib import PurePosixPath

from lopo.facts.kinds import Refused
from lopo.facts.table_file import check_package, check_size
from lopo.facts.text import Text
from lopo.retail.sellout.grid import EMPTY, NO_TABLE, Cells, File, Grid, kept
from lopo.retail.sellout.json_rows import json_rows
from lopo.retail.sellout.open_document import open_document
from lopo.retail.sellout.page import SPREADSHEET_ML, page, spreadsheet_ml
from lopo.retail.sellout.text_rows import decoded, text_rows
from lopo.retail.sellout.workbook import excel, old_excel

__all__ = ["Cells", "File", "Grid", "read_file"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_FILES = 40
"""Files in a package: one for each shop of a region."""
PICTURE = Text(
    "Ini gambar atau PDF; angkanya tidak bisa dibaca tanpa salah. Minta berkas Excel atau CSV-nya.",
    "This is a picture or a PDF; its figures cannot be read without mistakes. Ask for its Excel or CSV file.",
)
NO_SHEETS = Text(
    "Ini dokumen Word atau presentasi. Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu kirim itu.",
    "This is a Word document or slides. Copy its table into Excel, save it as .xlsx, and send that.",
)
BINARY_BOOK = Text(
    "Ini Excel biner (.xlsb). Buka di Excel, simpan sebagai .xlsx, lalu kirim lagi.",
    "This is a binary Excel file (.xlsb). Open it in Excel, save it as .xlsx, and send it again.",
)
PACKED = Text(
    "Di paket ini tidak ada tabel yang bisa dibaca. Buka paketnya, lalu kirim berkasnya satu per satu.",
    "No table that can be read is in this package. Open it and send the files in it one by one.",
)
TOO_MANY_FILES = Text(
    f"Paket ini berisi lebih dari {MOST_FILES} berkas. Kirim per bagian.",
    f"This package holds more than {MOST_FILES} files. Send it in parts.",
)
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_OTHER_PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def read_file(content: bytes) -> File:
    """The sheets of a file. Raises :class:`Refused` with what to do where there are none."""
    check_size(len(content))
    file = _packed(content) if _is_package(content) else _one(content)
    filled = tuple(each for each in file.grids if each.rows)
    if not filled:
        raise Refused(EMPTY)
    return File(filled, file.hidden_sheets)


def _one(content: bytes) -> File:
    """The sheets of a file that is no package of files."""
    if not content.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise Refused(EMPTY)
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_ZIP):
        return _office(content)
    if content.startswith(_OLE):
        return old_excel(content)
    if (content.startswith(_PICTURES) and not content[:40].isascii()) or content.startswith(b"%PDF"):
        raise Refused(PICTURE)
    if content.startswith(_OTHER_PACKED):
        raise Refused(PACKED)
    if b"\x00\x00\x00\x00" in content[:64]:
        raise Refused(NO_TABLE)
    if head.startswith(b"<?xml") and SPREADSHEET_ML in head:
        return spreadsheet_ml(content)
    if head.startswith((b"<", b"mime-version")):
        return page(content)
    text = decoded(content)
    rows = json_rows(text) if head.startswith((b"{", b"[{")) else text_rows(text)
    return File((Grid("", kept(rows)),))


def _names(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return [each.filename for each in package.infolist() if not each.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Refused(NO_TABLE) from None


def _is_package(content: bytes) -> bool:
    """Whether the file packs others, and is no office document itself."""
    return content.startswith(_ZIP) and not {"[Content_Types].xml", "mimetype"} & set(_names(content))


def _office(content: bytes) -> File:
    names = _names(content)
    if "mimetype" in names:
        return open_document(content)
    if "xl/workbook.bin" in names:
        raise Refused(BINARY_BOOK)
    if any(each.startswith(("word/", "ppt/")) for each in names):
        raise Refused(NO_SHEETS)
    return excel(content)


def _packed(content: bytes) -> File:
    """All the tables of a package, each sheet called after its file."""
    check_package(content)
    grids: list[Grid] = []
    hidden = 0
    names = [each for each in _names(content) if not each.startswith(("__MACOSX/", "."))]
    if len(names) > MOST_FILES:
        raise Refused(TOO_MANY_FILES)
    for name in names:
        inner = _unpacked(content, name)
        if _is_package(inner):
            raise Refused(PACKED)
        file = _one(inner)
        hidden += file.hidden_sheets
        title = PurePosixPath(name).stem[:80]
        grids += [replace(each, name=f"{title} {each.name}".strip()[:80] if len(file.grids) > 1 else title)
                  for each in file.grids]  # fmt: skip
    if not grids:
        raise Refused(PACKED)
    return File(tuple(grids), hidden)


def _unpacked(content: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(name) as opened:
            inner = opened.read()
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        raise Refused(PACKED) from None  # locked with a password, or broken
    check_size(len(inner))
    return inner
