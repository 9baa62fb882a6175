"""How fast labels are printed: ``python -m bench.labels``.

One label first, then 1,000 of one lot and 200 each of its own lot on sticker sheets in one PDF: by Lopo, by
ReportLab and by WeasyPrint in the same run, then the memory each takes, in processes of their own. The codes
of the first and the last sheet of every PDF are read back; a code that cannot be read ends the run.
"""

import argparse
import datetime as dt
import io
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from statistics import median

import pypdfium2
import zxingcpp
from PIL import Image

from bench.label_rivals import Words, by_reportlab, by_weasyprint
from bench.products import EXAMPLES
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.dossier_file import read_dossier
from lopo.labels.artwork.blocks import CodesBlock, Dates, LabelContent, Prose
from lopo.labels.artwork.content import label_content
from lopo.labels.artwork.lots import OrderedLot, typeset_lots
from lopo.labels.artwork.order import LabelOrder
from lopo.labels.artwork.run import Batch, run_of_labels
from lopo.labels.artwork.sheet import Sheet, free_sheet
from lopo.labels.artwork.typesetting import typeset
from lopo.standards.derivation import complete

ON = dt.date(2026, 11, 24)
WIDTH, HEIGHT = Decimal(95), Decimal(67)
PROGRAMS = ("lopo", "reportlab", "reportlab by reference", "weasyprint")
FAST = (PROGRAMS[0], PROGRAMS[2])
MEMORY_COUNTS = (10, 1_000, 10_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.labels", description=__doc__.splitlines()[0])
    parser.add_argument("--alike", type=int, default=1_000, help="labels of one lot")
    parser.add_argument("--lots", type=int, default=200, help="labels each of its own lot")
    parser.add_argument("--without-memory", action="store_true", help="leave the memory out")
    parser.add_argument("--memory-of", nargs=2, metavar=("PROGRAM", "COUNT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    dossier = coffee()
    if asked.memory_of:
        program, count = asked.memory_of
        printed(program, dossier, ["KF-0001"] * int(count))
        print(_most_memory())
        return
    sheet = free_sheet(WIDTH, HEIGHT)
    print(f"{_named('reportlab')}, {_named('weasyprint')}, {_named('typst')}; {sheet.count} labels a sheet")
    one_label(dossier)
    many_labels(f"{asked.alike:,} labels of one lot", dossier, ["KF-0001"] * asked.alike)
    many_labels(
        f"{asked.lots} labels, each of its own lot", dossier, _lots(asked.lots), but_for=(PROGRAMS[2],)
    )
    if not asked.without_memory:
        memory()


def coffee() -> Dossier:
    """A product of the examples, with all that can be worked out."""
    found = read_dossier((EXAMPLES / "kopi-flores.toml").read_bytes(), load_catalogue())
    return complete(found, ON)


def one_label(dossier: Dossier) -> None:
    """The first label of a process, and those after it."""
    started = time.perf_counter()
    page(dossier, "FIRST")
    first = time.perf_counter() - started
    later = []
    for lot in _lots(20):
        started = time.perf_counter()
        page(dossier, f"W{lot}")
        later.append(time.perf_counter() - started)
    print("\nOne label from its dossier to its PDF, measured, laid out, codes drawn:")
    print(f"  the first of a process          {first * 1000:8.0f} ms")
    print(f"  each later one                  {median(later) * 1000:8.0f} ms")


def many_labels(title: str, dossier: Dossier, lots: Sequence[str], but_for: Sequence[str] = ()) -> None:
    """The same labels by each program, one PDF each."""
    print(f"\n{title}, in one PDF:")
    for program in PROGRAMS:
        if program in but_for:
            continue
        started = time.perf_counter()
        pdf = printed(program, dossier, lots)
        seconds = time.perf_counter() - started
        _refuse_unread(program, pdf, lots)
        print(
            f"  {program:<24}{seconds:8.2f} s   {len(lots) / seconds:9,.0f} labels a second"
            f"   {len(pdf) / 1024:8,.0f} KiB"
        )


def memory() -> None:
    """The most memory of a process that prints so many labels of one lot."""
    print("\nMost memory of a process, labels of one lot, in MiB:")
    print(f"  {'':<24}" + "".join(f"{count:>10,}" for count in MEMORY_COUNTS))
    for program in PROGRAMS:
        counts = [count for count in MEMORY_COUNTS if count < 10_000 or program in FAST]
        most = [_in_a_process(program, count) for count in counts]
        print(f"  {program:<24}" + "".join(f"{each / 1024:>10,.0f}" for each in most))


def printed(program: str, dossier: Dossier, lots: Sequence[str]) -> bytes:
    """The labels of ``lots`` on sheets, by one of :data:`PROGRAMS`."""
    sheet = free_sheet(WIDTH, HEIGHT)
    if program == "lopo":
        counted = Counter(lots)
        ordered = [OrderedLot(content(dossier, order(lot)), order(lot)) for lot in counted]
        made = zip(typeset_lots(ordered), counted.values(), strict=True)
        return run_of_labels([Batch(each.document, count, each.first_page) for each, count in made], sheet)
    by_lot = {lot: words(content(dossier, order(lot))) for lot in dict.fromkeys(lots)}
    labels = [by_lot[lot] for lot in lots]
    draw: Callable[[Sequence[Words], Sheet], bytes] = {
        "reportlab": by_reportlab,
        "reportlab by reference": lambda labels, sheet: by_reportlab(labels, sheet, by_reference=True),
        "weasyprint": by_weasyprint,
    }[program]
    return draw(labels, sheet)


def page(dossier: Dossier, lot: str) -> bytes:
    """One lot's label as a PDF."""
    return typeset(content(dossier, order(lot)), order(lot)).piece_pdfs()[0]


def order(lot: str) -> LabelOrder:
    return LabelOrder(
        pack="sticker", width=WIDTH, height=HEIGHT, lot=lot, made_on=ON, with_panel=False, halal_image=_mark()
    )


def content(dossier: Dossier, ordered: LabelOrder) -> LabelContent:
    return label_content(dossier, ordered, ON)


def words(label: LabelContent) -> Words:
    """The words of a label as plain lines."""
    lines = ["".join(run.text for run in line) for line in label.essentials]
    codes: tuple[str, ...] = ()
    for block in label.blocks:
        if isinstance(block, Prose):
            lines.append(f"{block.heading} {''.join(run.text for run in block.runs)}")
        elif isinstance(block, Dates):
            lines += [f"{name} {value}" for name, value in block.pairs]
        elif isinstance(block, CodesBlock):
            codes = tuple(symbol.content for symbol in block.symbols)
    return Words(label.brand, label.name, label.net, tuple(lines), *codes)


def _mark() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (200, 200), "#5b2d7a").save(made, "PNG")
    return made.getvalue()


def _lots(count: int) -> list[str]:
    return [f"KF-{number:04}" for number in range(1, count + 1)]


def _refuse_unread(program: str, pdf: bytes, lots: Sequence[str]) -> None:
    """End the run unless every code of the first and the last sheet can be read."""
    document = pypdfium2.PdfDocument(pdf)
    on_a_sheet = free_sheet(WIDTH, HEIGHT).count
    last = len(lots) % on_a_sheet or on_a_sheet
    for number, expected in ((0, lots[:on_a_sheet]), (len(document) - 1, lots[-last:])):
        picture = document[number].render(scale=300 / 72).to_pil()
        read = [code.text for code in zxingcpp.read_barcodes(picture)]
        links = sorted(text.split("/10/")[1].split("?")[0] for text in read if "/10/" in text)
        if links != sorted(expected) or len(read) != 2 * len(expected):
            sys.exit(f"{program}: {len(read)} codes read on a sheet of {len(expected)} labels: {read[:3]}")


def _in_a_process(program: str, count: int) -> int:
    command = [sys.executable, "-m", "bench.labels", "--memory-of", program, str(count)]
    root = Path(__file__).parent.parent
    return int(subprocess.run(command, capture_output=True, check=True, cwd=root).stdout)


def _most_memory() -> int:
    """The most KiB this process held; ``getrusage`` would count those of the process that started it, too."""
    told = Path("/proc/self/status").read_text()
    return int(told.split("VmHWM:")[1].split()[0])


def _named(package: str) -> str:
    return f"{package} {version(package)}"


if __name__ == "__main__":
    main()
