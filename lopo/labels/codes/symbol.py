"""Barcodes and QR codes as plain modules, to be drawn by whoever lays out a label.

Bars come from zxing-cpp's writer, QR codes from segno; what they may carry is in ``symbol.toml``. A symbol
has no size yet: ``size.py`` gives it one.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import segno
import zxingcpp
from segno.encoder import DataOverflowError
from stdnum import ean

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.labels.codes.bracketed import split_bracketed
from lopo.labels.codes.gs1 import parse_gs1

EAN_13, EAN_8, UPC_A, ITF_14, GS1_128, QR = KINDS = ("ean-13", "ean-8", "upc-a", "itf-14", "gs1-128", "qr")

_FORMATS = {
    EAN_13: zxingcpp.BarcodeFormat.EAN13,
    EAN_8: zxingcpp.BarcodeFormat.EAN8,
    UPC_A: zxingcpp.BarcodeFormat.UPCA,
    ITF_14: zxingcpp.BarcodeFormat.ITF,
}
_LENGTHS = {EAN_13: 13, EAN_8: 8, UPC_A: 12, ITF_14: 14}
_NAMES = {EAN_13: "EAN-13", EAN_8: "EAN-8", UPC_A: "UPC-A", ITF_14: "ITF-14"}
_GROUPS = {EAN_13: (1, 6, 6), EAN_8: (4, 4), UPC_A: (1, 5, 5, 1), ITF_14: (1, 2, 5, 5, 1)}
"""How many digits stand together below the bars."""
_GUARD_ZONES = {
    EAN_13: (range(3), range(45, 50), range(92, 95)),
    EAN_8: (range(3), range(31, 36), range(64, 67)),
    UPC_A: (range(10), range(45, 50), range(85, 95)),
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code ready to be drawn, without its quiet zone.

    ``rows`` are modules from top to bottom, dark is true; a linear code has a single row. ``text`` is the
    line for people. ``guards`` are the columns whose dark bars reach further down (EAN and UPC), else empty.
    """

    kind: str
    content: str
    text: str
    rows: tuple[tuple[bool, ...], ...]
    guards: tuple[int, ...] = ()

    @property
    def modules(self) -> int:
        """How many modules the symbol is wide."""
        return len(self.rows[0])

    @property
    def is_linear(self) -> bool:
        return self.kind != QR

    @property
    def bars(self) -> tuple[tuple[int, int], ...]:
        """The dark bars of a linear symbol: first column and width in modules."""
        found: list[tuple[int, int]] = []
        for column, dark in enumerate(self.rows[0]):
            if dark and found and sum(found[-1]) == column:
                found[-1] = (found[-1][0], found[-1][1] + 1)
            elif dark:
                found.append((column, 1))
        return tuple(found)


def make_symbol(kind: str, content: str) -> Symbol:
    """The symbol of ``content``; raises :class:`Refused` for content that the kind cannot carry.

    ``ean-13``, ``ean-8``, ``upc-a`` and ``itf-14`` take all digits with the check digit; ``gs1-128`` takes
    elements in brackets, ``(01)08990000000013(10)A1``; ``qr`` takes any text.
    """
    if kind == QR:
        return _qr(content)
    if kind == GS1_128:
        return _gs1_128(content)
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise Refused(
            Text(f"Jenis kode {kind!r} tidak ada. Yang ada: {known}.", f"There is no kind of code {kind!r}. "
                 f"There are: {known}.")
        )  # fmt: skip
    return _digits(kind, content)


def _digits(kind: str, content: str) -> Symbol:
    _refuse_wrong_digits(kind, content)
    row = _row(zxingcpp.create_barcode(content, _FORMATS[kind]))
    zones = [column for zone in _GUARD_ZONES.get(kind, ()) for column in zone]
    return Symbol(kind, content, _grouped(kind, content), (row,), tuple(c for c in zones if row[c]))


def _refuse_wrong_digits(kind: str, content: str) -> None:
    name, length = _NAMES[kind], _LENGTHS[kind]
    if not (content.isascii() and content.isdigit()):
        raise Refused(Text(f"{name} hanya memuat angka 0 sampai 9.", f"{name} holds only the digits 0 to 9."))
    if len(content) != length:
        raise Refused(
            Text(f"{name} memuat {length} angka, yang tertulis {len(content)}.",
                 f"{name} holds {length} digits; {len(content)} are written.")
        )  # fmt: skip
    wanted = ean.calc_check_digit(content[:-1])
    if content[-1] != wanted:
        raise Refused(
            Text(f"Angka terakhir {content[-1]} tidak cocok, hitungannya {wanted}.",
                 f"The last digit {content[-1]} does not fit; {wanted} comes out.")
        )  # fmt: skip


def _grouped(kind: str, digits: str) -> str:
    groups, start = [], 0
    for length in _GROUPS[kind]:
        groups.append(digits[start : start + length])
        start += length
    return " ".join(groups)


def _gs1_128(content: str) -> Symbol:
    elements = split_bracketed(content)
    if problems := parse_gs1(content).problems:
        raise Refused(problems[0])
    written = "".join(f"[{ai}]{value}" for ai, value in elements)
    try:
        barcode = zxingcpp.create_barcode(written, zxingcpp.BarcodeFormat.Code128, gs1=True)
    except ValueError as fault:
        raise Refused(
            Text(f"Isi {content!r} bukan data GS1 yang benar: {fault}",
                 f"{content!r} is not right as GS1 data: {fault}")
        ) from None  # fmt: skip
    most = _table()[GS1_128]["most_characters"]
    if len(barcode.bytes) > most:
        raise Refused(
            Text(f"GS1-128 memuat paling banyak {most} tanda, ini {len(barcode.bytes)}. "
                 "Bagi menjadi dua kode.",
                 f"A GS1-128 holds at most {most} characters; these are {len(barcode.bytes)}. "
                 "Use two codes.")
        )  # fmt: skip
    text = "".join(f"({ai}){value}" for ai, value in elements)
    return Symbol(GS1_128, content, text, (_row(barcode),))


def _qr(content: str) -> Symbol:
    if not content.strip():
        raise Refused(Text("Isi kode QR masih kosong.", "The QR code has no content yet."))
    try:
        code = segno.make_qr(content, error=_table()[QR]["error_correction"])
    except (DataOverflowError, ValueError):
        raise Refused(Text("Isi kode QR ini terlalu panjang.", "This is too much for one QR code.")) from None
    return Symbol(QR, content, content, tuple(tuple(bool(module) for module in row) for row in code.matrix))


def _row(barcode: zxingcpp.Barcode) -> tuple[bool, ...]:
    """One row across the middle of the drawn bars, one pixel a module."""
    image = barcode.to_image(scale=1, add_quiet_zones=False)
    height, width = image.shape
    middle = height // 2 * width
    shades = memoryview(image).tobytes()  # type: ignore[arg-type]  # its stubs do not tell that it is a buffer
    return tuple(shade == 0 for shade in shades[middle : middle + width])


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.labels.codes", "symbol.toml")
