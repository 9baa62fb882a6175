"""Tags of the catalogue: pictures in their sizes, stars in words and shapes."""

import json
from decimal import Decimal

from django import template
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lopo.accounts.phone import read_phone
from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.market.models import CatalogueEntry
from lopo.market.views.around import named, photo_address, reader_language, srcset

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """A text in the reader's language."""
    return text.in_language(reader_language())


@register.simple_tag
def card_photo(entry: CatalogueEntry, *, at_once: bool = False) -> SafeString:
    """The picture of a card: as wide as a card, asked for when it comes near, unless it stands on top."""
    if not entry.photo:
        return format_html('<span class="no-photo kind-{}" aria-hidden="true"></span>', entry.kind)
    return format_html(
        '<img src="{}" srcset="{}" sizes="(min-width:48rem) 17rem, 46vw" width="{}" height="{}" alt=""{}>',
        photo_address(entry.photo, 320),
        srcset(entry.photo, (320, 640)),
        entry.photo_width,
        entry.photo_height,
        "" if at_once else SafeString(' loading="lazy" decoding="async"'),
    )


@register.simple_tag
def stars(total: int, count: int) -> SafeString:
    """``★ 4,6 (23)``, with words for who does not see it."""
    mean = say_number(round(Decimal(total) / count, 1)).in_language(reader_language())
    words = _("%(mean)s of 5 stars from %(count)s buyers") % {"mean": mean, "count": count}
    return format_html(
        '<span class="stars"><span aria-hidden="true">★ {} ({})</span>'
        '<span class="visually-hidden">{}</span></span>',
        mean,
        count,
        words,
    )


register.filter("named", named)


@register.filter
def reachable(contact: str) -> SafeString:
    """What a maker gave to the public, as a link where it is a number or an address for letters."""
    number = read_phone(contact)
    if isinstance(number, str):
        return format_html('<a class="quiet-link" href="tel:{}">{}</a>', number, contact)
    try:
        validate_email(contact)
    except ValidationError:
        return format_html("{}", contact)
    return format_html('<a class="quiet-link" href="mailto:{}">{}</a>', contact, contact)


@register.filter
def ld_json(data: dict[str, object]) -> SafeString:
    """JSON-LD as a block of data: no script runs, and nothing in it can end the block."""
    written = json.dumps({name: _plain(value) for name, value in data.items()}, ensure_ascii=False)
    safe = written.replace("&", "\\u0026").replace("<", "\\u003C").replace(">", "\\u003E")
    return format_html('<script type="application/ld+json">{}</script>', SafeString(safe))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, int) or value is None else str(value)


@register.filter
def per_serving(title: str) -> str:
    """The name of a nutrient without "per serving": that stands above the table."""
    return title.removesuffix(" per sajian").removesuffix(" per serving")
