"""How ``lopo shelf-life`` prints: what was measured, the lines, the life on the shelf, or the reasons."""

from collections.abc import Sequence

import click

from lopo.facts.text import Text
from lopo.facts.units import with_unit
from lopo.quality.storage.fit import FIRST, RateFit
from lopo.quality.storage.rules import number
from lopo.quality.storage.shelf_life import Answer, Life
from lopo.quality.storage.study import REAL_TIME, RISES
from lopo.quality.storage.words import said, said_celsius, said_days, said_value
from lopo.site.commands.terminal import Terminal


def print_study(found: Answer, language: str) -> None:
    """Everything there is to say about a study."""
    terminal = Terminal(language)
    _print_head(terminal, found)
    _print_series(terminal, found)
    if found.fits:
        _print_fits(terminal, found)
    if found.line is not None:
        _print_line(terminal, found)
    if found.lives:
        _print_lives(terminal, found)
    else:
        _print_refusals(terminal, found)


def _print_head(terminal: Terminal, found: Answer) -> None:
    study = found.study
    way = Text("naik", "rises") if study.direction == RISES else Text("turun", "falls")
    method = (
        Text("disimpan sungguhan (ESS)", "kept as sold (ESS)")
        if study.method == REAL_TIME
        else Text("dipercepat (ASLT)", "accelerated (ASLT)")
    )
    click.secho(study.attribute, bold=True)
    limit = said_value(study.limit, study.unit)
    line = Text("{way} sampai batas {limit}; {method}", "{way} to the limit {limit}; {method}")
    click.echo(terminal.text(line.filled(way=way, limit=limit, method=method)))
    if study.pack:
        click.echo(terminal.text(Text("kemasan: {pack}", "pack: {pack}").filled(pack=Text.same(study.pack))))


def _print_series(terminal: Terminal, found: Answer) -> None:
    terminal.heading(Text("Hasil ukur", "Measured"))
    for series in found.study.series:
        cells = [f"{terminal.text(said(day))}: {_values(terminal, series.on(day))}" for day in series.days]
        first = f"  {terminal.text(said_celsius(series.celsius)):>7}  "
        terminal.paragraph("; ".join(cells), first)
    click.echo(terminal.say("           (hari: nilai)", "           (day: values)"))


def _values(terminal: Terminal, values: Sequence[float]) -> str:
    return ", ".join(terminal.text(said(value, 4)) for value in values)


def _print_fits(terminal: Terminal, found: Answer) -> None:
    level = said(number("confidence", "level") * 100)
    heading = Text("Laju di tiap suhu (batas satu sisi {level}%)", "Rates (one-sided bounds of {level}%)")
    terminal.heading(heading.filled(level=level))
    for fit in found.fits:
        click.echo(f"  {_fit_row(terminal, fit, taken=fit.order == found.order)}")
    click.echo(terminal.say("  ✓ orde yang dipakai", "  ✓ the order that is taken"))


def _fit_row(terminal: Terminal, fit: RateFit, *, taken: bool) -> str:
    order = Text("orde satu", "first order") if fit.order == FIRST else Text("orde nol", "zero order")
    rate, low, high = (terminal.text(said(each)) for each in (fit.rate, fit.low, fit.high))
    celsius = terminal.text(said_celsius(fit.celsius))
    fits = terminal.text(said(fit.r_squared))
    mark = "✓" if taken else " "
    return f"{mark} {celsius:>7}  {terminal.text(order):<11}  k = {rate} ({low}–{high})  R² = {fits}"


def _print_line(terminal: Terminal, found: Answer) -> None:
    line = found.line
    assert line is not None  # noqa: S101 - the caller looked
    terminal.heading(Text("Garis Arrhenius", "Arrhenius line"))
    q10 = terminal.text(said(line.q10(min(found.study.temperatures))))
    energy = terminal.text(said(line.activation_energy, 4))
    fits = terminal.text(said(line.r_squared))
    kilojoules = terminal.text(said(line.activation_energy_kj))
    click.echo(f"  Ea = {kilojoules} kJ/mol ({energy} cal/mol)  Q10 = {q10}  R² = {fits}")


def _print_lives(terminal: Terminal, found: Answer) -> None:
    terminal.heading(Text("Umur simpan", "Shelf life"))
    for life in found.lives:
        click.echo(f"  {_life_row(terminal, life)}")
    claim = found.claim
    words = (
        Text("tidak ada hari yang tersisa untuk dijanjikan", "no day is left to promise")
        if claim is None
        else claim.words
    )
    promise = Text("Boleh dijanjikan di label: {words}.", "The label may promise: {words}.").filled(
        words=words
    )
    terminal.paragraph(terminal.text(promise), "  → ", bold=True)
    for caution in found.cautions:
        terminal.paragraph(terminal.text(caution), "  ! ")


def _life_row(terminal: Terminal, life: Life) -> str:
    celsius = f"{terminal.text(said_celsius(life.celsius)):>6}"
    if life.low == life.high:
        return f"{celsius}  {terminal.text(said_days(life.days))}"
    bound = Text(
        "paling sedikit {low} (perkiraan {days}, sampai {high})",
        "at least {low} (estimate {days}, up to {high})",
    ).filled(
        low=said_days(life.low),
        days=with_unit(said(life.days), "days"),
        high=with_unit(said(life.high), "days"),
    )
    return f"{celsius}  {terminal.text(bound)}"


def _print_refusals(terminal: Terminal, found: Answer) -> None:
    terminal.heading(Text("Data ini belum cukup untuk sebuah tanggal", "These data do not carry a date"))
    for refusal in found.refusals:
        terminal.paragraph(terminal.text(refusal.reason), "  ✗ ", fg="red")
        terminal.paragraph(terminal.text(refusal.mend), "    → ")
