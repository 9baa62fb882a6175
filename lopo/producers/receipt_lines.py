"""What an officer typed for an owner, as the lines of a receipt."""

from django.utils.translation import gettext as _

from lopo.accounts.models import Person
from lopo.facts import wording
from lopo.facts.catalogue import load_catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business, Paper, Product, Statement


def receipt_lines(business: Business, officer: Person, language: str) -> list[tuple[str, str]]:
    """Title and value of everything current that ``officer`` typed for ``business``, product by product."""
    lines = [(_("Business"), business.name)]
    if business.owner_name:
        lines.append((_("Owner"), business.owner_name))
    if business.kelurahan:
        lines.append((_("Kelurahan"), business.kelurahan.name))
    typed = Statement.objects.filter(business=business, typed_by=officer, superseded_at=None)
    for each in typed.select_related("product").order_by("product", "pk"):
        definition = load_catalogue().get(each.fact)
        if definition is not None and not definition.is_computed:
            title = definition.title.in_language(language)
            value = _say(definition, each.value).in_language(language)
            lines.append((_about(each.product, title), value))
    papers = Paper.objects.filter(business=business, typed_by=officer, superseded_at=None)
    lines += [
        (_about(paper.product, paper.kind.upper()), paper.number or "–")
        for paper in papers.select_related("product")
    ]
    return lines


def _about(product: Product | None, title: str) -> str:
    return f"{product.name}: {title}" if product else title


def _say(definition: FactDefinition, value: object) -> Text:
    """The value in words; one that its definition no longer takes, as it was typed."""
    if value == "":
        return wording.EMPTY
    try:
        return wording.say(definition, definition.read(value))
    except Refused:
        return Text.same(str(value))
