"""Template tags of the house: the ladder's picture, and numbers as a person writes them."""

from collections.abc import Sequence
from decimal import Decimal

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from lopo.facts import wording
from lopo.producers.forms import PAPER_TITLES
from lopo.standards.ladder_picture import Tier, ladder_svg

register = template.Library()


def _language() -> str:
    return get_language() or "id"


@register.simple_tag
def ladder(tiers: Sequence[Tier], size: str = "large") -> SafeString:
    """The picture of the ladder; the large one names beside the next rung what it lacks."""
    picture = mark_safe(ladder_svg(tiers, size, _language()))
    return format_html('<figure class="ladder-figure">{}</figure>', picture)


@register.filter
def rupiah(amount: int) -> str:
    """Rp25.000"""
    return wording.say_rupiah(amount).in_language(_language())


@register.filter
def number(figure: int | Decimal) -> str:
    """1.523, or 1,5: without noughts at the end."""
    shown = figure.normalize() + 0 if isinstance(figure, Decimal) else figure
    return wording.say_number(shown).in_language(_language())


@register.filter
def paper_title(kind: str) -> str:
    """What a kind of paper is called: ``gtin`` is "Barcode (GTIN)"."""
    return str(PAPER_TITLES.get(kind, kind.upper()))


@register.simple_tag
def qr(address: str, title: str) -> SafeString:
    """``address`` as a QR code that a telephone reads, drawn with black modules on white."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(scale=4, border=2, omitsize=True, dark="#000", light="#fff", title=title)
    return format_html('<div class="qr">{}</div>', mark_safe(drawn))
