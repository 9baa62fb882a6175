"""Did they learn, did they mend more than similar producers, and what did it cost?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.text import Text
from lopo.insight.outcomes.rules import rules
from lopo.insight.picture.charts import comparison_chart, learning_chart
from lopo.insight.showing import choice_context, language_now, results_of, shown
from lopo.insight.tables.outcomes import CAVEAT, comparison_sentence, cost_sentence

COMPARED = ("days", "pairs", "closed_share", "beside_share", "difference", "too_recent")
"""Columns of the comparison that fit beside one another; the rest is in its file."""


@permitted("insight.view")
def index(request: PermittedRequest) -> HttpResponse:
    """The three answers, each with its chart, its table and its file."""
    found = results_of(request)
    language = language_now()
    choice = choice_context(found)
    query = str(choice["query"])
    compared, learning = found.table("comparison"), shown(found.table("learning"), query)
    comparison = shown(compared, query, COMPARED)
    notes = {str(row[0]): row[-1] for row in compared.rows if isinstance(row[-1], Text)}
    context = choice | {
        "sentences": [comparison_sentence(each).in_language(language) for each in found.comparisons],
        "comparison": comparison,
        "notes": [(days, note.in_language(language)) for days, note in notes.items()],
        "comparison_chart": mark_safe(comparison_chart(found.comparisons, comparison.title, language)),
        "pairs": shown(found.table("pairs"), query, most=0),
        "caveat": CAVEAT.in_language(language),
        "apart": rules()["comparison"]["gaps_apart"],
        "least": rules()["comparison"]["pairs_least"],
        "learning": learning,
        "learning_chart": mark_safe(learning_chart(found.house, found.gains, learning.title, language)),
        "cost": shown(found.table("cost"), query),
        "cost_sentence": cost_sentence(found.total_cost).in_language(language),
    }
    return render(request, "insight/outcomes.html", context)
