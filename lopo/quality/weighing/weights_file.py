"""Weighings as a table: one pack a row, as scales and spreadsheets write them. Every fault is named with
its row.

A head may name the columns: ``isi`` (net), or ``kotor`` (gross) with ``kosong`` (empty packs), in either
language and with their unit. Without one, the only column counts, or the second beside a running number.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lopo.facts.dossier_file import Problem
from lopo.facts.kinds import Refused, read_decimal
from lopo.facts.text import Text
from lopo.quality.weighing.unit import UNITS, Unit, find_unit, said_amount

MAX_PACKS = 20_000
MAX_PROBLEMS = 20
FAR = 4
"""A pack of so many times the nominal quantity, or of one part in so many, is a slip and no weighing."""

NET, GROSS, TARE, NUMBER = "net", "gross", "tare", "number"
_COLUMNS = {
    NET: ("isi", "isi bersih", "netto", "neto", "net", "net content", "content", "berat", "berat bersih",
    "bobot",
          "bobot tuntas", "weight", "drained", "timbang", "hasil timbang", "volume", "panjang", "length",
          "luas"),
    GROSS: ("kotor", "berat kotor", "bruto", "gross", "gross weight"),
    TARE: ("kosong", "kemasan kosong", "tara", "tare", "empty", "empty pack"),
    NUMBER: ("no", "no.", "nomor", "number", "kemasan", "pack", "#", "n"),
}  # fmt: skip
_COLUMN_OF = {word: column for column, words in _COLUMNS.items() for word in words}
_HEAD_UNIT = re.compile(r"^(.*?)[\s_]*[(\[_]\s*([a-z²0-9]+)\s*[)\]]?$")
_CELL = re.compile(r"^\s*([-+]?\s*[\d.,' \u00a0]*\d[.,]?)\s*([a-zA-Z²]+[23]?\.?)?\s*$")
_THREE_AFTER = re.compile(r"^[-+]?\d{1,3}[.,]\d{3}$")

_TOO_WIDE = Text(
    "Baris ini punya lebih banyak kolom dari baris pertama. Pisahkan kolom dengan titik koma.",
    "This row has more columns than the first one. Part the columns with semicolons.",
)
_NUMBERED = "1,"
LOOK_AT = 40
"""Lines by which the separator is told."""

_COLUMN_UNCLEAR = Text(
    "Kolom mana isinya? Beri judul “isi”, atau “kotor” dan “kosong”, pada baris pertama.",
    "Which column is the content? Head it “net”, or “gross” and “tare”, in the first row.",
)


class BadWeights(ValueError):
    """A table that cannot be used; ``problems`` says everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(each.reason.en for each in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Weights:
    """What was weighed, in the base unit: full packs, empty ones, and whether the full ones are ``gross``."""

    packs: tuple[Decimal, ...]
    tares: tuple[Decimal, ...] = ()
    gross: bool = False


@dataclass(slots=True)
class _Draft:
    nominal: Decimal
    unit: Unit
    packs: list[Decimal] = field(default_factory=list)
    tares: list[Decimal] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: str, reason: Text) -> None:
        self.problems.append(Problem(place, reason))
        if len(self.problems) >= MAX_PROBLEMS:
            raise BadWeights(self.problems)

    def take(self, column: str, cell: object, place: str, unit: Unit | None) -> None:
        try:
            amount = read_weight(cell, self.nominal, unit or self.unit)
            if column != TARE:
                check_amount(amount, self.nominal, self.unit.base, least=column == NET)
            elif not 0 < amount < self.nominal * FAR:
                check_amount(amount, self.nominal, self.unit.base)
        except Refused as refusal:
            self.wrong(place, refusal.reason)
            return
        (self.tares if column == TARE else self.packs).append(amount)
        if len(self.packs) > MAX_PACKS:
            most = f"{MAX_PACKS:,}"
            self.wrong(
                place,
                Text(f"Paling banyak {most.replace(',', '.')} kemasan.", f"At most {most} packs."),
            )
            raise BadWeights(self.problems)


def read_weight(cell: object, nominal: Decimal, unit: Unit) -> Decimal:
    """One weighing in the base unit: ``251,3``, ``0.251 kg``. Raises :class:`Refused`.

    Three digits behind a point or a comma may be thousands or decimals: what is nearer to the nominal
    quantity is taken. A unit beside the number goes before that of the column.
    """
    written = _CELL.match(str(cell))
    if written is None or isinstance(cell, bool):
        raise Refused(
            Text(f"“{str(cell)[:40]}” bukan hasil timbang. Tulis angka saja, misalnya 251,3.",
                 f"“{str(cell)[:40]}” is no weight. Write a number only, such as 251.3.")
        )  # fmt: skip
    number = re.sub(r"[' \u00a0]", "", written[1])
    if written[2]:
        unit = _same_kind(written[2], unit)
    if not isinstance(cell, str):
        return unit.in_base(read_decimal(cell))
    if _THREE_AFTER.match(number):
        whole = Decimal(re.sub("[.,]", "", number))
        readings = [unit.in_base(whole), unit.in_base(Decimal(number.replace(",", ".")))]
        return min(
            readings, key=lambda each: max(each, nominal) / max(min(each, nominal), Decimal("0.000001"))
        )
    return unit.in_base(read_decimal(number))


def check_amount(amount: Decimal, nominal: Decimal, base: str, *, least: bool = True) -> None:
    """Raise :class:`Refused` for what cannot be the weight of a pack. Without ``least`` it may be much
    heavier."""
    if amount <= 0:
        raise Refused(
            Text("Isi harus lebih dari nol. Timbang ulang kemasan ini.",
                 "A pack holds more than nothing. Weigh this one again.")
        )  # fmt: skip
    if amount < nominal / FAR or (least and amount > nominal * FAR):
        words = {"amount": said_amount(amount, base), "nominal": said_amount(nominal, base)}
        raise Refused(
            Text("{amount} terlalu jauh dari {nominal}. Periksa satuan dan komanya.",
                 "{amount} is too far from {nominal}. Check its unit and its decimal mark.").filled(**words)
        )  # fmt: skip


def _same_kind(name: str, unit: Unit) -> Unit:
    found = find_unit(name)
    if found is None or found.base != unit.base:
        known = ", ".join(each.name for each in UNITS.values() if each.base == unit.base)
        raise Refused(
            Text(f"Satuan “{name[:20]}” tidak cocok dengan labelnya. Pakai {known}.",
                 f"The unit “{name[:20]}” does not fit the label. Use {known}.")
        )  # fmt: skip
    return found


def weights_from_rows(rows: Iterable[Sequence[object]], nominal: Decimal, unit: Unit) -> Weights:
    """Read weighings of packs of ``nominal`` (in the base unit). Raises :class:`BadWeights`.

    Whatever reads the rows may raise :class:`Refused`.
    """
    table = [
        (number, ["" if cell is None else cell for cell in cells])
        for number, cells in enumerate(rows, 1)
        if any(cell is not None and str(cell).strip() for cell in cells)
    ]
    if not table:
        raise BadWeights([Problem("", _NOTHING)])
    draft = _Draft(nominal, unit)
    columns = _head_of(table[0][1], unit, draft)
    if columns is None:
        columns, width = _columns_without_head(table, unit), len(table[0][1])
    else:
        width = len(table[0][1])
        table = table[1:]
    for number, cells in table:
        if any(str(cell).strip() for cell in cells[width:]):
            draft.wrong(f"baris/row {number}", _TOO_WIDE)
            continue
        for at, (column, its_unit) in columns.items():
            cell = cells[at] if at < len(cells) else ""
            if column != NUMBER and str(cell).strip():
                draft.take(column, cell, f"baris/row {number}", its_unit)
    if not draft.packs and not draft.problems:
        draft.wrong("", _NOTHING)
    if draft.problems:
        raise BadWeights(draft.problems)
    return Weights(
        tuple(draft.packs), tuple(draft.tares), any(name == GROSS for name, _u in columns.values())
    )


def weights_from_text(content: bytes, nominal: Decimal, unit: Unit) -> Weights:
    """Read weighings from a text file in UTF-8, UTF-16 with its mark, or cp1252. Raises
    :class:`BadWeights`."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    lines = text.splitlines()
    separator = _separator(lines)
    if separator is None:
        rows: Iterable[Sequence[object]] = ([line.strip().strip('"')] for line in lines)
    elif separator == _NUMBERED:
        rows = (line.split(",", 1) for line in lines)
    else:
        rows = csv.reader(lines, delimiter=separator)
    try:
        return weights_from_rows(rows, nominal, unit)
    except csv.Error:
        raise BadWeights([Problem("", _COLUMN_UNCLEAR)]) from None


def _separator(lines: Sequence[str]) -> str | None:
    """What parts the cells. A comma does so only where it is not the decimal mark; nothing for one column."""
    first = [line for line in lines[:LOOK_AT] if line.strip()]
    for separator in ";\t|":
        if any(separator in line for line in first):
            return separator
    if not any("," in line for line in first):
        return None
    if any(letter.isalpha() for letter in first[0]):
        return "," if "," in first[0] else None
    if len(first) > 1 and all(line.split(",")[0].strip() == str(at) for at, line in enumerate(first, 1)):
        return _NUMBERED
    return "," if any("." in line for line in first) else None


_NOTHING = Text("Belum ada satu pun hasil timbang.", "There is not one weighing yet.")


def _head_of(cells: Sequence[object], unit: Unit, draft: _Draft) -> dict[int, tuple[str, Unit | None]] | None:
    """Which column is what, where the first row is a head; nothing where it is a weighing."""
    words = [str(cell).strip().lower() for cell in cells]
    if all(not word or _CELL.match(word) for word in words):
        return None
    found: dict[int, tuple[str, Unit | None]] = {}
    for at, word in enumerate(words):
        named = _HEAD_UNIT.match(word)
        its_unit = find_unit(named[2]) if named else None
        column = _COLUMN_OF.get(named[1].strip() if named and its_unit else word)
        if column is not None:
            try:
                found[at] = column, _same_kind(its_unit.name, unit) if its_unit else None
            except Refused as refusal:
                draft.wrong("baris/row 1", refusal.reason)
    full = [word for word in words if word]
    if len(full) == 1 and not found:
        return {words.index(full[0]): (NET, None)}
    kinds = [column for column, _unit in found.values()]
    if kinds.count(NET) + kinds.count(GROSS) != 1:
        raise BadWeights([*draft.problems, Problem("baris/row 1", _COLUMN_UNCLEAR)])
    return found


def _columns_without_head(
    table: list[tuple[int, list[object]]], unit: Unit
) -> dict[int, tuple[str, Unit | None]]:
    full = {at for _number, row in table for at, cell in enumerate(row) if str(cell).strip()}
    if len(full) == 1:
        return {full.pop(): (NET, None)}
    first, second = min(full), sorted(full)[1]
    numbered = all(str(row[first]).strip() in (str(at), f"{at}.0") for at, (_n, row) in enumerate(table, 1))
    if len(full) == 2 and numbered:
        return {second: (NET, None)}
    raise BadWeights([Problem("baris/row 1", _COLUMN_UNCLEAR)])
