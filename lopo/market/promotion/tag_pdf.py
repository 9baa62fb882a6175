"""Price tags and shelf cards as a PDF to print: set with Typst, several to an A4, with marks to cut by.

The data goes in as JSON and is never read as markup.
"""

import functools
import importlib.resources
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_rupiah
from lopo.labels.artwork.drawing import code
from lopo.labels.artwork.letters import printable_part, with_curved_apostrophes
from lopo.labels.artwork.run import Batch, run_of_labels
from lopo.labels.artwork.sheet import free_sheet
from lopo.market.promotion.tag import Tag, TagForm, bar_symbol, link_symbol
from lopo.producers.typefaces import fonts

MOST = 400
"""Cards of one file."""
_WORDS = {
    "look": Text("Pindai untuk ceritanya", "Scan for its story"),
    "fold": Text("tempel di bawah rak", "stick under the shelf"),
    "by": Text("Buatan", "Made by"),
}


def tags_pdf(tags: Sequence[tuple[Tag, int]], form: TagForm, language: str) -> bytes:
    """So many of each card on A4 sheets. Raises :class:`Refused` for none or too many."""
    if not tags or not all(count > 0 for _tag, count in tags) or sum(count for _tag, count in tags) > MOST:
        raise Refused(Text(f"Tulis berapa lembar: 1 sampai {MOST}.", f"Write how many: 1 to {MOST}."))
    pages = _compiled([tag for tag, _count in tags], form, language, "pdf")
    batches = [Batch(pages, count, number) for number, (_tag, count) in enumerate(tags)]
    return run_of_labels(batches, free_sheet(form.width, form.height))


def tag_png(tag: Tag, form: TagForm, language: str, dots_per_inch: float = 110) -> bytes:
    """One card as a picture, as it is shown before printing."""
    return _compiled([tag], form, language, "png", dots_per_inch)


def a_sheet_holds(form: TagForm) -> int:
    """Cards on one A4."""
    return free_sheet(form.width, form.height).count


def _compiled(tags: Sequence[Tag], form: TagForm, language: str, how: Any, ppi: float | None = None) -> bytes:
    root = _root()
    data = {
        "form": form.draws,
        "width": float(form.width),
        "height": float(form.height),
        "language": language,
        "words": {name: said.in_language(language) for name, said in _WORDS.items()},
        "tags": [_plain(tag, language) for tag in tags],
    }
    compiler = typst.Compiler(
        str(root / "market" / "promotion" / "typst" / "tags.typ"),
        root=str(root),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "pictures": "yes"},
    )
    made = compiler.compile(format=how, ppi=ppi)
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file, and a picture is asked of one card only
    return made


def _plain(tag: Tag, language: str) -> dict[str, Any]:
    bars, link = bar_symbol(tag.gtin), link_symbol(tag.link)
    return {
        "name": _printed(tag.name),
        "maker": _printed(tag.maker),
        "place": _printed(tag.place),
        "price": say_rupiah(tag.price_idr).in_language(language),
        "net": tag.net,
        "unit_price": tag.unit_price.in_language(language) if tag.unit_price else "",
        "line": _printed(tag.line),
        # The least size that a till still reads; the shelf is scanned from a hand's breadth.
        "bars": code(bars, finest=True) if bars else None,
        "link": code(link, finest=True) if link else None,
    }


def _printed(words: str) -> str:
    """The words as a printer sets them; what no typeface has is left out."""
    return with_curved_apostrophes(printable_part(words))


@functools.cache
def _root() -> Path:
    return Path(str(importlib.resources.files("lopo")))
