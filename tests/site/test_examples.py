"""What each example is there to show: the rung it stands on, and everything that is not met."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lopo.site.command import main
from lopo.standards.requirement import RUNGS

EXAMPLES = Path(__file__).parents[2] / "examples"

NOT_MET = {
    "abon-ikan-alergen": (
        "taman",
        """
        bpom-label: label-allergens label-cross-contact
        brand-and-gtin: gtin-valid
        codex: language
        retail-supply: barcode
        us: english
        """,
    ),
    "anyaman-lontar-kartu": (
        None,
        """
        brand-and-gtin: merek-filed
        craft-label: name maker origin composition fixed size
        craft: maker-named photos story story-english
        e-katalog: brand-proof
        nib: nib-held
        retail-supply: photo
        """,
    ),
    "es-kopi-kelor": (
        "taman",
        """
        nutri-level: nutri-level-drink
        us: english
        retail-supply: packed
        """,
    ),
    "gula-semut-lontar": (
        "taman",
        """
        bpom-label: label-producer-address
        net-content: bdkt-lot-mean bdkt-within-t
        """,
    ),
    "kacang-mete-ekspor": (
        "internasional",
        """
        """,
    ),
    "keripik-pisang-klaim": (
        "taman",
        """
        bpom-label: label-no-claims-irt
        brand-and-gtin: gtin-valid
        codex: language nutrition
        nutrition-information: ing-needed
        retail-supply: barcode
        us: english
        """,
    ),
    "kopi-flores": (
        "swalayan",
        """
        """,
    ),
    "kue-cucur-pasar": (
        None,
        """
        halal: halal-held
        retail-supply: packed
        """,
    ),
    "madu-timor": (
        None,
        """
        bpom-label: label-net label-conditional-words
        codex: net language nutrition
        net-content: bdkt-label-unit bdkt-unit-suits scale-verified
        nutrition-information: ing-needed
        shelf-life: shelf-life-basis
        us: english
        """,
    ),
    "marning-pirt-habis": (
        "taman",
        """
        codex: language
        spp-irt: pirt-not-expired pirt-renewal-soon
        us: english
        """,
    ),
    "sambal-luat-tanpa-izin": (
        None,
        """
        bpom-label: label-name label-ingredients label-ingredients-heading label-ingredients-recipe
        bpom-label: label-net label-producer label-producer-address label-batch label-expiry-form
        bpom-label: label-regno label-main-panel label-durable
        brand-and-gtin: merek-filed gtin-valid
        codex: name net maker lot date language legible main-panel
        e-katalog: brand-proof
        halal: halal-held
        net-content: bdkt-label-unit bdkt-unit-suits scale-verified
        nib: nib-held
        retail-supply: barcode
        shelf-life: shelf-life-basis
        spp-irt: pirt-held pkp-certificate
        us: english
        """,
    ),
    "sei-babi-jujur": (
        "taman",
        """
        bpom-label: label-regno label-main-panel label-2d-barcode
        bpom-md: md-held
        brand-and-gtin: merek-filed
        codex: language nutrition
        e-katalog: brand-proof
        nutrition-information: ing-needed
        shelf-life: shelf-life-basis
        us: english
        """,
    ),
    "sei-sapi-beku-pirt": (
        "taman",
        """
        bpom-label: label-2d-barcode
        bpom-md: md-held
        codex: language nutrition
        nutrition-information: ing-needed
        shelf-life: shelf-life-basis
        spp-irt: pirt-eligible-kind
        us: english
        """,
    ),
    "sei-sapi-nitrit": (
        "taman",
        """
        codex: language
        food-safety: nitrite-lab
        us: english
        """,
    ),
    "teh-kelor-mencegah": (
        "taman",
        """
        bpom-label: label-brand-words label-letter-height label-no-claims-irt label-no-medical
        brand-and-gtin: merek-filed gtin-valid
        codex: language no-misleading-claims
        cppb-irt: cppb-level
        e-katalog: brand-proof
        retail-supply: barcode
        shelf-life: shelf-life-basis
        spp-irt: pirt-commitments-met
        us: english
        """,
    ),
    "tenun-ikat-selendang": (
        "swalayan",
        """
        craft: price-pays-work story-english
        retail-supply: own-margin
        """,
    ),
}
"""By example: the rung reached, and a line for each standard with those of its demands that are not met."""


def answer(name, *arguments):
    found = CliRunner().invoke(
        main, ["check", str(EXAMPLES / f"{name}.toml"), "--json", "--on=2026-11-23", *arguments]
    )
    return found.exit_code, json.loads(found.stdout)


def names(table):
    lines = (line.partition(":") for line in table.split("\n") if line.strip())
    return {f"{standard.strip()}/{name}" for standard, _, rest in lines for name in rest.split()}


def test_every_example_is_in_the_table():
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == set(NOT_MET)


@pytest.mark.parametrize("name", NOT_MET)
def test_an_example_shows_what_it_says(name):
    rung, table = NOT_MET[name]
    exit_code, found = answer(name)
    assert found["ladder"]["reached"] == rung
    assert exit_code == (0 if rung == RUNGS[-1] else 1)
    assert {each["requirement"] for each in found["findings"] if each["status"] == "not_met"} == names(table)


@pytest.mark.parametrize("name", NOT_MET)
def test_an_example_begins_by_saying_what_it_shows(name):
    first, second, *_ = (EXAMPLES / f"{name}.toml").read_text("utf-8").splitlines()
    assert first.startswith("# ")
    assert second.startswith("# ")
    assert first != second


@pytest.mark.parametrize(
    ("name", "gate"),
    [
        ("kopi-flores", "minimarket"),
        ("kopi-flores", "ntt-mart"),
        ("kacang-mete-ekspor", "amerika-serikat"),
        ("kacang-mete-ekspor", "uni-eropa"),
        ("tenun-ikat-selendang", "galeri-dekranasda"),
    ],
)
def test_an_example_passes_the_gate_it_was_written_for(name, gate):
    exit_code, found = answer(name, "--gate", gate)
    assert [
        each["requirement"] for each in found["findings"] if each["mandatory"] and each["status"] != "met"
    ] == []
    assert exit_code == 0


def test_together_they_stand_on_every_rung():
    assert {rung for rung, _ in NOT_MET.values()} >= {None, "taman", "swalayan", "internasional"}
