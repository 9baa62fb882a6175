"""The funnel: how far trained products came, and who is held up at a stage."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.text import Text
from lopo.insight.funnel.counting import StageCount, at_stage
from lopo.insight.funnel.stages import NOT_MEASURED, SHOWN_BY, STAGES, TITLES, Stage
from lopo.insight.house import House
from lopo.insight.picture.charts import funnel_chart
from lopo.insight.report.findings import three_findings
from lopo.insight.results import Results
from lopo.insight.showing import choice_context, language_now, results_of, shown
from lopo.insight.tables.table import say_percent

PAGE = 50
DEMANDS = 10


@permitted("insight.view")
def index(request: PermittedRequest) -> HttpResponse:
    """The funnel of the products that the address asks for, with three sentences above it."""
    found = results_of(request)
    language = language_now()
    choice = choice_context(found)
    query = str(choice["query"])
    table = shown(found.table("funnel"), query)
    context = choice | {
        "findings": [each.in_language(language) for each in three_findings(found)],
        "market": found.market,
        "trained": any(each.measured for each in found.counts),
        "chart": mark_safe(funnel_chart(found.counts, table.title, language)),
        "table": table,
        "stages": [_stage_row(found.house, each, query) for each in found.counts],
        "demands": shown(found.table("demands"), query, most=DEMANDS),
        "places": shown(found.table("places"), query),
    }
    return render(request, "insight/index.html", context)


def _stage_row(house: House, count: StageCount, query: str) -> dict[str, object]:
    """One stage in words and figures; a stage that is not measured has none."""
    language = language_now()
    name, most = count.lacks[0] if count.lacks else ("", 0)
    return {
        "title": TITLES[count.stage].in_language(language),
        "count": count,
        "share": say_percent(count.share).in_language(language) if count.share is not None else "–",
        "note": (SHOWN_BY if count.measured else NOT_MEASURED)[count.stage].in_language(language),
        "lacks": house.asks.get(name, Text.same(name)).in_language(language) if name else "",
        "lacks_count": most,
        "age": None if count.age_median is None else round(count.age_median),
        "address": stage_address(count.stage, query),
    }


def stage_address(stage: Stage, query: str) -> str:
    """Where the products that are at a stage are listed, for the same choice."""
    return reverse("insight:stage", args=[stage.value]) + (f"?{query}" if query else "")


@permitted("insight.view")
def stage(request: PermittedRequest, stage: str) -> HttpResponse:
    """The products of which a stage is the furthest, those that wait longest first, and what they lack."""
    if stage not in STAGES:
        raise Http404
    here = Stage(stage)
    found = results_of(request)
    choice = choice_context(found)
    listed = at_stage(found.journeys, here)
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    taken = urlencode(found.wanted.query | {"stage": here.value})
    language = language_now()
    context = choice | {
        "stage": here.value,
        "title": TITLES[here].in_language(language),
        "shown_by": SHOWN_BY[here].in_language(language),
        "note": "" if _is_measured(found, here) else NOT_MEASURED[here].in_language(language),
        "page": page,
        "rows": [
            {
                "journey": each,
                "age": each.age(found.house.today),
                "lacks": _first_lack(found.house, each.product.lacking),
                "told": ", ".join(TITLES[one].in_language(language) for one in STAGES if one in each.told),
            }
            for each in page
        ],
        "demands": shown(found.table("demands", here), taken, most=DEMANDS),
        "csv": reverse("insight:table", args=["products", "csv"]) + f"?{taken}",
        "excel": reverse("insight:table", args=["products", "xlsx"]) + f"?{taken}",
    }
    return render(request, "insight/stage.html", context)


def _is_measured(found: Results, stage: Stage) -> bool:
    return any(each.measured for each in found.counts if each.stage is stage)


def _first_lack(house: House, names: tuple[str, ...]) -> str:
    return house.asks.get(names[0], Text.same(names[0])).in_language(language_now()) if names else ""
