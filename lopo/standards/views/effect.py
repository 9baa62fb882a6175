"""What a draft would do, as a person may know it, in words and figures for a page."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.models import Person
from lopo.accounts.scope import Scope
from lopo.facts.figures import say_number
from lopo.standards.books.gate_effect import LISTED, ShownEffect, effect_for
from lopo.standards.books.own_gate import refused_pack
from lopo.standards.own_gates.effect import SMALLEST, Effect, Moved, coarse
from lopo.standards.own_gates.own_pack import OwnPack
from lopo.standards.pack import BadPack


def effect_context(
    person: Person, scope: Scope, pack: OwnPack, number: int, on: dt.date
) -> dict[str, object]:
    """Figures, demands and names; ``effect_fault`` where the draft does not go together with the library."""
    language = get_language() or "id"
    try:
        shown = effect_for(person, scope, pack, number, on)
    except BadPack as fault:
        return {"effect_fault": refused_pack(fault).reason.in_language(language)}
    exact = scope.everything
    whole = _figures(shown.whole) if exact else _coarse(shown.whole)
    return {
        "effect": whole,
        "effect_rows": [(_("All products"), _said(whole, exact))]
        + ([] if exact else [(_("Shown to you"), _said(_figures(shown.named), True))]),
        "exact": exact,
        "by_demand": _by_demand(shown, language, exact),
        "falls": _names(shown, shown.named.falls, language),
        "rises": _names(shown, shown.named.rises, language),
        "falls_more": max(len(shown.named.falls) - LISTED, 0),
        "rises_more": max(len(shown.named.rises) - LISTED, 0),
    }


def _said(figures: Mapping[str, int], exact: bool) -> list[tuple[str, str]]:
    """Figures with their names; what is told in steps and is nought says that it is fewer than a step."""
    titles = {
        "known": _("Known"),
        "now": _("Pass now"),
        "then": _("Would pass"),
        "falls": _("Fall"),
        "rises": _("Rise"),
    }
    language = get_language() or "id"
    return [
        (
            title,
            f"< {SMALLEST}"
            if not exact and not figures[name]
            else say_number(figures[name]).in_language(language),
        )
        for name, title in titles.items()
    ]


def _figures(effect: Effect) -> dict[str, int]:
    return {
        "known": effect.known,
        "not_assessed": effect.not_assessed,
        "now": effect.passes_now,
        "then": effect.passes_then,
        "falls": len(effect.falls),
        "rises": len(effect.rises),
    }


def _coarse(effect: Effect) -> dict[str, int]:
    return {name: coarse(count) for name, count in _figures(effect).items()}


def _by_demand(shown: ShownEffect, language: str, exact: bool) -> list[dict[str, object]]:
    """The demands by which products fall or rise, and those that alone keep some from passing."""
    effect = shown.whole
    names = dict.fromkeys((*effect.falls_by, *effect.rises_by, *effect.only_by))
    rows = []
    for name in names:
        requirement = shown.then.requirements.get(name) or shown.now.requirements.get(name)
        counts = [each.get(name, 0) for each in (effect.falls_by, effect.rises_by, effect.only_by)]
        if not exact:
            counts = [coarse(count) for count in counts]
        if requirement is not None and any(counts):
            rows.append(
                {
                    "asks": requirement.asks.in_language(language),
                    "falls": counts[0],
                    "rises": counts[1],
                    "only": counts[2],
                }
            )
    return sorted(rows, key=lambda row: (row["falls"], row["rises"], row["only"]), reverse=True)[:30]


def _names(shown: ShownEffect, moved: Iterable[Moved], language: str) -> list[dict[str, object]]:
    rows = []
    for each in moved:
        product = shown.products.get(each.product)
        if product is None:
            continue
        asked = [
            (shown.then.requirements.get(name) or shown.now.requirements[name]).asks.in_language(language)
            for name in each.by
        ]
        rows.append({"product": product, "by": asked})
    return rows
