"""Weighings as a table: one pack a row, as scales and spreadsheets write them. Every fault is named with
its row.

A head may name the columns: ``isi`` (net), or ``kotor`` (gross) with ``kosong`` (empty packs), in either
language and with their unit. Under another head the only column of numbers counts, and so it does without any
head, beside a running number or alone.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lopo.facts.dossier_file import Problem
from lopo.facts.kinds import Refused, read_decimal
from lopo.facts.table_file import sheets_of
from lopo.facts.text import Text, joined
from lopo.quality.weighing.unit import UNITS, Unit, find_unit, said_amount

MAX_PACKS = 20_000
MAX_PROBLEMS = 20
"""Different faults; the same one of more rows is said once."""
PLACES_SHOWN = 5
_EXCEL = b"PK\x03\x04"
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

_HEAD_IT = Text(
    "Beri judul “isi”, atau “kotor” dan “kosong”, pada baris pertama.",
    "Head it “net”, or “gross” and “tare”, in the first row.",
)
_RUBBISH = Text(
    "“{cell}” bukan hasil timbang dan bukan judul kolom. Betulkan, atau hapus baris ini.",
    "“{cell}” is neither a weight nor the head of a column. Mend it, or take this row out.",
)
_TAKEN = Text("Kolom “{cell}” dibaca sebagai isi bersih.", "The column “{cell}” was read as net content.")
_Table = list[tuple[int, list[object]]]
"""The rows with their numbers."""


def _row(number: int) -> Text:
    return Text(f"baris {number}", f"row {number}")


def _together(places: Sequence[str | Text]) -> Text:
    """The first places, and how many more there are."""
    shown = [each if isinstance(each, Text) else Text.same(each) for each in places[:PLACES_SHOWN]]
    more = len(places) - len(shown)
    rest = Text(f" dan {more} lagi", f" and {more} more") if more else Text.same("")
    listed = joined(shown, Text.same(", "))
    return Text(listed.id + rest.id, listed.en + rest.en)


class BadWeights(ValueError):
    """A table that cannot be used; ``problems`` says everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(each.reason.en for each in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Weights:
    """What was weighed, in the base unit: full packs, empty ones, and whether the full ones are ``gross``.

    ``head`` names the column that was taken for the contents though its name is none that we know.
    """

    packs: tuple[Decimal, ...]
    tares: tuple[Decimal, ...] = ()
    gross: bool = False
    head: str = ""

    @property
    def taken(self) -> Text | None:
        """Which column was taken, in words, where that was a guess."""
        if not self.head:
            return None
        return _filled(_TAKEN, self.head[:40])


@dataclass(slots=True)
class _Draft:
    nominal: Decimal
    unit: Unit
    packs: list[Decimal] = field(default_factory=list)
    tares: list[Decimal] = field(default_factory=list)
    places: dict[Text, list[str | Text]] = field(default_factory=dict)

    def wrong(self, place: str | Text, reason: Text) -> None:
        """Put down a fault; the same one of more rows is said once, with their number."""
        self.places.setdefault(reason, []).append(place)
        if len(self.places) >= MAX_PROBLEMS:
            raise BadWeights(self.problems)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, each fault once: with the first rows that have it, and how many more there are."""
        return [Problem(_together(places), reason) for reason, places in self.places.items()]

    def take(self, column: str, cell: object, place: Text, unit: Unit | None) -> None:
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
    width, headed = len(table[0][1]), _head_of(table, unit, draft)
    if headed is None:
        columns, head = _columns_without_head(table), ""
    else:
        (columns, head), table = headed, table[1:]
    for number, cells in table:
        if any(str(cell).strip() for cell in cells[width:]):
            draft.wrong(_row(number), _TOO_WIDE)
            continue
        for at, (column, its_unit) in columns.items():
            cell = cells[at] if at < len(cells) else ""
            if column != NUMBER and str(cell).strip():
                draft.take(column, cell, _row(number), its_unit)
    if not draft.packs and not draft.problems:
        draft.wrong("", _NOTHING)
    if draft.problems:
        raise BadWeights(draft.problems)
    gross = any(name == GROSS for name, _unit in columns.values())
    return Weights(tuple(draft.packs), tuple(draft.tares), gross, head)


def weights_from_file(content: bytes, nominal: Decimal, unit: Unit) -> Weights:
    """Read weighings from CSV or Excel. Raises :class:`BadWeights`, or :class:`Refused` for another file."""
    for sheet in sheets_of(content):
        if not content.startswith(_EXCEL):
            break
        return weights_from_rows(sheet.rows, nominal, unit)
    return weights_from_text(content, nominal, unit)


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
        raise BadWeights([Problem("", _unclear([]))]) from None


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


Columns = dict[int, tuple[str, Unit | None]]
"""What each column is, and its unit where its head says one."""


def _head_of(table: _Table, unit: Unit, draft: _Draft) -> tuple[Columns, str] | None:
    """Which column is what, where the first row is a head; nothing where it is a weighing.

    Also the head of the column that was taken though we do not know its name.
    """
    heads = [str(cell).strip() for cell in table[0][1]]
    if all(not head or _CELL.match(head) for head in heads):
        return None
    found: Columns = {}
    for at, head in enumerate(heads):
        word, its_unit = _word_and_unit(head, unit, draft)
        if word in _COLUMN_OF:
            found[at] = _COLUMN_OF[word], its_unit
    contents = [at for at, (column, _unit) in found.items() if column in (NET, GROSS)]
    if len(contents) == 1:
        return found, ""
    if contents:
        raise BadWeights([*draft.problems, Problem(_row(1), _unclear([heads[at] for at in contents]))])
    return _only_numbers(table, heads, found, unit, draft)


def _word_and_unit(head: str, unit: Unit, draft: _Draft) -> tuple[str, Unit | None]:
    """``Berat (g)`` as its word and its unit. A unit of another kind is put down as a fault."""
    word = head.lower()
    named = _HEAD_UNIT.match(word)
    its_unit = find_unit(named[2]) if named else None
    if named is None or its_unit is None:
        return word, None
    try:
        return named[1].strip(), _same_kind(its_unit.name, unit)
    except Refused as refusal:
        draft.wrong(_row(1), refusal.reason)
        return named[1].strip(), None


def _only_numbers(
    table: _Table, heads: Sequence[str], found: Columns, unit: Unit, draft: _Draft
) -> tuple[Columns, str]:
    """The only column of numbers beside a running one is the content, whatever its head."""
    rows = table[1:]
    numbers = [
        at
        for at in range(len(heads))
        if at not in found and _is_numeric(rows, at) and not (len(heads) > 1 and _counts_up(rows, at))
    ]
    if not rows and not found and len(heads) == 1:
        return {0: (NET, None)}, ""
    if len(numbers) != 1:
        names = [heads[at] or f"{at + 1}" for at in numbers]
        raise BadWeights([*draft.problems, Problem(_row(1), _unclear(names))])
    head = heads[numbers[0]]
    word, its_unit = _word_and_unit(head, unit, draft)
    if any(letter.isdigit() for letter in word):
        raise BadWeights([*draft.problems, Problem(_row(1), _filled(_RUBBISH, head[:40]))])
    return {**found, numbers[0]: (NET, its_unit)}, head


def _is_numeric(rows: _Table, at: int) -> bool:
    """Whether most cells of a column are numbers: one that is none is a fault of its row."""
    cells = [str(row[at]).strip() for _number, row in rows if at < len(row) and str(row[at]).strip()]
    return 2 * sum(_CELL.match(cell) is not None for cell in cells) > len(cells)


def _counts_up(rows: _Table, at: int) -> bool:
    """1, 2, 3 ... down the rows."""
    return all(
        at < len(row) and str(row[at]).strip() in (str(count), f"{count}.0")
        for count, (_number, row) in enumerate(rows, 1)
    )


def _columns_without_head(table: _Table) -> Columns:
    full = {at for _number, row in table for at, cell in enumerate(row) if str(cell).strip()}
    if len(full) == 1:
        return {full.pop(): (NET, None)}
    first, second = sorted(full)[:2]
    if len(full) == 2 and _counts_up(table, first):
        return {second: (NET, None)}
    raise BadWeights([Problem(_row(1), _unclear([str(at + 1) for at in sorted(full)]))])


def _filled(sentence: Text, cell: str) -> Text:
    """With what stands in the file; it may have braces of its own."""
    return Text(sentence.id.replace("{cell}", cell), sentence.en.replace("{cell}", cell))


def _unclear(names: Sequence[str]) -> Text:
    """Which of several columns it is cannot be told; without names there is none at all."""
    listed = ", ".join(f"“{name[:30]}”" for name in names[:8])
    asked = Text(f"Kolom mana isinya: {listed}?", f"Which column is the content: {listed}?")
    none = Text("Tidak ada kolom angka untuk isinya.", "Which column is the content? None holds numbers.")
    return joined([asked if names else none, _HEAD_IT], Text.same(" "))
