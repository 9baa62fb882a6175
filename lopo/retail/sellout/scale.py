"""Reports whose rupiah are told in thousands or millions, as a line above the table or a heading says."""

from collections.abc import Iterable, Mapping

from lopo.facts.text import Text
from lopo.retail.sellout.words import plain, words

SCALES: Mapping[int, Text] = {
    1_000: Text("ribuan", "thousands"),
    1_000_000: Text("jutaan", "millions"),
}
SCALED = Text(
    "Rupiah di berkas ini dalam {scale}; di sini sudah ditulis penuh.",
    "The rupiah of this file are in {scale}; here they are written in full.",
)


def scale_told(titles: Iterable[str], headings: Iterable[str]) -> int:
    """By what the amounts have to be multiplied: 1 where nothing says so."""
    in_heading = max((_said(text, "heading") for text in headings), default=1)
    return in_heading if in_heading > 1 else max((_said(text, "title") for text in titles), default=1)


def _said(text: str, where: str) -> int:
    told = f" {plain(text)} "
    for scale, name in ((1_000_000, "million"), (1_000, "thousand")):
        if any(f" {each} " in told for each in words().scales[f"{name}_{where}"]):
            return scale
    return 1
