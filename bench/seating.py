"""Who gets the seats: ``python -m bench.seating``.

300 businesses ask for 40 seats in a course of 12 modules: once attended as a whole, once each module apart
with 40 seats of its own. Lopo, first come first served, and a greedy choice seat the same people in the same
run, with and without the floors of fairness. Counted are products that would pass their next gate, and gaps
closed; said are the seconds and whether nothing better was proven to exist.
"""

import argparse
import datetime as dt
import random
import time
from collections.abc import Sequence
from dataclasses import replace

from lopo.facts.text import Text
from lopo.training.seating.applicant import Applicant, Course, Gap, OpenProduct, first_come, gain_of
from lopo.training.seating.policy import LEAST, load_policy
from lopo.training.seating.proposal import Proposal
from lopo.training.seating.propose import propose

APPLICANTS, SEATS, MODULES, WARDS = 300, 40, 12, 51
Seated = dict[int, tuple[str, ...]]
"""Applicant to the modules she comes to."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.seating", description=__doc__.splitlines()[0])
    parser.add_argument("--applicants", type=int, default=APPLICANTS)
    parser.add_argument("--seats", type=int, default=SEATS)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options = parser.parse_args()
    modules = tuple(f"module-{number}" for number in range(1, MODULES + 1))
    for apart in (False, True):
        course = Course(options.seats, modules, apart)
        print("each module apart" if apart else "the course as a whole", flush=True)
        for seed in options.seeds:
            compare(people(options.applicants, modules, seed), course, seed)


def people(count: int, modules: Sequence[str], seed: int) -> list[Applicant]:
    """Made-up applicants: one to three products of one to six gaps, one gap in twenty taught nowhere."""
    chance = random.Random(seed)
    weights = [1 / place for place in range(1, len(modules) + 1)]  # some lessons are needed far more often
    made = []
    for number in range(count):
        products = []
        for product in range(chance.choice((1, 1, 1, 2, 3))):
            needed = chance.choices(modules, weights, k=chance.randint(1, 6))
            gaps = tuple(
                Gap(f"demand-{place}", module if chance.random() < 0.95 else "")
                for place, module in enumerate(needed)
            )
            products.append(OpenProduct(f"product-{product}", Text.same("the next gate"), gaps))
        asked = dt.datetime(2026, 1, 1) + dt.timedelta(minutes=number)
        ward = f"ward-{int(WARDS * chance.random() ** 2)}"
        women, first = chance.random() < 0.6, chance.random() < 0.7
        made.append(Applicant(number, f"{number}", asked, tuple(products), ward, women, first))
    return made


def compare(applicants: list[Applicant], course: Course, seed: int) -> None:
    """One line for each way of seating; ratios are to first come, first served."""
    ours = propose(applicants, course)
    without = propose(applicants, course, replace(load_policy().taking_its_time(), floors=()))
    base = worth(applicants, course, by_time(applicants, course))
    lines: list[tuple[str, Seated, str]] = [
        ("first come", by_time(applicants, course), ""),
        ("greedy", greedy(applicants, course), ""),
        ("Lopo, no floors", {each.applicant: each.modules for each in without.seats}, said(without)),
        ("Lopo", {each.applicant: each.modules for each in ours.seats}, said(ours)),
    ]
    for name, seated, note in lines:
        check(seated, course)
        passes, closes = worth(applicants, course, seated)
        off = missing(applicants, seated, ours)
        print(
            f"  seed {seed} {name:<16} {passes:>4} pass ({passes / base[0]:.2f}x) {closes:>5} gaps "
            f"({closes / base[1]:.2f}x) {off:>3} seats off the fair shares {note}",
            flush=True,
        )


def said(proposal: Proposal) -> str:
    """How sure the search is, and how long it took."""
    if proposal.proven:
        return f"proven in {proposal.seconds:.1f} s"
    most = f"at most {proposal.passes_bound} pass, {proposal.closes_bound} gaps"
    return f"in {proposal.seconds:.1f} s; {most}"


def by_time(applicants: list[Applicant], course: Course) -> Seated:
    """First come, first served: who asks first takes what she needs while there is room."""
    return filled(first_come(applicants), course)


def greedy(applicants: list[Applicant], course: Course) -> Seated:
    """Whoever gains most for the seats she takes first: products that pass, then gaps, then time."""

    def value(each: Applicant) -> tuple[float, float, dt.datetime]:
        gain = gain_of(each, course)
        places = max(1, len(gain.by_module)) if course.apart else 1
        return -len(gain.passes) / places, -gain.closes / places, each.asked_at

    return filled(sorted(applicants, key=value), course)


def filled(order: Sequence[Applicant], course: Course) -> Seated:
    """Seats taken in this order."""
    taken: Seated = {}
    left = dict.fromkeys(course.modules, course.seats)
    for each in order:
        if not course.apart:
            if len(taken) < course.seats:
                taken[each.id] = course.modules
            continue
        wanted = tuple(name for name in gain_of(each, course).by_module if left[name])
        for name in wanted:
            left[name] -= 1
        if wanted:
            taken[each.id] = wanted
    return taken


def worth(applicants: list[Applicant], course: Course, seated: Seated) -> tuple[int, int]:
    """Products that would pass, and gaps closed, counted anew from the seats alone."""
    passes = closes = 0
    for each in applicants:
        gaps = [gap.module for product in each.products for gap in product.gaps]
        hers = seated.get(each.id, ())
        closes += sum(module in hers for module in gaps)
        passes += sum(
            bool(product.gaps) and all(gap.module in hers for gap in product.gaps)
            for product in each.products
        )
    return passes, closes


def missing(applicants: list[Applicant], seated: Seated, ours: Proposal) -> int:
    """How many seats this choice lacks of the shares that Lopo kept."""
    wanted = {(floor.id, floor.group): floor.wanted for floor in ours.floors}
    lacks = 0
    for floor in load_policy().floors:
        for group, ids in floor.groups(applicants).items():
            off = wanted[floor.id, group] - len(ids & seated.keys())
            lacks += max(0, off if floor.bound == LEAST else -off)
    return lacks


def check(seated: Seated, course: Course) -> None:
    """End the run where more sit than there are seats."""
    for name in course.modules:
        if sum(name in modules for modules in seated.values()) > course.seats:
            raise SystemExit(f"{name}: more than {course.seats} seats were given")


if __name__ == "__main__":
    began = time.perf_counter()
    main()
    print(f"in all {time.perf_counter() - began:.0f} s")
