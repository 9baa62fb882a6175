"""What a file gave once it was read: its sales, and what became of every single row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lopo.facts.text import Text
from lopo.retail.sellout.codes import Code
from lopo.retail.sellout.days import Span

SALE, TITLE, HEADING, BLANK, GROUP, TOTAL, FOOTER, UNREAD, ELSEWHERE = KINDS = (
    "sale", "title", "heading", "blank", "group", "total", "footer", "unread", "elsewhere",
)  # fmt: skip
KIND_TITLES: Mapping[str, Text] = {
    SALE: Text("penjualan", "sales"),
    TITLE: Text("judul", "title"),
    HEADING: Text("kepala kolom", "column heading"),
    BLANK: Text("kosong", "blank"),
    GROUP: Text("nama kelompok", "name of a group"),
    TOTAL: Text("jumlah", "sum"),
    FOOTER: Text("kaki halaman", "footer"),
    UNREAD: Text("tidak terbaca", "unreadable"),
    ELSEWHERE: Text("lembar lain, bukan tabel penjualan", "another sheet, no table of sales"),
}
MOST_PIECES = 10_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One count of one product in one shop. ``store`` is as the file says it, ``stock`` at the last day."""

    sheet: str
    row: int
    store: str
    code: Code
    other_code: Code
    name: str
    span: Span
    pieces: int
    value_idr: int | None = None
    stock: int | None = None
    unit: str = ""
    """The carton that ``pieces`` and ``stock`` are counted in, where they are not pieces."""
    inside: int | None = None
    """Pieces in one such carton, where the file says it."""

    def brought_back(self) -> "Line":
        """The same as goods that were brought back: less than nothing."""
        value = None if self.value_idr is None else -abs(self.value_idr)
        return replace(self, pieces=-abs(self.pieces), value_idr=value)


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row; ``cell`` and ``said`` tell what is wrong with one that was not read."""

    sheet: str
    row: int
    kind: str
    said: Text | None = None
    cell: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that the file itself states; what it does not is nothing."""

    sheet: str
    row: int
    kind: str
    pieces: int | None
    value_idr: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file. ``shape_found`` is false where no sheet has the headings of the layout."""

    lines: tuple[Line, ...]
    rows: tuple[RowResult, ...]
    totals: tuple[Total, ...]
    shape_found: bool
    wants_span: bool = False
    wants_store: bool = False
    unsure_count: str = ""
    """A count such as ``1.000``, of which nobody but the sender knows whether it is one or a thousand."""
    hidden_rows: int = 0
    notes: tuple[Text, ...] = ()

    @property
    def pieces(self) -> int:
        return sum(each.pieces for each in self.lines)

    @property
    def value_idr(self) -> int:
        return sum(each.value_idr or 0 for each in self.lines)

    @property
    def carton_rows(self) -> int:
        """Rows that are not counted in pieces."""
        return len({(each.sheet, each.row) for each in self.lines if each.unit})

    def counted(self) -> dict[str, int]:
        """How many rows there are of each kind."""
        told = dict.fromkeys(KINDS, 0)
        for each in self.rows:
            told[each.kind] += 1
        return told

    @property
    def own_total(self) -> tuple[int | None, int | None]:
        """Pieces and rupiah as the file itself sums them, over all its sheets; nothing where it does not."""
        pieces, value = [], []
        for sheet in dict.fromkeys(each.sheet for each in self.totals):
            told = _grand([each for each in self.totals if each.sheet == sheet])
            pieces.append(told[0])
            value.append(told[1])
        return _added(pieces), _added(value)


def _added(parts: Sequence[int | None]) -> int | None:
    return None if not parts or any(each is None for each in parts) else sum(each or 0 for each in parts)


def _grand(totals: Sequence[Total]) -> tuple[int | None, int | None]:
    """The sum of a sheet: its grand total, its last one where that sums the others, else all together."""
    told = [each for each in totals if each.kind == "grand"] or [
        each for each in totals if each.kind == "total" and each.pieces is not None
    ]
    told = told or list(totals)
    if not told:
        return None, None
    *before, last = told
    if len(told) == 1 or last.kind == "grand" or last.pieces == sum(each.pieces or 0 for each in before):
        return last.pieces, last.value_idr
    return _added([each.pieces for each in told]), _added([each.value_idr for each in told])


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person told of this file alone, where the file does not say it."""

    span: Span | None = None
    store: str = ""
    mark: str = ""
    """The mark before decimals of counts such as ``1.000``."""
