"""How fast EAN-13 barcodes are drawn: ``python -m bench.barcodes``.

The same numbers by Lopo (modules, size within the limits of GS1, SVG) and by python-barcode (SVG), in turn,
in the same run. Before anything is timed, both have to agree on every module of every number.
"""

import argparse
import gc
import io
import time
from collections.abc import Callable
from importlib.metadata import version
from statistics import median

import barcode
from barcode.writer import SVGWriter

from lopo.labels.codes.block import Block
from lopo.labels.codes.size import size_of
from lopo.labels.codes.symbol import make_symbol

ROUNDS = 7


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.barcodes", description=__doc__.splitlines()[0])
    parser.add_argument("--numbers", type=int, default=500, help="how many numbers are drawn in a round")
    block = Block("8990000")
    numbers = [block.number(index * 37 % block.capacity) for index in range(parser.parse_args().numbers)]
    compare(numbers)
    rounds = [(timed(by_lopo, numbers), timed(by_python_barcode, numbers)) for _ in range(ROUNDS)]
    ours, theirs = (median(each) for each in zip(*rounds, strict=True))
    ratio = median(other / own for own, other in rounds)
    print(f"{len(numbers)} EAN-13 to SVG, median of {ROUNDS} rounds")
    print(f"  Lopo                   {len(numbers) / ours:8,.0f} a second")
    print(f"  python-barcode {version('python-barcode'):7} {len(numbers) / theirs:8,.0f} a second")
    print(f"  Lopo is {ratio:.1f} times as fast")


def compare(numbers: list[str]) -> None:
    """End the run where the two draw a number differently."""
    for number in numbers:
        ours = "".join("01"[dark] for dark in make_symbol("ean-13", number).rows[0])
        theirs = barcode.EAN13(number).build()[0].replace("G", "1")
        if ours != theirs:
            raise SystemExit(f"{number}: Lopo draws {ours}, python-barcode {theirs}")


def by_lopo(number: str) -> str:
    """One barcode as SVG, bars and the digits below, in millimetres."""
    symbol = make_symbol("ean-13", number)
    size = size_of(symbol)
    bars = "".join(
        f'<rect x="{size.quiet_left_mm + first * size.x_mm}" y="0" width="{width * size.x_mm}" '
        f'height="{size.bar_height_mm + (size.guard_mm if first in symbol.guards else 0)}"/>'
        for first, width in symbol.bars
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width_mm} {size.height_mm + 3}">'
        f'<rect width="100%" height="100%" fill="white"/>{bars}'
        f'<text x="{size.width_mm / 2}" y="{size.height_mm + 2}" text-anchor="middle">{symbol.text}</text>'
        "</svg>"
    )


def by_python_barcode(number: str) -> str:
    """The same by python-barcode."""
    content = io.BytesIO()
    barcode.EAN13(number, writer=SVGWriter(), guardbar=True).write(content)
    return content.getvalue().decode("utf-8")


def timed(draw: Callable[[str], str], numbers: list[str]) -> float:
    gc.collect()
    start = time.perf_counter()
    for number in numbers:
        draw(number)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
