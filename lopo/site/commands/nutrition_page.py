"""How ``lopo nutrition`` prints: ingredients and their foods, nutrients in 100 g, the panel, the claims."""

from collections.abc import Sequence

import click

from lopo.facts.dossier import Dossier
from lopo.facts.text import Text
from lopo.facts.units import with_unit
from lopo.facts.wording import say_number
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.nutrition_report import KnownAmount, claim_verdicts, known_amounts
from lopo.nutrition.panels.panel import Panel
from lopo.nutrition.panels.panel_of import panel_of
from lopo.nutrition.recipes.per_100 import RecipeAnswer, recipe_answer
from lopo.nutrition.recipes.product_recipe import FoundFood
from lopo.site.commands.terminal import Terminal

NOT_KNOWN = Text("belum diketahui", "not known")


def print_nutrition(dossier: Dossier, country: str, language: str) -> None:
    """Everything there is to say; where nothing is known, what to fill in first."""
    terminal = Terminal(language)
    unnamed = terminal.say("Produk tanpa nama", "Unnamed product")
    click.secho(dossier.value("product.name") or unnamed, bold=True)
    answer = recipe_answer(dossier)
    if answer is not None:
        _print_ingredients(terminal, answer)
    amounts = known_amounts(dossier)
    if amounts:
        _print_amounts(terminal, amounts)
    panel = panel_of(dossier, country)
    if panel is not None:
        _print_panel(terminal, panel)
    elif answer is None:
        terminal.paragraph(
            terminal.say(
                "Belum ada resep dan belum ada hasil laboratorium. Isi recipe.ingredients dulu.",
                "There is no recipe and no laboratory result. Fill in recipe.ingredients first.",
            )
        )
    _print_claims(terminal, dossier)


def _print_ingredients(terminal: Terminal, answer: RecipeAnswer) -> None:
    if answer.found:
        terminal.heading(Text("Bahan", "Ingredients"))
    width = max((len(each.ingredient) for each in answer.found), default=0)
    for each in answer.found:
        grams = "?" if each.grams is None else terminal.text(with_unit(say_number(each.grams), "g"))
        first = f"  {'✓' if each.is_sure else '?'} {each.ingredient:<{width}}  {grams:>9}  "
        terminal.paragraph(_taken_for(terminal, each), first)
    if answer.nutrients is not None and answer.nutrients.finished_grams is not None:
        weight = with_unit(say_number(round(answer.nutrients.finished_grams, 1).normalize()), "g")
        jadi = Text("Produk jadi: {weight}", "Finished product: {weight}").filled(weight=weight)
        click.echo(f"  {terminal.text(jadi)}")
    if answer.fault is not None:
        terminal.paragraph(terminal.text(answer.fault), "  ✗ ", fg="red")


def _taken_for(terminal: Terminal, found: FoundFood) -> str:
    food = found.food
    if found.how == "recipe":
        return terminal.say("dari resepnya sendiri", "from its own recipe")
    if found.how == "absent":
        return terminal.say("tidak ada di tabel mana pun; gizinya belum diketahui",
                            "in no table; its nutrients are not known")  # fmt: skip
    if food is None:
        return terminal.say(
            "tidak ada di tabel komposisi; pilih pangannya di recipe.foods",
            "not in the composition table; choose its food in recipe.foods",
        )
    named = f"{terminal.text(food.name)} ({food.source})"
    if found.is_sure:
        return named
    return terminal.say(
        f"belum jelas; yang terdekat {named}. Kalau benar, tulis di recipe.foods: "
        f"“{found.ingredient} = {food.code}”",
        f"not clear; the nearest is {named}. If right, write in recipe.foods: "
        f"“{found.ingredient} = {food.code}”",
    )


def _print_amounts(terminal: Terminal, amounts: Sequence[KnownAmount]) -> None:
    basis = amounts[0].basis
    terminal.heading(Text(f"Dalam 100 {basis}", f"In 100 {basis}"))
    titles = [terminal.text(nutrients()[each.nutrient].title) for each in amounts]
    width = max(map(len, titles))
    for title, each in zip(titles, amounts, strict=True):
        terminal.paragraph(_amount_words(terminal, each), f"  {title:<{width}}  ")


def _amount_words(terminal: Terminal, each: KnownAmount) -> str:
    unit = nutrients()[each.nutrient].unit
    parts = []
    if each.lab is not None:
        parts.append(f"{_said(terminal, each.lab, unit)} {terminal.say('(lab)', '(laboratory)')}")
    if each.recipe is not None:
        amount = _said(terminal, each.recipe.value, unit)
        if each.recipe.is_known:
            parts.append(f"{amount} {terminal.say('(resep)', '(recipe)')}")
        else:
            parts.append(_at_least(terminal, each, amount))
        if each.recipe.borrowed:
            names = ", ".join(each.recipe.borrowed)
            parts.append(terminal.say(f"dipinjam dari USDA: {names}", f"borrowed from USDA: {names}"))
    return " · ".join(parts)


def _at_least(terminal: Terminal, each: KnownAmount, amount: str) -> str:
    assert each.recipe is not None  # noqa: S101 - the caller has looked
    share = terminal.text(say_number(round(each.recipe.known_share * 100, 1).normalize()))
    lacking = ", ".join(each.recipe.lacking)
    known = terminal.say(
        f"diketahui untuk {share}% berat resep, belum untuk {lacking}",
        f"known for {share}% of the recipe's weight, not for {lacking}",
    )
    if each.recipe.value == 0:
        return f"{terminal.text(NOT_KNOWN)}: {known}"
    return f"{terminal.say('paling sedikit', 'at least')} {amount}; {known}"


def _said(terminal: Terminal, amount: object, unit: str) -> str:
    return terminal.text(with_unit(say_number(round(amount, 2).normalize()), unit))  # type: ignore[call-overload]


def _print_panel(terminal: Terminal, panel: Panel) -> None:
    terminal.heading(panel.title)
    for line in panel.lead:
        click.echo(f"  {terminal.text(line)}")
    heads = [terminal.text(head) for head in panel.columns]
    titles = ["  " * row.level + terminal.text(row.title) for row in panel.rows]
    cells = [[terminal.text(NOT_KNOWN if cell is None else cell) for cell in row.cells] for row in panel.rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    width = max(map(len, titles))
    for title, row in zip(["", *titles], [heads, *cells], strict=True):
        columns = "  ".join(f"{cell:>{wide}}" for cell, wide in zip(row, widths, strict=True))
        click.echo(f"  {title:<{width}}  {columns}".rstrip())
    for note in (*panel.footnotes, *panel.warnings):
        terminal.paragraph(terminal.text(note), "  ")
    if missing := panel.missing:
        names = ", ".join(terminal.text(title) for title in missing)
        terminal.paragraph(
            terminal.say(
                f"Belum bisa dicetak; belum diketahui: {names}.", f"Not fit to print; not known: {names}."
            ),
            "  ? ",
            fg="yellow",
        )


def _print_claims(terminal: Terminal, dossier: Dossier) -> None:
    verdicts = claim_verdicts(dossier)
    if verdicts:
        terminal.heading(Text("Klaim gizi", "Nutrition claims"))
    for verdict in verdicts:
        mark, colour = ("✗", "red") if verdict.allowed is False else ("?", "yellow")
        terminal.paragraph(terminal.text(verdict.reason), f"  {mark} ", fg=colour)
