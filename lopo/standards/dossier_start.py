"""An empty dossier file to fill in: every question that a product of one kind is asked, as a comment.

A line begins to count when its ``#`` is taken away; the example value in it is then the answer until it is
written over. A question in a comment has a space after its ``#``, a line to take has none.
"""

from collections.abc import Collection

from lopo.facts.catalogue import Catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.dossier import SAID_BY, Dossier, Fact
from lopo.facts.text import Text
from lopo.standards.assessment import Status, assess
from lopo.standards.conditions.condition import facts_of
from lopo.standards.library import Edition

KINDS = ("food", "drink", "craft", "textile")
ALWAYS_ASKED = ("business.name", "product.name")

_HEAD = Text(
    """\
# Dokumen satu produk. Hapus tanda # di depan baris, lalu tulis jawabannya.
# Baris yang dibiarkan berarti belum diketahui. "" berarti: sudah dilihat, tidak ada.
# Periksa dengan: lopo check BERKAS.toml
""",
    """\
# The dossier of one product. Take away the # before a line and write the answer.
# A line left as it is means not known. "" means: looked at, there is none.
# Check it with: lopo check FILE.toml
""",
)
_WHO_SAYS = Text("Siapa yang mengatakan, dan kapan.", "Who says all this, and when.")
_COMPLETE = Text(
    "Bagian yang dibaca seluruhnya: yang tidak ditulis di situ memang tidak ada.",
    "Sections that were read wholly: what is left out there is not there.",
)
_EXAMPLES = {
    "yes_no": "true",
    "whole": "1",
    "rupiah": "1_000_000",
    "decimal": "1.0",
    "date": "2026-11-23",
    "text": '"..."',
    "list": '["..."]',
    "items": '[{ name = "...", amount = 100 }]',
}


def facts_asked_of(kind: str, edition: Edition) -> frozenset[str]:
    """The facts that some demand of ``edition`` or some gate looks at for a product of ``kind``.

    What is computed is there together with all that it is computed from.
    """
    assessment = assess(Dossier({"product.kind": Fact(kind)}), edition)
    names = set(ALWAYS_ASKED)
    for name, status in assessment.statuses.items():
        if status is not Status.NOT_APPLICABLE:
            requirement = edition.requirements[name]
            standard = edition.standards[requirement.standard]
            for condition in (standard.applies, requirement.applies, requirement.needs):
                names |= set(facts_of(condition))
    for standing in assessment.gates:
        names |= set(facts_of(standing.gate.applies))
    queue = list(names)
    while queue:
        for source in edition.catalogue[queue.pop()].computed_from:
            if source not in names:
                names.add(source)
                queue.append(source)
    return frozenset(names)


def empty_dossier(catalogue: Catalogue, asked: Collection[str], kind: str, language: str) -> str:
    """A dossier file with a question and an example line for each told fact of ``asked``, by section."""
    lines = [
        _HEAD.in_language(language),
        "[dossier]",
        f"# {_WHO_SAYS.in_language(language)}",
        "#on = 2026-11-23",
        f'#said_by = "owner"  # {" | ".join(SAID_BY[:-1])}',
        '#who = "..."',
        f"# {_COMPLETE.in_language(language)}",
        '#complete = ["label"]',
    ]
    for section in catalogue.sections():
        told = [
            each
            for each in catalogue.values()
            if each.section == section and not each.is_computed and each.name in asked
        ]
        if told or section == "product":
            lines += ["", "", f"[{section}]"]
        for definition in told:
            lines += _question(definition, kind, language)
    return "\n".join(lines) + "\n"


def _question(definition: FactDefinition, kind: str, language: str) -> list[str]:
    key = definition.name.removeprefix(f"{definition.section}.")
    if definition.name == "product.kind":
        return ["", f'{key} = "{kind}"']
    ask = (definition.asks or definition.title).in_language(language)
    unit = f" [{definition.unit}]" if definition.unit else ""
    choices = [f"#   {code}: {text.in_language(language)}" for code, text in definition.choices.items()]
    return ["", f"# {ask}{unit}", *choices, f"#{key} = {_example(definition)}"]


def _example(definition: FactDefinition) -> str:
    """A value of the right kind and within the range, to be written over."""
    if definition.choices:
        first = f'"{next(iter(definition.choices))}"'
        return first if definition.kind == "choice" else f"[{first}]"
    if definition.kind in ("whole", "rupiah", "decimal"):
        example = float(_EXAMPLES[definition.kind].replace("_", ""))
        if definition.least is not None and example < definition.least:
            return str(definition.least)
        if definition.most is not None and example > definition.most:
            return str(definition.most)
    return _EXAMPLES[definition.kind]
