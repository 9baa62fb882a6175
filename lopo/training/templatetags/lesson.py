"""Template tags of lessons: a sentence in the page's language, a drawing, the link from a step."""

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.facts.text import Text
from lopo.training.lessons.library import load_modules
from lopo.training.lessons.module import Picture

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """The sentence in the language of the page."""
    return text.in_language(get_language() or "id")


@register.simple_tag
def drawing(picture: Picture) -> SafeString:
    """The drawing in the page, so that it takes the page's colours; its words are for who cannot see it."""
    told = f'<svg role="img" aria-label="{escape(said(picture.alt))}" '
    svg = mark_safe(picture.svg.replace("<svg ", told, 1))  # a drawing of the house, checked as it was read
    return format_html('<figure class="drawing">{}</figure>', svg)


@register.simple_tag
def lesson_link(training: str) -> str:
    """The link to the lesson that a step names; nothing where it names none that is there."""
    module = load_modules().get(training)
    if module is None:
        return ""
    return format_html(
        '<a class="quiet-link" href="{}">{}</a>',
        reverse("training:lesson", args=[module.id]),
        _("Learn how: %(lesson)s") % {"lesson": said(module.title)},
    )
