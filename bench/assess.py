"""How fast dossiers are held against all shipped packs: ``python -m bench.assess``.

First one full dossier, by Lopo and by the general rule library ``rule-engine`` with the same requirements
over the same facts, in the same run. Then many dossiers, one by one and as columns. Every answer is compared;
a difference ends the run.
"""

import argparse
import datetime as dt
import gc
import sys
import time
import tracemalloc
from collections.abc import Callable
from importlib.metadata import version
from statistics import median
from typing import Any

import ibis

from bench.general_rules import flat, names_looked_at, translate
from bench.products import examples, varied
from lopo.facts.dossier import Dossier
from lopo.standards.assessment import assess
from lopo.standards.columns import facts_looked_at, rows_of, statuses
from lopo.standards.library import Edition, edition_on, load_library

ON = dt.date(2026, 11, 23)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.assess", description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=300, help="how often the one dossier is assessed")
    parser.add_argument(
        "--dossiers", type=int, default=20_000, help="how many dossiers are assessed as columns"
    )
    asked = parser.parse_args()
    load_library()
    edition = edition_on(ON)
    products = examples(ON)
    print(
        f"{len(edition.standards)} standards, {len(edition.requirements)} requirements, "
        f"{len(edition.all_gates)} gates, as of {ON}"
    )
    one_dossier(edition, products, asked.repeat)
    many_dossiers(edition, varied(products, asked.dossiers))


def one_dossier(edition: Edition, products: list[Dossier], repeat: int) -> None:
    """One full dossier by Lopo and by ``rule-engine``."""
    names = names_looked_at(edition)
    rules, rules_bytes = _measured(lambda: translate(edition))
    _library, library_bytes = _measured(load_library.__wrapped__)

    def by_lopo(dossier: Dossier) -> dict[str, str]:
        return {name: status.value for name, status in assess(dossier, edition).statuses.items()}

    def by_rules(facts: dict[str, Any]) -> dict[str, str]:
        return {rule.name: rule.status(facts) for rule in rules}

    compared = [Dossier(), *products, *varied(products, 100, seed=2)]
    _same([by_lopo(each) for each in compared], [by_rules(flat(each, names)) for each in compared])

    dossier = products[0]
    facts = flat(dossier, names)
    lopo, general = _times(lambda: by_lopo(dossier), lambda: by_rules(facts), repeat)
    _findings, lopo_bytes = _measured(lambda: assess(dossier, edition))
    _answers, general_bytes = _measured(lambda: by_rules(facts))
    print(f"\nOne dossier of {len(dossier)} facts, {repeat} times, {len(compared)} dossiers compared:")
    print(f"  Lopo, gates and ladder with it  {_line(lopo, lopo_bytes, library_bytes)} of packs")
    print(f"  {_general():<32}{_line(general, general_bytes, rules_bytes)} of rules")
    print(f"  rule-engine takes {general / lopo:.1f} times as long")


def many_dossiers(edition: Edition, dossiers: list[Dossier]) -> None:
    """Many dossiers one by one, and as columns in DuckDB."""
    names = facts_looked_at(edition)

    started = time.perf_counter()
    rows = rows_of(dossiers, edition.catalogue, names)
    laid_out = time.perf_counter() - started

    started = time.perf_counter()
    columns = statuses(ibis.memtable(rows), edition).to_pyarrow()
    as_columns = time.perf_counter() - started

    started = time.perf_counter()
    loop = [assess(each, edition).statuses for each in dossiers]
    one_by_one = time.perf_counter() - started

    for name in columns.column_names:
        _same([each[name].value for each in loop], columns[name].to_pylist())
    print(f"\n{len(dossiers):,} dossiers, all answers the same:")
    print(f"  one by one                      {one_by_one:8.2f} s    {_each(one_by_one, dossiers)}")
    print(f"  as columns, DuckDB              {as_columns:8.2f} s    {_each(as_columns, dossiers)}")
    print(f"  laying them out as columns      {laid_out:8.2f} s    {_each(laid_out, dossiers)}, once")
    print(f"  one by one takes {one_by_one / as_columns:.1f} times as long")


def _general() -> str:
    return f"rule-engine {version('rule-engine')}"


def _line(seconds: float, working: int, standing: int) -> str:
    return f"{seconds * 1000:8.2f} ms {working / 1024:8,.0f} KiB at most {standing / 1024:8,.0f} KiB"


def _each(seconds: float, dossiers: list[Dossier]) -> str:
    return f"{seconds / len(dossiers) * 1000:8.3f} ms each"


def _times(first: Callable[[], Any], second: Callable[[], Any], repeat: int) -> tuple[float, float]:
    """The median seconds of two ways to do the same work, done in turn."""
    taken: tuple[list[float], list[float]] = ([], [])
    gc.disable()
    for _round in range(repeat):
        for work, seconds in zip((first, second), taken, strict=True):
            started = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - started)
    gc.enable()
    return median(taken[0]), median(taken[1])


def _measured(work: Callable[[], Any]) -> tuple[Any, int]:
    """What ``work`` gives, and the most bytes that it held at a time."""
    gc.collect()
    tracemalloc.start()
    found = work()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found, most


def _same(one: Any, other: Any) -> None:
    if one != other:
        sys.exit("The answers differ: a benchmark of different work says nothing.")


if __name__ == "__main__":
    main()
