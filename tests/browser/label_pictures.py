"""Labels for the manual, drawn from the examples as an owner would have them printed."""

import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier_file import read_dossier
from lopo.labels.artwork.content import label_content
from lopo.labels.artwork.order import LabelOrder
from lopo.labels.artwork.typesetting import typeset
from lopo.standards.derivation import complete

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = dt.date(2026, 11, 24)
DOTS_PER_INCH, GAP, TABLE = 110, 22, "#e4ddcd"


@dataclass(frozen=True)
class Shown:
    """A label of the picture: whose dossier, which piece of it, how it is made."""

    example: str
    order: LabelOrder
    pieces: tuple[int, ...] = (0,)


ALBUM = (
    Shown("keripik-pisang-klaim", LabelOrder(design="tenun", palette="nila", lot="KP261124", made_on=ON)),
    Shown("kopi-flores", LabelOrder(design="lontar", palette="kelor", lot="KF261124", made_on=ON)),
    Shown("abon-ikan-alergen", LabelOrder(design="lopo", palette="mengkudu", lot="AI261124", made_on=ON)),
    Shown(
        "gula-semut-lontar",
        LabelOrder(design="sasando", palette="lontar", lot="GS261124", made_on=ON),
        (0, 1),
    ),
    Shown("tenun-ikat-selendang", LabelOrder(design="tenun", pack="tag", palette="mengkudu"), (0, 1)),
)


def label_album() -> Image.Image:
    """The labels side by side on a table."""
    pictures = [picture for shown in ALBUM for picture in _pages(shown)]
    width = sum(each.width for each in pictures) + GAP * (len(pictures) + 1)
    height = max(each.height for each in pictures) + 2 * GAP
    table = Image.new("RGB", (width, height), TABLE)
    x = GAP
    for each in pictures:
        table.paste(each, (x, height - GAP - each.height))
        x += each.width + GAP
    return table


def _pages(shown: Shown) -> list[Image.Image]:
    content = (EXAMPLES / f"{shown.example}.toml").read_bytes()
    dossier = complete(read_dossier(content, load_catalogue()), ON)
    artwork = typeset(label_content(dossier, shown.order, ON), shown.order)
    pages = artwork.png(DOTS_PER_INCH)
    return [Image.open(io.BytesIO(pages[piece])).convert("RGB") for piece in shown.pieces]
