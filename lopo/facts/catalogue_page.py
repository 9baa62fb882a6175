"""The catalogue of facts as a page of the manual (``docs/facts.md``)."""

from lopo.facts.catalogue import Catalogue
from lopo.facts.definition import FactDefinition

_HEAD = """# The catalogue of facts

Made by `lopo facts page`; do not edit. A dossier holds any of these; what is not in it is not known.
"""


def catalogue_page(catalogue: Catalogue) -> str:
    """Every fact with its kind, unit, meaning in both languages, and who says or computes it."""
    lines = [_HEAD]
    for section in catalogue.sections():
        lines += [f"\n## {section}\n", "| fact | kind | meaning | who says it |", "|---|---|---|---|"]
        lines += [_row(each) for each in catalogue.values() if each.section == section]
    return "\n".join(lines) + "\n"


def _row(definition: FactDefinition) -> str:
    kind = f"{definition.kind}, {definition.unit}" if definition.unit else definition.kind
    if definition.choices:
        kind += ": " + ", ".join(f"`{code}`" for code in definition.choices)
    who = (
        f"computed by `{definition.computed_by}`"
        if definition.is_computed
        else f"told ({definition.subject})"
    )
    if definition.computed_from:
        who += " from " + ", ".join(f"`{name}`" for name in definition.computed_from)
    meaning = f"{definition.title.id} / *{definition.title.en}*"
    if definition.help:
        meaning += f". {definition.help.en}"
    cells = (f"`{definition.name}`", kind, meaning, who)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
