"""What can be taken along: one table, all tables as a book, and the two pages for the mayor."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.text import LANGUAGES
from lopo.facts.wording import say_date
from lopo.insight.funnel.stages import STAGES, Stage
from lopo.insight.report.mayor import mayor_pdf
from lopo.insight.results import TABLES
from lopo.insight.showing import language_now, results_of
from lopo.insight.tables.choice import chosen
from lopo.insight.tables.outcomes import CAVEAT
from lopo.insight.workbook import FORMS, book, table_file


@permitted("insight.view")
def table(request: PermittedRequest, table: str, form: str) -> HttpResponseBase:
    """One table of the products that the address asks for; ``?stage=`` leaves those that are there."""
    if table not in TABLES or form not in FORMS:
        raise Http404
    stage = request.GET.get("stage", "")
    found = results_of(request)
    made = found.table(table, Stage(stage) if stage in STAGES else None)
    return table_file(made, form, language_now(), found.house.today)


@permitted("insight.view")
def workbook(request: PermittedRequest) -> HttpResponse:
    """Every table as one Excel file, a sheet each, with how to read them on the first."""
    found = results_of(request)
    language = language_now()
    notes = [
        _("Did it work?"),
        _("As of %(day)s") % {"day": say_date(found.house.today).in_language(language)},
        _("Chosen: %(choice)s") % {"choice": chosen(found.house, found.wanted).in_language(language)},
        CAVEAT.in_language(language),
    ]
    return book((found.table(name) for name in TABLES), notes, language, found.house.today)


@permitted("insight.view")
def report(request: PermittedRequest, language: str) -> HttpResponse:
    """The two pages for the mayor, of the products asked for, in Indonesian (``id``) or English (``en``)."""
    if language not in LANGUAGES:
        raise Http404
    found = results_of(request)
    query = urlencode(found.wanted.query)
    link = request.build_absolute_uri(reverse("insight:index") + (f"?{query}" if query else ""))
    response = HttpResponse(mayor_pdf(found, link, language), content_type="application/pdf")
    name = f"lopo-hasil-{found.house.today.isoformat()}-{language}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
