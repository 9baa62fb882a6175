"""Everything to enter a product with as one ZIP: the sheet as text and table, photos square in our own sizes.

Pure but for Pillow. Photos are written anew: where and when they were taken does not come along.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.market.procurement.sheet import OLDER, Row, photo_figures, source
from lopo.producers.evidence import MAX_PIXELS

_MOMENT = (2026, 1, 1, 0, 0, 0)
"""Of every file in the ZIP: the same content makes the same ZIP."""
_NOTE = Text(
    "Yang benar-benar diminta katalog versi 6 belum dipastikan, juga ukuran fotonya. "
    "Bila di sana diminta lain, ikuti yang di sana dan beri tahu petugas.",
    "What version 6 of the catalogue really asks is to be verified, the size of photos too. "
    "Where it asks otherwise, follow it and tell an officer.",
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of the ZIP; ``small`` where the original has fewer pixels than asked."""

    name: str
    content: bytes
    small: bool


def note() -> Text:
    """What stands above every sheet."""
    return _NOTE


def pictures(contents: Sequence[bytes]) -> tuple[Picture, ...]:
    """Each photo in each size. A small one is not blown up: it stays as large as it is."""
    figures = photo_figures()
    made = []
    for number, content in enumerate(contents[: figures["most"]], 1):
        for side in figures["sides"]:
            square, small = squared(content, side)
            made.append(Picture(f"foto/{number:02}-{side}.jpg", square, small))
    return tuple(made)


def squared(content: bytes, side: int) -> tuple[bytes, bool]:
    """The whole picture on a white square of ``side`` pixels, as JPEG; and whether it was too small for it.

    Raises :class:`Refused` for what is no picture.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise Refused(_NOT_A_PICTURE)
            photo = opened.convert("RGB")
    except Refused:
        raise
    except Exception:  # the decoders meet hostile bytes with faults of every kind
        raise Refused(_NOT_A_PICTURE) from None
    long = max(photo.size)
    edge = min(side, max(long, 1))
    if long > edge:
        photo = photo.resize(
            tuple(max(1, round(each * edge / long)) for each in photo.size),  # type: ignore[arg-type]
            Image.Resampling.LANCZOS,
        )
    ground = Image.new("RGB", (edge, edge), "white")
    ground.paste(photo, ((edge - photo.width) // 2, (edge - photo.height) // 2))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=photo_figures()["quality"], optimize=True)
    return out.getvalue(), edge < side


def table_rows(rows: Sequence[Row], language: str) -> list[list[str]]:
    """The sheet as rows of a file: field, what to type, how it is known."""
    return [[row.title.in_language(language), row.value, _known(row).in_language(language)] for row in rows]


def head(language: str) -> list[str]:
    """The heads of the columns."""
    return [each.in_language(language) for each in _HEAD]


def zipped(rows: Sequence[Row], photos: Sequence[Picture], title: str, language: str) -> bytes:
    """The ZIP: ``lembar.csv``, ``lembar.txt`` to copy from, and the photos."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        _put(package, "lembar.csv", _csv(rows, language).encode())
        _put(package, "lembar.txt", _text(rows, photos, title, language).encode())
        for photo in photos:
            _put(package, photo.name, photo.content)
    return out.getvalue()


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    package.writestr(zipfile.ZipInfo(name, _MOMENT), content)


def _csv(rows: Sequence[Row], language: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head(language))
    writer.writerows([[_harmless(cell) for cell in row] for row in table_rows(rows, language)])
    return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.lstrip()[:1] in ("=", "+", "-", "@") and cell.strip() else cell


def _text(rows: Sequence[Row], photos: Sequence[Picture], title: str, language: str) -> str:
    lines = [title, "", _NOTE.in_language(language), source().in_language(language), ""]
    for row in rows:
        lines += [f"{row.title.in_language(language)}:", row.value or "-"]
        lines += [f"  ! {row.warns.in_language(language)}"] if row.warns else []
        lines += [""]
    small = [photo.name for photo in photos if photo.small]
    lines += [_SMALL.in_language(language), *small] if small else []
    return "\r\n".join(lines)


def _known(row: Row) -> Text:
    return _OLDER if row.known_by == OLDER else _GUESS


_HEAD = (Text("Isian", "Field"), Text("Yang ditulis", "What to type"), Text("Diketahui dari", "Known from"))
_OLDER = Text("panduan lama 2022, belum dipastikan", "older guide of 2022, to be verified")
_GUESS = Text("perkiraan kami, belum dipastikan", "our guess, to be verified")
_SMALL = Text(
    "Foto ini lebih kecil dari ukurannya; ambil lagi:",
    "These photos are smaller than asked; take them again:",
)
_NOT_A_PICTURE = Text("Ini bukan foto yang bisa dibuka.", "This is not a photo that can be opened.")
