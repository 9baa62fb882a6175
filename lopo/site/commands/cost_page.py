"""How ``lopo cost`` prints: the parts of the cost, the channels beside one another, what is missing."""

import math

import click

from lopo.costing.capacity import Wanted
from lopo.costing.cost_report import ChannelReport, CostReport, channels_after, say_missing
from lopo.costing.what_if import Dearer
from lopo.facts.catalogue import load_catalogue
from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.site.commands.terminal import Terminal

NONE = "–"


def print_cost(report: CostReport, language: str, tried: Dearer | None = None) -> None:
    """Everything there is to say; what is missing first."""
    terminal = Terminal(language)
    if report.missing:
        _print_missing(terminal, report)
    if report.cost.idr:
        _print_parts(terminal, report)
    if report.basis is not None:
        _print_channels(terminal, report)
    if report.capacity is not None:
        week = report.capacity.pieces_week
        words = Text("Sanggup membuat {week} buah seminggu.", "Can make {week} a week.")
        click.echo(f"\n  {terminal.text(words.filled(week=say_number(week)))}")
    if tried is not None:
        _print_dearer(terminal, report, tried)
    for doubt in report.doubts:
        terminal.paragraph(terminal.text(doubt), "  ! ", fg="yellow")


def print_order(order: Wanted | None, language: str) -> None:
    """Whether an order of so many a week can be made, and what it takes."""
    terminal = Terminal(language)
    if order is None:
        terminal.paragraph(
            terminal.say("Biaya dan isi satu kali masak belum diketahui; pesanan belum bisa dihitung.",
                         "Cost and pieces of a batch are not known yet; an order cannot be reckoned."), "\n  "
        )  # fmt: skip
        return
    verdicts = {
        True: Text("{pieces} buah seminggu: sanggup.", "{pieces} a week: it can be made."),
        False: Text("{pieces} buah seminggu: lebih dari yang sanggup dibuat.",
                    "{pieces} a week: more than you can make."),
        None: Text("{pieces} buah seminggu: belum diketahui sanggup berapa.",
                   "{pieces} a week: how many can be made is not known."),
    }  # fmt: skip
    takes = Text(
        "{batches} kali masak, {hours} jam kerja; {tied} keluar sebelum bayaran pertama datang.",
        "{batches} batches, {hours} hours of work; {tied} are laid out before the first payment comes.",
    ).filled(
        batches=say_number(order.batches),
        hours=say_number(math.ceil(order.hours)),
        tied=say_rupiah(order.tied_up_idr),
    )
    click.echo()
    said = verdicts[order.fits].filled(pieces=say_number(order.pieces_week))
    terminal.paragraph(terminal.text(said), "  ", fg="red" if order.fits is False else None)
    terminal.paragraph(terminal.text(takes), "  ")


def _print_missing(terminal: Terminal, report: CostReport) -> None:
    terminal.heading(Text("Belum diketahui", "Not known yet"))
    catalogue = load_catalogue()
    for fact in report.missing:
        names = f": {terminal.text(say_missing(report))}" if report.making.unpriced and "." in fact else ""
        said = names if fact in ("cost.purchases", "recipe.ingredients") else ""
        terminal.paragraph(f"{terminal.text(catalogue[fact].title)}{said}  ({fact})", "  ? ")


def _print_parts(terminal: Terminal, report: CostReport) -> None:
    terminal.heading(Text("Biaya satu buah", "Cost of one piece"))
    rows = [
        (terminal.text(part.title), _rupiah(terminal, part.idr)) for part in report.cost.parts if part.idr
    ]
    whole = Text("Semuanya", "In all") if report.is_complete else Text("Paling sedikit", "At least")
    rows.append((terminal.text(whole), _rupiah(terminal, report.cost.idr)))
    width, figures = max(len(title) for title, _ in rows), max(len(idr) for _, idr in rows)
    for title, idr in rows[:-1]:
        click.echo(f"  {title:<{width}}  {idr:>{figures}}")
    title, idr = rows[-1]
    click.secho(f"  {title:<{width}}  {idr:>{figures}}", bold=True)
    if report.told_idr is not None:
        told = _rupiah(terminal, report.told_idr)
        terminal.paragraph(terminal.say(f"Dihitung sendiri: {told}", f"Reckoned by the owner: {told}"), "  ")


def _print_channels(terminal: Terminal, report: CostReport) -> None:
    price = NONE if report.shelf_idr is None else _rupiah(terminal, report.shelf_idr)
    terminal.heading(Text(f"Tiap jalur, harga rak {price}", f"Each channel, shelf price {price}"))
    heads = [
        terminal.say("Jalur", "Channel"),
        terminal.say("Yang tinggal", "What is left"),
        terminal.say("Harga rak terendah", "Lowest shelf price"),
        terminal.say("Ke toko terendah", "Lowest to the shop"),
        terminal.say("Impas sebulan", "Break-even a month"),
    ]
    rows = [heads, *(_channel_row(terminal, each) for each in report.channels)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    for place, row in enumerate(rows):
        loses = place > 0 and report.channels[place - 1].loses
        first = f"{row[0]:<{widths[0]}}"
        rest = "  ".join(f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
        click.secho(f"  {first}  {rest}", fg="red" if loses else None, bold=place == 0)
    for each in report.channels:
        for said in each.beyond_law:
            terminal.paragraph(
                f"{terminal.text(each.channel.title)}: {terminal.text(said)}", "  ! ", fg="red"
            )


def _print_dearer(terminal: Terminal, report: CostReport, tried: Dearer) -> None:
    percent = say_number(tried.percent)
    head = Text("Kalau {name} naik {percent}%", "If {name} rises by {percent}%")
    terminal.heading(head.filled(name=tried.material.name, percent=percent))
    rows: list[tuple[str, int, int, int | None]] = [
        (terminal.say("Biaya satu buah", "Cost of one piece"), tried.before.idr, tried.after.idr, None)
    ]
    for each in channels_after(report, tried):
        rows.append((terminal.text(each.channel.title), each.before_idr, each.after_idr, each.stops_idr))
    width = max(len(row[0]) for row in rows)
    for title, before, after, stops in rows:
        line = f"  {title:<{width}}  {_rupiah(terminal, before):>12} → {_rupiah(terminal, after):>12}"
        if stops is not None:
            stop = _rupiah(terminal, stops)
            line += terminal.say(f"  rugi mulai {stop} sekilo", f"  stops paying at {stop} a kg")
        click.secho(line, fg="red" if after < 0 else None)


def _channel_row(terminal: Terminal, each: ChannelReport) -> list[str]:
    even = NONE
    if each.even is not None and each.even.pieces_month is not None:
        even = terminal.text(say_number(each.even.pieces_month))
    return [
        terminal.text(each.channel.title),
        NONE if each.built is None else _rupiah(terminal, each.built.kept_idr),
        NONE if each.lowest is None else _rupiah(terminal, each.lowest.shelf_idr),
        NONE if each.lowest is None else _rupiah(terminal, each.lowest.to_shop_idr),
        even,
    ]


def _rupiah(terminal: Terminal, amount: int) -> str:
    return ("−" if amount < 0 else "") + terminal.text(say_rupiah(abs(amount)))
