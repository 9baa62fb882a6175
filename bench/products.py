"""Products to assess: the examples, and as many variations of them as are asked for."""

import datetime as dt
import random
from pathlib import Path

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier, nothing
from lopo.facts.dossier_file import read_dossier
from lopo.standards.derivation import complete

EXAMPLES = Path(__file__).parent.parent / "examples"


def examples(on: dt.date) -> list[Dossier]:
    """Every example, with all that can be worked out, the fullest first."""
    catalogue = load_catalogue()
    read = [read_dossier(file.read_bytes(), catalogue) for file in sorted(EXAMPLES.glob("*.toml"))]
    return sorted((complete(each, on) for each in read), key=len, reverse=True)


def varied(dossiers: list[Dossier], count: int, seed: int = 1) -> list[Dossier]:
    """``count`` dossiers like ``dossiers``, some facts of each not known and some known to be absent."""
    catalogue = load_catalogue()
    chance = random.Random(seed)
    made = []
    for number in range(count):
        like = dossiers[number % len(dossiers)]
        names = list(like)
        absent = chance.sample(names, k=min(4, len(names)))
        made.append(
            like.without(chance.sample(names, k=min(6, len(names)))).with_facts(
                {name: nothing(catalogue[name].kind) for name in absent}
            )
        )
    return made
