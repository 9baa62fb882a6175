"""Open data for everybody: counts without persons, made once a day."""

import datetime as dt

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from lopo.accounts.permission import permitted
from lopo.facts.text import Text
from lopo.insight.gathering import gather
from lopo.insight.opendata.counts import OpenData, least, open_data, rules
from lopo.insight.showing import language_now
from lopo.insight.tables.table import Column, Table
from lopo.producers.spreadsheet import plain, spreadsheet
from lopo.standards.standings import today

KEPT = dt.timedelta(days=1)
FORMS = ("csv", "json")
PREVIEW = 8


def data_of_today() -> OpenData:
    """The tables of today, kept for the day: nobody can make the house reckon them again and again."""
    day = today()
    key = f"insight-open-data-{day.isoformat()}"
    kept = cache.get(key)
    if kept is None:
        kept = open_data(gather(day))
        cache.set(key, kept, KEPT.total_seconds())
    return kept


@permitted("opendata.view")
def index(request: HttpRequest) -> HttpResponse:
    """What there is, what each column means, and under which licence."""
    data = data_of_today()
    language = language_now()
    context = {
        "made_on": data.made_on,
        "tables": [_described(each) for each in data.tables],
        "least": least(),
        "licence": rules()["licence"],
        "language": language,
    }
    return render(request, "insight/data.html", context)


def _described(table: Table) -> dict[str, object]:
    language = language_now()
    numbers = [column.is_number for column in table.columns]
    return {
        "title": table.title.in_language(language),
        "name": table.name,
        "count": len(table.rows),
        "columns": [
            (column.key, column.title.in_language(language), _says(column)) for column in table.columns
        ],
        "heads": [(column.key, column.is_number) for column in table.columns],
        "rows": [list(zip(table.cells(row, language), numbers, strict=True)) for row in table.rows[:PREVIEW]],
        "addresses": [
            (form.upper(), reverse("insight:data_file", args=[table.name, form])) for form in FORMS
        ],
    }


def _says(column: Column) -> str:
    return column.says.in_language(language_now()) if column.says else ""


@permitted("opendata.view")
def data_file(request: HttpRequest, table: str, form: str) -> HttpResponseBase:
    """One table as CSV or JSON; heads are the keys of the columns, in every language the same."""
    data = data_of_today()
    found = next((each for each in data.tables if each.name == table), None)
    if found is None or form not in FORMS:
        raise Http404
    response = _csv(data, found) if form == "csv" else _json(data, found)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _csv(data: OpenData, table: Table) -> HttpResponseBase:
    head: list[object] = [column.key for column in table.columns]
    rows = ([_for_csv(value) for value in row] for row in _values(table))
    return spreadsheet("csv", f"lopo-{table.name}-{data.made_on.isoformat()}", head, rows)


def _for_csv(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else plain(value) if isinstance(value, str) else value


def _json(data: OpenData, table: Table) -> JsonResponse:
    keys = [column.key for column in table.columns]
    licence = rules()["licence"]
    return JsonResponse(
        {
            "table": table.name,
            "title": table.title.in_language(language_now()),
            "made_on": data.made_on.isoformat(),
            "hidden_below_businesses": least(),
            "licence": licence["name"] or None,
            "columns": {
                column.key: _says(column) or column.title.in_language(language_now())
                for column in table.columns
            },
            "rows": [dict(zip(keys, row, strict=True)) for row in _values(table)],
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _values(table: Table) -> list[list[object]]:
    """The rows with their sentences in the language of the reader."""
    language = language_now()
    return [
        [cell.in_language(language) if isinstance(cell, Text) else cell for cell in row] for row in table.rows
    ]
