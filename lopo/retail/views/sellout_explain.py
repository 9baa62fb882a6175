"""The questions about a file of the tills: its columns, days, shop, the names of its shops, its cartons."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lopo.accounts.permission import PermittedRequest
from lopo.producers.forms import language
from lopo.retail.books import sellout_import as book
from lopo.retail.books.sellout_known import cases_of, products_of
from lopo.retail.forms.sellout import (
    CartonsForm,
    ColumnsForm,
    HeadingForm,
    MarkForm,
    OneStoreForm,
    SpanForm,
    StoresForm,
)
from lopo.retail.models import SellOutImport, SellOutLayout, Store
from lopo.retail.sellout.file_name import days_named, shop_named
from lopo.retail.sellout.grid import Grid
from lopo.retail.sellout.layout import numbered
from lopo.retail.sellout.spread import split_label
from lopo.retail.sellout.titles import WIDE_TITLES
from lopo.retail.sellout.words import spaced

SAMPLE, WIDTH = 8, 24
"""Rows and columns of a file that the question about its columns shows."""
STORES_AT_ONCE = 40


def _shops(row: SellOutImport) -> list[Store]:
    return list(Store.objects.filter(retailer=row.retailer_id))


def pointed_at(request: PermittedRequest) -> tuple[int, int, int] | None:
    """The heading that a person pointed at: sheet and row from 0, and its height."""
    told = [request.GET.get(name, "") for name in ("sheet", "row", "high")]
    sheet, row, high = (int(each) if each.isdecimal() and len(each) < 7 else 1 for each in told)
    return (max(sheet, 1) - 1, max(row, 1) - 1, 2 if high == 2 else 1) if told[1].isdecimal() else None


def _form(request: PermittedRequest, row: SellOutImport, found: book.Opened, asked: str, data: Any) -> Any:
    """The form of one question."""
    if asked == "layout":
        if found.guessed is None:
            return None
        shown = {(each.text, nth): each.shown for each, nth in numbered(found.guessed.headings)}
        return ColumnsForm(data, layout=found.guessed.layout, shown=shown)
    if asked == "days":
        named = days_named(row.file_name, timezone.localdate())
        return SpanForm(data, initial={"first": named.first, "last": named.last} if named else None)
    if asked == "store":
        shops = _shops(row)
        named_shop = shop_named(row.file_name, [(each.code, each.name) for each in shops])
        return OneStoreForm(data, stores=shops, initial={"store": named_shop} if named_shop else None)
    if asked == "mark":
        assert found.reading is not None  # noqa: S101 - asked only of a file that was read
        return MarkForm(data, count=found.reading.unsure_count)
    assert found.matched is not None  # noqa: S101 - asked only of a file that was read
    if asked == "cartons":
        return _cartons_form(row, found.matched.unknown_cartons[:STORES_AT_ONCE], data)
    return StoresForm(data, names=found.matched.unknown_stores[:STORES_AT_ONCE], stores=_shops(row))


def _cartons_form(row: SellOutImport, asked: Sequence[tuple[int, str]], data: Any) -> CartonsForm:
    """What is in a carton; filled in where the maker's book knows cartons of one size only."""
    products = products_of(row.retailer_id)
    sizes: dict[int, set[int]] = {}
    for product, inside in cases_of({each for each, _unit in asked}).values():
        sizes.setdefault(product, set()).add(inside)
    booked = {product: min(found) for product, found in sizes.items() if len(found) == 1}
    names = {pk: each.name for pk, each in products.items()}
    return CartonsForm(data, asked=asked, names=names, booked=booked)


def answered(request: PermittedRequest, row: SellOutImport) -> bool:
    """Keep the answer that was sent; false where it cannot be taken as it is, and is asked for again."""
    found = book.opened(row, timezone.localdate(), pointed_at(request))
    asked = next(iter(book.open_questions(found)), "")
    if asked != request.POST.get("asked") or asked == "products":
        return True  # answered meanwhile
    if asked == "cartons" and "leave" in request.POST:
        book.leave_cartons(row)
        return True
    form = _form(request, row, found, asked, request.POST)
    if form is None or not form.is_valid():
        return False
    if asked == "layout":
        book.confirm_layout(row, form.told(), request.user)
    elif asked == "days":
        book.tell_answers(row, span=form.span())
    elif asked == "store":
        book.tell_answers(row, store=form.cleaned_data["store"])
    elif asked == "mark":
        book.tell_answers(row, mark=form.cleaned_data["mark"])
    elif asked == "cartons":
        book.tell_cartons(row.retailer_id, form.told(), request.user)
    else:
        book.tell_stores(row.retailer_id, form.told(), request.user)
    return True


def question(request: PermittedRequest, row: SellOutImport, found: book.Opened, asked: str) -> HttpResponse:
    """The page of one question, with what was sent where it could not be taken."""
    sent = request.POST if request.method == "POST" and request.POST.get("asked") == asked else None
    form = _form(request, row, found, asked, sent)
    if form is not None and sent is not None:
        form.is_valid()
    context: dict[str, Any] = {"file": row, "asked": asked, "form": form}
    if asked == "layout":
        context |= _columns(request, row, found, form)
    status = 422 if form is not None and sent is not None and form.errors else 200
    return render(request, "retail/sellout_question.html", context, status=status)


def _columns(request: PermittedRequest, row: SellOutImport, found: book.Opened, form: Any) -> dict[str, Any]:
    """The heading and the rows below it, beside the choice for each column."""
    guessed = found.guessed
    grid = found.file.grids[guessed.sheet if guessed else 0]
    heading = HeadingForm(initial={"sheet": (guessed.sheet if guessed else 0) + 1})
    told: dict[str, Any] = {
        "heading": heading,
        "changed": SellOutLayout.objects.filter(retailer=row.retailer_id).exists(),
        "pointed": request.GET.urlencode(),
        "sheet_name": grid.name,
        "hidden_sheets": found.file.hidden_sheets,
        "top": _top(grid, 0),
    }
    if guessed is None or form is None:
        return told
    fixed = {(each.heading, each.nth) for each in guessed.layout.columns}
    counted = numbered(guessed.headings)
    places = [each.place for each, nth in counted if (each.text, nth) in fixed]
    spread = [each for each, nth in counted if (each.text, nth) not in fixed]
    below = grid.rows[guessed.row + guessed.layout.high :][:SAMPLE]
    return told | {
        "number": guessed.row + 1,
        "wide": WIDE_TITLES[guessed.layout.wide].in_language(language()) if guessed.layout.wide else "",
        "spread": list(dict.fromkeys(split_label(each)[0] for each in spread))[:WIDTH],
        "fields": [
            {"field": form[f"role-{place}"], "sample": list(filter(None, (_cell(e, column) for e in below)))}
            for place, column in enumerate(places)
        ],
    }


def _cell(line: tuple[object, ...], place: int) -> str:
    return _short(line[place]) if place < len(line) else ""


def _top(grid: Grid, first: int) -> list[tuple[int, list[str]]]:
    rows = grid.rows[first : first + 15]
    return [(number, [_short(cell) for cell in row[:10]]) for number, row in enumerate(rows, first + 1)]


def _short(cell: object) -> str:
    text = "" if cell is None else spaced(cell)
    return "".join(each for each in text if each.isprintable())[:40]
