"""The best seats, step by step: each step is proven before the next one may only choose among its best.

1. the fewest seats taken from the floors of fairness (none, where they can all hold);
2. the most products that would pass their next gate;
3. the most gaps closed (these three are sought at once, each outweighing all after it);
4. the most seats filled;
5. among equals, who asked earlier: exactly so in a course attended as a whole; where modules are attended
   apart, the places in that order add up to as little as can be.

The search is OR-Tools' CP-SAT on one thread with a fixed seed. A step that the clock ends keeps the best
found so far and the bound that nothing can beat.
"""

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.training.seating.applicant import PINNED, Applicant, Course, Gain, first_come, gain_of
from lopo.training.seating.policy import LEAST, Policy

Terms = Sequence[tuple[cp_model.IntVar, int]]


@dataclass
class Found:
    """Who sits where, and how good that is; the rest of a proposal is said of it in words."""

    order: list[Applicant]
    gains: dict[int, Gain]
    modules: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Applicant to the modules she has a seat in, for those who have one."""
    seated: int = 0
    """How many would sit if no floor held: what the shares are shares of."""
    passes_bound: int = 0
    passes_free: int = 0
    closes_bound: int = 0
    proven: bool = True
    settled: bool = True
    seconds: float = 0.0

    def rank(self, applicant: Applicant) -> tuple[int, int, dt.datetime, int]:
        """Sorts applicants as they would be seated if no floor held: what they gain, then who asked first."""
        gain = self.gains[applicant.id]
        return -len(gain.passes), -gain.closes, applicant.asked_at, applicant.id


def search(applicants: Sequence[Applicant], course: Course, policy: Policy) -> Found:
    """The best seats for those who may sit. Raises :class:`Refused` when more are pinned than seats."""
    began = time.perf_counter()
    order = first_come(each for each in applicants if each.may_sit)
    found = Found(order, {each.id: gain_of(each, course) for each in applicants})
    _check_pins(found, course)
    free = _Steps(_Room(found, course), policy.seconds / 4)
    bound = free.most_in_order(free.room.passes, free.room.closes)
    free.most(free.room.filled)
    found.passes_free = free.reached(free.room.passes)
    room = _Room(found, course)
    room.add_floors(policy, len(free.room.seats(free.values)))
    steps = _Steps(room, policy.seconds * 3 / 4)
    steps.begin_at([*free.values, *room.slack_of(free.room.seats(free.values))])
    bounds = steps.most_in_order(room.missing, room.passes, room.closes)
    found.passes_bound, found.closes_bound = min(bound[0], bounds[1]), bounds[2]
    steps.most(room.filled)
    found.proven = steps.proven
    if course.apart:
        steps.most([(room.comes[each.id, name], len(order) - place)
                    for place, each in enumerate(order) for name in room.open_to(each)])  # fmt: skip
    else:
        for start in range(0, len(order), policy.chunk):
            steps.first([room.sits[each.id] for each in order[start : start + policy.chunk]])
    found.settled = steps.proven
    found.modules = room.seats(steps.values)
    found.seconds = time.perf_counter() - began
    return found


def _check_pins(found: Found, course: Course) -> None:
    pinned = [each for each in found.order if each.wish == PINNED]
    fullest = len(pinned)
    if course.apart:
        named = [name for each in pinned for name in _modules(found, course, each)]
        fullest = max(map(named.count, course.modules), default=0)
    if fullest > course.seats:
        raise Refused(
            Text(f"{fullest} usaha dipastikan dapat kursi, padahal kursinya {course.seats}. Lepas sebagian.",
                 f"{fullest} businesses surely have a seat, but there are {course.seats} seats. Let some go.")
        )  # fmt: skip


def _modules(found: Found, course: Course, applicant: Applicant) -> tuple[str, ...]:
    """The modules she would come to: what she needs or wants; all of them in a course held as a whole."""
    if not course.apart:
        return course.modules
    needed = found.gains[applicant.id].by_module
    chosen = tuple(name for name in course.modules if name in needed or name in applicant.wants)
    return chosen or (course.modules if applicant.wish == PINNED else ())


class _Room:
    """The model: who sits, who comes to which module, which product would pass."""

    def __init__(self, found: Found, course: Course) -> None:
        self.found, self.course = found, course
        self.model = cp_model.CpModel()
        self.sits = {each.id: self.model.new_bool_var("") for each in found.order}
        self.comes: dict[tuple[int, str], cp_model.IntVar] = {}
        self.passes: list[tuple[cp_model.IntVar, int]] = []
        self.closes: list[tuple[cp_model.IntVar, int]] = []
        self.missing: list[tuple[cp_model.IntVar, int]] = []
        """The places that each floor lacks, to be as few as can be."""
        self._floors: list[tuple[str, frozenset[int], int]] = []
        for each in found.order:
            (self._place_apart if course.apart else self._place)(each)
            if each.wish == PINNED:
                for literal in [self.sits[each.id], *self._own(each)]:
                    self.model.add(literal == 1)
        if course.apart:
            for name in course.modules:
                taken = [var for (_id, module), var in self.comes.items() if module == name]
                self.model.add(sum(taken) <= course.seats)
        else:
            self.model.add(sum(self.sits.values()) <= course.seats)

    def open_to(self, applicant: Applicant) -> tuple[str, ...]:
        """The modules she may be given."""
        return _modules(self.found, self.course, applicant)

    def _own(self, applicant: Applicant) -> list[cp_model.IntVar]:
        return (
            [self.comes[applicant.id, name] for name in self.open_to(applicant)] if self.course.apart else []
        )

    def _place(self, applicant: Applicant) -> None:
        gain = self.found.gains[applicant.id]
        self.passes.append((self.sits[applicant.id], len(gain.passes)))
        self.closes.append((self.sits[applicant.id], gain.closes))

    def _place_apart(self, applicant: Applicant) -> None:
        gain, sits = self.found.gains[applicant.id], self.sits[applicant.id]
        for name in self.open_to(applicant):
            comes = self.comes[applicant.id, name] = self.model.new_bool_var("")
            self.model.add_implication(comes, sits)
            self.closes.append((comes, gain.by_module.get(name, 0)))
        self.model.add(sum(self._own(applicant)) >= sits)
        for product in gain.passes:
            passes = self.model.new_bool_var("")
            for name in {gap.module for gap in product.gaps}:
                self.model.add_implication(passes, self.comes[applicant.id, name])
            self.passes.append((passes, 1))

    @property
    def filled(self) -> list[tuple[cp_model.IntVar, int]]:
        """Each seat that can be taken, once."""
        return [(each, 1) for each in (self.comes if self.course.apart else self.sits).values()]

    def add_floors(self, policy: Policy, seated: int) -> None:
        """Each group gets its share of ``seated`` places, but for a slack that counts whole places."""
        among = len(self.found.order)
        for floor in policy.floors:
            for ids in floor.groups(self.found.order).values():
                slack = self.model.new_int_var(0, among, "")
                inside = sum(self.sits[id] for id in ids)
                wanted = floor.wanted(len(ids), among, seated)
                if floor.bound == LEAST:
                    self.model.add(inside + slack >= wanted)
                else:
                    self.model.add(inside - slack <= wanted)
                self.missing.append((slack, -1))
                self._floors.append((floor.bound, ids, wanted))
        self.found.seated = seated

    def slack_of(self, seated: Mapping[int, object]) -> list[int]:
        """How many places each floor lacks where these sit."""
        off = [(bound, wanted - len(ids & seated.keys())) for bound, ids, wanted in self._floors]
        return [max(0, each if bound == LEAST else -each) for bound, each in off]

    def seats(self, values: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Who sits, with the modules she comes to."""
        taken: dict[int, tuple[str, ...]] = {}
        for each in self.found.order:
            if not values[self.sits[each.id].index]:
                continue
            if self.course.apart:
                names = self.open_to(each)
                taken[each.id] = tuple(name for name in names if values[self.comes[each.id, name].index])
            else:
                taken[each.id] = self.course.modules
        return taken


class _Steps:
    """One objective after the other over one model; what a step reached is settled for those after it."""

    def __init__(self, room: _Room, seconds: float) -> None:
        self.room, self.until = room, time.perf_counter() + seconds
        self.proven = True
        self.values: list[int] = []

    def begin_at(self, values: Sequence[int]) -> None:
        """Begin the search where these values are."""
        self.values = list(values)
        self._hint()

    def most_in_order(self, *groups: Terms) -> list[int]:
        """The most of the first group, among those the most of the second, and so on: the bounds of each.

        All are sought at once, each unit of one outweighing all of those after it: so they lead the search
        together. A bound holds where the groups before it reached what they reached.
        """
        scales = [1]
        for terms in reversed(groups[1:]):
            scales.append(scales[-1] * (1 + sum(abs(weight) for _variable, weight in terms)))
        scales.reverse()
        weighed = [
            (each, weight * scale)
            for terms, scale in zip(groups, scales, strict=True)
            for each, weight in terms
        ]
        _value, bound = self.most(weighed)
        bounds = []
        for terms, scale in zip(groups, scales, strict=True):
            highest = sum(max(0, weight) for _variable, weight in terms)
            bounds.append(min(highest, bound // scale))
            bound -= self.reached(terms) * scale
        return bounds

    def reached(self, terms: Terms) -> int:
        """What ``terms`` add up to in the best found so far."""
        return sum(self.values[variable.index] * weight for variable, weight in terms)

    def first(self, literals: Sequence[cp_model.IntVar]) -> None:
        """Settle these literals, each true wherever those before it allow."""
        self.most([(each, 1 << place) for place, each in enumerate(reversed(literals))])
        for each in literals:
            self.room.model.add(each == self.values[each.index])

    def most(self, terms: Terms) -> tuple[int, int]:
        """The most that ``terms`` can add up to, and the bound that nothing beats."""
        model = self.room.model
        weighed = sum(variable * weight for variable, weight in terms if weight)
        if isinstance(weighed, int) and self.values:
            return 0, 0
        if isinstance(weighed, int):
            model.clear_objective()
        else:
            model.maximize(weighed)
        solver = self._solver()
        status = solver.solve(model)
        self.proven &= status == cp_model.OPTIMAL
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.begin_at(solver.response_proto.solution)
            bound = round(solver.best_objective_bound)
        elif self.values:
            bound = sum(max(0, weight) for _variable, weight in terms)
        else:
            raise TimeoutError("no seats were found within the time that the policy gives")
        reached = self.reached(terms)
        if not isinstance(weighed, int):
            model.add(weighed >= reached)
        return reached, bound

    def _solver(self) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = 2  # its relaxation is nearly whole already
        # No step takes more than half of the time that is left, so that those after it have theirs.
        solver.parameters.max_time_in_seconds = max(0.1, (self.until - time.perf_counter()) / 2)
        return solver

    def _hint(self) -> None:
        model = self.room.model
        model.clear_hints()
        for index, value in enumerate(self.values):
            model.add_hint(model.get_int_var_from_proto_index(index), value)
