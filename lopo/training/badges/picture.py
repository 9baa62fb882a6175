"""The badge as a picture, drawn by the project, with a credential baked in (Open Badges 3.0, section 5.3)."""

import functools
import importlib.resources

import typst
from openbadgeslib import baking

SIDE = 400
"""Pixels of the PNG, each way."""


@functools.cache
def badge_svg() -> bytes:
    """The bare picture, the same for every course."""
    return (importlib.resources.files("lopo.training.badges") / "badge.svg").read_bytes()


@functools.cache
def badge_png() -> bytes:
    """The same as PNG."""
    page = (
        "#set page(width: 400pt, height: 400pt, margin: 0pt, fill: none)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 400pt)'
    )
    made = typst.compile(page.encode(), format="png", ppi=72, sys_inputs={"svg": badge_svg().decode()})
    assert isinstance(made, bytes)  # noqa: S101 - one page is one file
    return made


def baked_svg(token: str) -> bytes:
    """The picture as SVG that carries ``token``."""
    return baking.bake_svg(badge_svg(), token, element=baking.SVG_ELEMENT_OB3, namespace=baking.SVG_NS_OB3)


def baked_png(token: str) -> bytes:
    """The picture as PNG that carries ``token``."""
    return baking.bake_png(badge_png(), token, keyword=baking.ITXT_KEYWORD_OB3)
