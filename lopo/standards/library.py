"""All packs together, checked against one another, and the edition of them that holds on a day."""

import datetime as dt
import functools
import importlib.resources
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from lopo.facts.catalogue import Catalogue, load_catalogue
from lopo.standards.pack import BadPack, parse_gate, parse_ladder, parse_standard, parse_steps
from lopo.standards.requirement import Gate, Ladder, Requirement, Standard, Step


@dataclass(frozen=True)
class Edition:
    """What holds on one day: the demands in force by name, and which of them each gate asks."""

    on: dt.date
    catalogue: Catalogue
    standards: Mapping[str, Standard]
    requirements: Mapping[str, Requirement]
    gates: Mapping[str, Gate]
    ladders: tuple[Ladder, ...]
    asked_by: Mapping[str, tuple[str, ...]]
    """Gate id to the names of the requirements it asks, in order, each once."""

    @property
    def all_gates(self) -> tuple[Gate, ...]:
        """The rungs of every ladder, then the markets."""
        return (*(rung for ladder in self.ladders for rung in ladder.rungs), *self.gates.values())


@dataclass(frozen=True)
class Library:
    """Every pack that the house knows of, all versions, checked against one another.

    Raises :class:`lopo.standards.pack.BadPack` for packs that do not go together.
    """

    catalogue: Catalogue
    standards: tuple[Standard, ...]
    gates: tuple[Gate, ...]
    ladders: tuple[Ladder, ...]
    steps: Mapping[str, Step]

    def __post_init__(self) -> None:
        check_library(self)

    def edition(self, on: dt.date) -> Edition:
        """The packs as they hold on ``on``."""
        standards = {standard.id: standard for standard in self.standards if standard.holds_on(on)}
        requirements = {
            requirement.name: requirement
            for standard in standards.values()
            for requirement in standard.requirements
            if requirement.holds_on(on)
        }
        gates = {gate.id: gate for gate in self.gates}
        every_gate = [*(rung for ladder in self.ladders for rung in ladder.rungs), *self.gates]
        return Edition(
            on=on,
            catalogue=self.catalogue,
            standards=standards,
            requirements=requirements,
            gates=gates,
            ladders=self.ladders,
            asked_by={gate.id: _asked(gate, requirements) for gate in every_gate},
        )


def _asked(gate: Gate, requirements: Mapping[str, Requirement]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for ask in gate.asks:
        if "/" in ask:
            names |= dict.fromkeys([ask] if ask in requirements else [])
        else:
            names |= dict.fromkeys(name for name, each in requirements.items() if each.standard == ask)
    return tuple(names)


def read_library(folder: Traversable | Path, catalogue: Catalogue) -> Library:
    """Read a folder of packs: ``steps*.toml``, ``packs/``, ``gates/`` and ``ladders/``.

    Raises :class:`lopo.standards.pack.BadPack` for anything that is wrong, alone or together.
    """
    steps: dict[str, Step] = {}
    for file in _toml_files(folder, "steps"):
        for id, step in parse_steps(_text(file), file.name).items():
            if id in steps:
                raise BadPack(f"{file.name}: {id}", "this step is declared twice")
            steps[id] = step
    standards = tuple(
        parse_standard(_text(file), file.name, catalogue, steps) for file in _toml_files(folder / "packs")
    )
    gates = tuple(parse_gate(_text(file), file.name, catalogue) for file in _toml_files(folder / "gates"))
    ladders = tuple(
        parse_ladder(_text(file), file.name, catalogue)
        for file in sorted(_toml_files(folder / "ladders"), key=lambda file: file.name != "food.toml")
    )
    return Library(catalogue, standards, gates, ladders, steps)


def _toml_files(folder: Traversable | Path, prefix: str = "") -> list[Traversable | Path]:
    if not folder.is_dir():
        raise BadPack(folder.name, "this folder is missing; a library has packs/, gates/ and ladders/")
    files = (
        file for file in folder.iterdir() if file.name.endswith(".toml") and file.name.startswith(prefix)
    )
    return sorted(files, key=lambda file: file.name)


def _text(file: Traversable | Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise BadPack(file.name, "this file is not UTF-8 text") from None


def check_library(library: Library) -> None:
    """Check what no single file can: versions that overlap, names that lead nowhere, steps in a circle."""
    _check_versions(library.standards)
    if not library.ladders:
        raise BadPack("ladders", "there is no ladder")
    names = {r.name for standard in library.standards for r in standard.requirements}
    ids = {standard.id for standard in library.standards}
    every_gate = [*library.gates, *(rung for ladder in library.ladders for rung in ladder.rungs)]
    if twice := _twice(gate.id for gate in every_gate):
        raise BadPack(f"gate {twice}", "this id is used twice")
    for gate in every_gate:
        for ask in gate.asks:
            if ask not in (names if "/" in ask else ids):
                raise BadPack(f"gate {gate.id}", f"asks for {ask!r}, which no pack has")
    waits: dict[str, set[str]] = {}
    for standard in library.standards:
        for requirement in standard.requirements:
            for name in requirement.step.after:
                if name not in names:
                    raise BadPack(f"{requirement.name}: remedy", f"comes after {name!r}, which no pack has")
            waits.setdefault(requirement.step.id, set()).update(requirement.step.after)
    _check_circles(library, waits)


def _check_versions(standards: Iterable[Standard]) -> None:
    by_id: dict[str, list[Standard]] = {}
    for standard in standards:
        by_id.setdefault(standard.id, []).append(standard)
    for id, versions in by_id.items():
        versions.sort(key=lambda standard: standard.valid_from or dt.date.min)
        for earlier, later in itertools.pairwise(versions):
            if (earlier.valid_until or dt.date.max) >= (later.valid_from or dt.date.min):
                raise BadPack(
                    f"standard {id}", f"versions {earlier.version} and {later.version} hold on the same days"
                )


def _check_circles(library: Library, waits: Mapping[str, set[str]]) -> None:
    steps_of: dict[str, set[str]] = {}
    for standard in library.standards:
        for requirement in standard.requirements:
            steps_of.setdefault(requirement.name, set()).add(requirement.step.id)
    done: set[str] = set()

    def visit(step: str, path: tuple[str, ...]) -> None:
        if step in path:
            raise BadPack(f"step {step}", f"waits for itself: {' > '.join((*path, step))}")
        if step in done:
            return
        for name in sorted(waits.get(step, ())):
            for earlier in sorted(steps_of[name]):
                visit(earlier, (*path, step))
        done.add(step)

    for step in waits:
        visit(step, ())


def _twice(names: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


@functools.cache
def load_library() -> Library:
    """The library that ships with the house."""
    return read_library(importlib.resources.files("lopo.standards"), load_catalogue())


@functools.lru_cache(maxsize=64)
def edition_on(day: dt.date) -> Edition:
    """The shipped packs as they hold on ``day``."""
    return load_library().edition(day)
