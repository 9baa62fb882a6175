"""Did they learn, did they mend more than similar producers, and what did it cost?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.insight.outcomes.rules import rules
from lopo.insight.picture.charts import comparison_chart, learning_chart
from lopo.insight.showing import choice_context, language_now, results_of, shown
from lopo.insight.tables.outcomes import CAVEAT, comparison_sentence, cost_sentence


@permitted("insight.view")
def index(request: PermittedRequest) -> HttpResponse:
    """The three answers, each with its chart, its table and its file."""
    found = results_of(request)
    language = language_now()
    choice = choice_context(found)
    query = str(choice["query"])
    comparison, learning = (shown(found.table(name), query) for name in ("comparison", "learning"))
    context = choice | {
        "sentences": [comparison_sentence(each).in_language(language) for each in found.comparisons],
        "comparison": comparison,
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
