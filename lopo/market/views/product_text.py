"""The texts about a product: drafted from facts, mended by its owner, held against the rules of claims."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.market.books.product_texts import Written, keep_texts
from lopo.market.books.selling import Selling, selling, today
from lopo.market.forms.selling import TextForm, claims_in
from lopo.market.promotion.text_check import Found
from lopo.market.views.selling import language, product_to_sell

TURNS = 60
"""Drafts that are told apart by the address."""


@permitted("selling.help")
def text(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Short and long, in both languages. ``?baru=3`` shows another draft, which is kept once it is saved."""
    product = product_to_sell(request, public_id)
    sold = selling(product, today())
    turn = _turn(request)
    is_draft = turn is not None or sold.texts.is_empty
    if request.method == "POST":
        form = TextForm(sold.ground, request.POST)
        if form.is_valid() and _kept(request, sold, form):
            messages.success(request, _("The text is kept. It stands on the public page and on shelf cards."))
            return redirect("market:text", public_id)
    else:
        form = TextForm(sold.ground, initial=_begun(sold, turn or 0) if is_draft else _as_kept(sold))
        form.found = claims_in(form.initial, sold.ground)
    context = {
        "product": product,
        "form": form,
        "found": found_rows(form.found.values(), language()),
        "is_draft": is_draft and request.method != "POST",
        "next_turn": ((turn or 0) + 1) % TURNS,
        "is_food": sold.ground.food,
    }
    return render(request, "market/text.html", context, status=422 if form.errors else 200)


def _kept(request: PermittedRequest, sold: Selling, form: TextForm) -> bool:
    written = Written(form.short, form.long, form.cleaned_data["version"])
    try:
        keep_texts(sold.product, written, request.user)
    except Refused as refusal:
        form.add_error(None, refusal.reason.in_language(language()))
        # Saved once more, it stands on top of what the other one wrote.
        version = selling(sold.product, today()).texts.version
        form.data = {**request.POST.dict(), "version": str(version)}
        return False
    return True


def _turn(request: PermittedRequest) -> int | None:
    asked = request.GET.get("baru", "")
    return int(asked) % TURNS if asked.isascii() and asked.isdigit() and len(asked) < 5 else None


def _begun(sold: Selling, turn: int) -> dict[str, object]:
    made = sold.drafted(turn)
    return {
        "version": sold.texts.version,
        "short_id": made.short.id,
        "long_id": made.long.id,
        "short_en": made.short.en,
        "long_en": made.long.en,
    }


def _as_kept(sold: Selling) -> dict[str, object]:
    texts = sold.texts
    return {
        "version": texts.version,
        "short_id": texts.short.id,
        "long_id": texts.long.id,
        "short_en": texts.short.en,
        "long_en": texts.long.en,
    }


def found_rows(found: Iterable[Iterable[Found]], words: str) -> list[Mapping[str, object]]:
    """Each claim with its sentence in three parts, so that its place is seen; what is refused first."""
    rows = [_row(each, words) for group in found for each in group]
    return sorted(rows, key=lambda row: not row["refused"])


def _row(found: Found, words: str) -> Mapping[str, object]:
    before, inside, after = found.sentence.partition(found.written)
    return {
        "before": before,
        "words": inside or found.words,
        "after": after,
        "says": found.says.in_language(words),
        "refused": found.refused,
    }
