"""All lessons together, in the order in which they are best read, and the score of answers::

from lopo.training.lessons.library import load_modules, score

hygiene = load_modules()["hygiene"]
right, asked = score(hygiene, {question.id: question.right for question in hygiene.questions})
"""

import functools
import importlib.resources
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from lopo.training.lessons.figures import Figure, load_figures
from lopo.training.lessons.module import Module
from lopo.training.lessons.reading import BadModule, parse_module


def read_modules(folder: Traversable | Path, figures: Mapping[str, Figure]) -> Mapping[str, Module]:
    """Id to module, of ``modules/*.toml`` with the drawings of ``pictures/``, in their order.

    Raises :class:`lopo.training.lessons.reading.BadModule` for anything that is wrong, alone or together.
    """

    def drawing(name: str) -> str:
        return (folder / "pictures" / f"{name}.svg").read_text("utf-8")

    modules: list[Module] = []
    for file in (folder / "modules").iterdir():
        if not file.name.endswith(".toml"):
            continue
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            raise BadModule(file.name, "this file is not UTF-8 text") from None
        modules.append(parse_module(text, file.name, figures, drawing))
    modules.sort(key=lambda module: module.order)
    orders = [module.order for module in modules]
    if twice := next((order for order in orders if orders.count(order) > 1), None):
        raise BadModule("modules", f"two of them have order {twice}")
    return {module.id: module for module in modules}


@functools.cache
def load_modules() -> Mapping[str, Module]:
    """The lessons that ship with the house, by id, in order."""
    return read_modules(importlib.resources.files("lopo.training.lessons"), load_figures())


def score(module: Module, answers: Mapping[str, int]) -> tuple[int, int]:
    """How many of the module's questions are answered right, and how many there are.

    ``answers`` is the id of a question to the place of the option chosen, from 0, as a test sheet keeps it.
    A question without an answer counts as asked; an answer to a question that is not there counts nothing.
    """
    right = sum(answers.get(question.id) == question.right for question in module.questions)
    return right, len(module.questions)
