"""Labels for tests: a product with everything, what it is ordered as, and its label in type."""

import datetime as dt
import functools
import io
from pathlib import Path

from PIL import Image, ImageDraw

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Fact
from lopo.facts.dossier_file import read_dossier
from lopo.labels.artwork.content import label_content
from lopo.labels.artwork.order import LabelOrder
from lopo.labels.artwork.typesetting import typeset
from lopo.standards.derivation import complete
from tests.sample_dossier import SAMBAL, dossier

ON = dt.date(2026, 11, 24)
EXAMPLES = Path(__file__).parents[3] / "examples"

LUAT = {
    **SAMBAL,
    "business.name": "Dapur Mama Bella",
    "product.name": "Sambal lu'at 150 g",
    "recipe.pork_or_gm": [],
    "recipe.shared_line_allergens": ["peanut"],
    "label.producer_name": "Dapur Mama Bella",
    "label.producer_address": "Jl. Contoh No. 3, Oebobo",
    "label.producer_city": "Kupang",
    "label.producer_postcode": "85111",
    "permit.halal.number": "ID53110007761230225",
    "quality.shelf_life_days": "60",
    "export.name_en": "Hot chilli relish",
    "export.origin_text": "Product of Indonesia",
    "export.importer": "Timor Foods Inc., 1 Pier Road, Oakland CA 94607, USA",
    "export.ingredients_en": ["bird's eye chilli", "lime", "shrimp paste", "salt", "sodium benzoate"],
}
"""A sambal with all that its label asks, as a person types it."""


def luat(**changed):
    """The sambal; ``label__name="..."`` gives a fact another value, ``None`` forgets it."""
    named = {name.replace("__", "."): value for name, value in changed.items()}
    told = {name: value for name, value in {**LUAT, **named}.items() if value is not None}
    return dossier(told)


def changed(found, **facts):
    """A dossier with facts as no form would let them in: values as they stand, nothing read or checked."""
    return found.with_facts({name.replace("__", "."): Fact(value) for name, value in facts.items()})


def example(name):
    """One of the shipped examples."""
    return read_dossier((EXAMPLES / f"{name}.toml").read_bytes(), load_catalogue())


@functools.cache
def mark():
    """A picture in the place of an owner's official halal mark."""
    picture = Image.new("RGB", (300, 300), "white")
    ImageDraw.Draw(picture).ellipse((20, 20, 280, 280), fill="#5b2d7a")
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def order(**chosen):
    """An order that lacks nothing."""
    usual = {"lot": "SL-0211", "made_on": dt.date(2026, 11, 20), "halal_image": mark()}
    return LabelOrder(**{**usual, **chosen})


def content(found, ordered=None, on=ON):
    """The words of a product's label."""
    return label_content(complete(found, on), ordered or order(), on)


def set_in_type(found, ordered=None):
    """A product's label in type."""
    ordered = ordered or order()
    return typeset(content(found, ordered), ordered)


def gaps(label, element=None):
    """What a label lacks, in English; of one element alone."""
    return [gap.reason.en for gap in label.gaps if element in (None, gap.element)]


def words_of(runs):
    """The words of runs in one text."""
    return "".join(run.text for run in runs)


def prose(label, element):
    """Heading and words of every block of an element."""
    return [
        f"{block.heading} {words_of(block.runs)}".strip()
        for block in label.blocks
        if block.element == element and hasattr(block, "runs")
    ]
