"""What the modules of a cohort are called. A remedy of the standards may name one that has no lesson yet."""

import functools
from collections.abc import Mapping

from lopo.facts.text import Text
from lopo.standards.library import load_library
from lopo.training.lessons.library import load_modules


@functools.cache
def module_titles() -> Mapping[str, Text]:
    """Name to title of every module that can be taught, lessons first, in their order."""
    titles = {name: module.title for name, module in load_modules().items()}
    named = sorted({step.training for step in load_library().steps.values() if step.training})
    return titles | {name: Text.same(name) for name in named if name not in titles}


def module_title(name: str, language: str) -> str:
    """The title of one module; its name where it is not known."""
    return module_titles().get(name, Text.same(name)).in_language(language)
