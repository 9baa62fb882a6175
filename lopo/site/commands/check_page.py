"""How ``lopo check`` prints an assessment: ladder, markets, findings, plan, dated promises."""

from collections.abc import Iterable, Sequence

import click

from lopo.facts import wording
from lopo.facts.text import Text
from lopo.site.commands.terminal import CONFIDENCE_WORDS, SEVERITY_WORDS, Terminal
from lopo.standards.assessment import Assessment, GateStanding, Status
from lopo.standards.plan import Plan, PlannedStep
from lopo.standards.promises import Promise
from lopo.standards.requirement import SEVERITIES

_BAR = 20
_GROUPS = (
    (Status.NOT_MET, "✗", "red", Text("Belum terpenuhi", "Not met")),
    (Status.NOT_KNOWN, "?", "yellow", Text("Belum diketahui", "Not known")),
    (Status.MET, "✓", "green", Text("Sudah terpenuhi", "Met")),
)
_MARKS = {status: (mark, colour) for status, mark, colour, _ in _GROUPS}


def print_check(
    assessment: Assessment,
    plan: Plan,
    due: Sequence[Promise],
    gate: str | None,
    language: str,
    *,
    show_all: bool,
) -> None:
    """The ladder, the markets, the findings of ``gate``, the plan, and what falls due."""
    terminal = Terminal(language)
    unnamed = terminal.say("Produk tanpa nama", "Unnamed product")
    name = assessment.dossier.value("product.name") or unnamed
    click.secho(f"{name} · {terminal.text(wording.say_date(assessment.edition.on))}", bold=True)
    _print_ladder(terminal, assessment)
    _print_markets(terminal, assessment)
    standing = assessment.standing(gate) if gate else None
    if standing:
        _print_findings(terminal, assessment, standing, show_all=show_all)
    _print_plan(terminal, assessment, plan)
    _print_promises(terminal, due)


def _print_ladder(terminal: Terminal, assessment: Assessment) -> None:
    terminal.heading(Text("Tangga", "Ladder"))
    width = _longest_title(terminal, assessment)
    reached = True
    lines = []
    for standing in assessment.ladder.rungs:
        reached = reached and standing.passed
        is_next = standing is assessment.ladder.next
        mark, colour = ("✓", "green") if reached else (("→", "yellow") if is_next else (" ", None))
        lines.append((f"  {mark} {gate_line(terminal, standing, width)}", colour))
    for line, colour in reversed(lines):
        click.secho(line, fg=colour)
    top = assessment.ladder.reached
    below = terminal.say("belum di tangga", "below the first rung")
    where = terminal.text(top.gate.title) if top else below
    click.echo(f"    {terminal.say('Sekarang', 'Now')}: {where}")


def _print_markets(terminal: Terminal, assessment: Assessment) -> None:
    if assessment.gates:
        terminal.heading(Text("Pasar", "Markets"))
    width = _longest_title(terminal, assessment)
    for standing in assessment.gates:
        mark, colour = ("✓", "green") if standing.passed else (" ", None)
        click.secho(f"  {mark} {gate_line(terminal, standing, width)}", fg=colour)


def _longest_title(terminal: Terminal, assessment: Assessment) -> int:
    standings = (*assessment.ladder.rungs, *assessment.gates)
    longest = max(len(terminal.text(each.gate.title)) for each in standings)
    return min(longest, terminal.width - _BAR - 24)


def gate_line(terminal: Terminal, standing: GateStanding, width: int) -> str:
    """One gate in a line: its title in ``width`` columns, a bar, and how much of it is met."""
    filled = _BAR * len(standing.met) // standing.total if standing.total else 0
    bar = "█" * filled + "░" * (_BAR - filled)
    count = f"{len(standing.met)} {terminal.say('dari', 'of')} {standing.total}"
    title = terminal.text(standing.gate.title)
    title = title if len(title) <= width else f"{title[: width - 1]}…"
    if not standing.total:
        return f"{title:<{width}}  {bar} {terminal.say('tidak ada syarat', 'nothing asked'):>17}"
    return f"{title:<{width}}  {bar} {count:>10} {standing.percent:>4} %"


def _print_findings(
    terminal: Terminal, assessment: Assessment, standing: GateStanding, *, show_all: bool
) -> None:
    title = standing.gate.title
    names = (*standing.open, *standing.advice, *(standing.met if show_all else ()))
    terminal.heading(Text("Yang diminta {gate}", "What {gate} asks").filled(gate=title))
    if not names:
        click.echo(f"  {terminal.say('Semua sudah terpenuhi.', 'All of it is met.')}")
    for status, _, _, word in _GROUPS:
        blocking = [
            name for name in (*standing.open, *standing.met)
            if name in names and assessment.statuses[name] is status
        ]  # fmt: skip
        _print_group(terminal, assessment, word, blocking)
    _print_group(terminal, assessment, Text("Saran", "Advice"), standing.advice)


def _print_group(terminal: Terminal, assessment: Assessment, word: Text, names: Iterable[str]) -> None:
    """Findings under one word: what is not met before what is not known, what weighs most first."""
    requirements, statuses = assessment.edition.requirements, list(_MARKS)
    ordered = sorted(
        names,
        key=lambda name: (
            statuses.index(assessment.statuses[name]),
            SEVERITIES.index(requirements[name].severity),
        ),
    )
    if ordered:
        click.echo(f"\n  {terminal.text(word)} ({len(ordered)})")
    for name in ordered:
        _print_finding(terminal, assessment, name)


def _print_finding(terminal: Terminal, assessment: Assessment, name: str) -> None:
    requirement = assessment.edition.requirements[name]
    mark, colour = _MARKS[assessment.statuses[name]]
    severity = terminal.text(SEVERITY_WORDS[requirement.severity])
    source = [name, severity, requirement.clause] if requirement.mandatory else [name, requirement.clause]
    if requirement.confidence == "to-verify":
        source.append(terminal.text(CONFIDENCE_WORDS["to-verify"]))
    terminal.paragraph(terminal.text(requirement.asks), first=f"  {mark} ", fg=colour)
    terminal.paragraph(terminal.text(assessment.explain(name).sentence), first="    ")
    terminal.paragraph(" · ".join(source), first="    ", dim=True)


def _print_plan(terminal: Terminal, assessment: Assessment, plan: Plan) -> None:
    if not plan.steps and not plan.questions:
        return
    terminal.heading(Text("Rencana", "Plan"))
    first = plan.next_questions
    later = [name for name in plan.questions if name not in first]
    number = 1
    if first:
        _print_questions(terminal, assessment, first, number, Text("Cari tahu dulu", "Find out first"))
        number += 1
    for gate in plan.targets:
        steps = [planned for planned in plan.steps if planned.gate == gate]
        if steps:
            click.echo()
            terminal.paragraph(_opens(terminal, assessment, gate), first="  ")
        for planned in steps:
            _print_step(terminal, planned, number)
            number += 1
    if later:
        heading = Text("Cari tahu juga, untuk pasar lainnya", "Find out, too, for the other markets")
        _print_questions(terminal, assessment, later, number, heading)
    if plan.steps:
        _print_totals(terminal, plan)


def _print_questions(
    terminal: Terminal, assessment: Assessment, names: Sequence[str], number: int, heading: Text
) -> None:
    count = len(names)
    click.echo(f"\n  {terminal.text(heading)}")
    left = terminal.say(f"Jawab {count} pertanyaan", f"Answer {count} question{'s' * (count > 1)}")
    terminal.row(left, _cost_and_days(terminal, 0, 0), f"  {number:>2}. ")
    for name in names:
        title = terminal.text(assessment.edition.catalogue[name].title)
        terminal.paragraph(f"{title} ({name})", first="      - ", dim=True)


def _opens(terminal: Terminal, assessment: Assessment, gate: str) -> str:
    """What a part of the plan is for. Steps alone open no gate of which something is not known yet."""
    standing = assessment.standing(gate)
    title = standing.gate.title if standing else Text.same(gate)
    asked = standing and any(assessment.statuses[name] is Status.NOT_KNOWN for name in standing.open)
    words = (
        Text("Membuka {gate}, bila jawabannya juga baik", "Opens {gate}, if the answers are good, too")
        if asked
        else Text("Membuka {gate}", "Opens {gate}")
    )
    return terminal.text(words.filled(gate=title))


def _print_step(terminal: Terminal, planned: PlannedStep, number: int) -> None:
    step = planned.step
    terminal.row(
        terminal.text(step.title), _cost_and_days(terminal, step.cost_idr, step.days), f"  {number:>2}. "
    )
    mends = len(planned.mends)
    if mends > 1:
        words = terminal.say(f"membenahi {mends} temuan sekaligus", f"mends {mends} findings at once")
        click.secho(f"      {words}", dim=True)


def _cost_and_days(terminal: Terminal, cost: int | None, days: int | None) -> str:
    """Two columns: what it costs and how long it takes; a dash where no source states it."""
    free, today = terminal.say("gratis", "free"), terminal.say("hari ini", "today")
    price = "–" if cost is None else (terminal.text(wording.say_rupiah(cost)) if cost else free)
    unit = terminal.say("hari", "day" if days == 1 else "days")
    length = "–" if days is None else (f"{days} {unit}" if days else today)
    return f"{price:>12} {length:>9}"


def _print_totals(terminal: Terminal, plan: Plan) -> None:
    click.secho(" " * 6 + "─" * (terminal.width - 6), dim=True)
    at_least = bool(plan.costs_not_known or plan.days_not_known)
    left = terminal.say("Paling sedikit", "At least") if at_least else terminal.say("Jumlah", "In all")
    # A sum of nought beside costs that nobody states would promise that it is free.
    cost = None if plan.costs_not_known and not plan.cost_idr else plan.cost_idr
    days = None if plan.days_not_known and not plan.days else plan.days
    terminal.row(left, _cost_and_days(terminal, cost, days), " " * 6, bold=True)
    if at_least:
        terminal.paragraph(_what_is_not_known(terminal, plan), first="      ", dim=True)
    if len(plan.steps) > 1:
        words = terminal.say(
            "Langkah yang tidak saling menunggu berjalan bersama.",
            "Steps that do not wait for one another run side by side.",
        )
        terminal.paragraph(words, first="      ", dim=True)


def _what_is_not_known(terminal: Terminal, plan: Plan) -> str:
    costs, times = plan.costs_not_known, plan.days_not_known
    parts = [
        terminal.say(f"biaya {costs} langkah", f"the cost of {costs} step{'s' * (costs > 1)}"),
        terminal.say(f"lama {times} langkah", f"the time of {times} step{'s' * (times > 1)}"),
    ]
    told = terminal.say(" dan ", " and ").join(
        part for part, count in zip(parts, (costs, times), strict=True) if count
    )
    return terminal.say(f"– belum disebut sumber mana pun: {told}.", f"– no source states {told}.")


def _print_promises(terminal: Terminal, due: Sequence[Promise]) -> None:
    near = [promise for promise in due if promise.is_near]
    if near:
        terminal.heading(Text("Janji bertanggal", "Dated promises"))
    for promise in near:
        when = terminal.text(wording.say_date(promise.due))
        late = terminal.say(" · LEWAT", " · OVERDUE") if promise.overdue else ""
        style = {"fg": "red"} if promise.overdue else {}
        terminal.paragraph(f"{when}{late} · {terminal.text(promise.rule.title)}", first="  ", **style)
