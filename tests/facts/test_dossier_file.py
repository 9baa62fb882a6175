import datetime as dt
from decimal import Decimal

import pytest

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Fact, Provenance
from lopo.facts.dossier_file import MAX_BYTES, MAX_PROBLEMS, BadDossier, read_dossier
from lopo.facts.kinds import Item

CATALOGUE = load_catalogue()


def read(text):
    return read_dossier(text.encode(), CATALOGUE)


def problems(text):
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(BadDossier) as fault:
        read_dossier(content, CATALOGUE)
    return [(each.place, each.reason.en) for each in fault.value.problems]


def test_a_value_alone_takes_the_provenance_of_the_head():
    dossier = read(
        '[dossier]\non = 2026-11-20\nsaid_by = "officer"\nwho = "Ibu Rambu"\n[label]\nnet_quantity = 250'
    )
    assert dossier["label.net_quantity"] == Fact(
        Decimal(250), Provenance("officer", "Ibu Rambu", dt.date(2026, 11, 20))
    )


def test_a_value_can_bring_its_own_provenance():
    dossier = read(
        "[quality]\nnitrite_mg_per_kg = "
        '{ value = 22.5, said_by = "laboratory", on = 2026-08-03, evidence = "a" }'
    )
    provenance = Provenance("laboratory", "", dt.date(2026, 8, 3), "a")
    assert dossier["quality.nitrite_mg_per_kg"] == Fact(Decimal("22.5"), provenance)


def test_a_fact_can_be_written_as_a_dotted_key_or_in_nested_tables():
    assert (
        read('permit.nib.number = "1"')
        == read('[permit]\nnib.number = "1"')
        == read('[permit.nib]\nnumber = "1"')
    )


def test_what_is_left_out_of_a_complete_section_is_not_there():
    dossier = read('[dossier]\ncomplete = ["label"]\n[label]\nname = "Madu"')
    assert dossier.value("label.name") == "Madu"
    assert dossier["label.batch_code"].is_empty
    assert dossier["label.net_quantity"].absent
    assert dossier.value("label.durable") is False
    assert "label.ingredients_agree" not in dossier, "what is worked out is never told to be missing"
    assert "product.storage" not in dossier


def test_an_empty_number_says_that_none_stands_there():
    assert read('[label]\nnet_quantity = ""')["label.net_quantity"].absent


def test_items_are_names_or_tables():
    dossier = read('[recipe]\ningredients = ["garam", { name = "gula", amount = 10.5, group = "x" }]')
    assert dossier.value("recipe.ingredients") == (Item("garam"), Item("gula", Decimal("10.5"), "x"))


def test_a_file_saved_by_notepad_with_its_mark_is_read():
    assert (
        read_dossier('[product]\r\nname = "Madu"\r\n'.encode("utf-8-sig"), CATALOGUE).value("product.name")
        == "Madu"
    )


def test_every_problem_of_a_file_is_named_at_once():
    found = problems('[product]\nnmae = "x"\nkind = "rock"\n[label]\nnet_quantity = "banyak"')
    assert [place for place, _ in found] == ["product.nmae", "product.kind", "label.net_quantity"]
    assert "Did you mean product.name?" in found[0][1]
    assert "Choose one of: food, drink, craft, textile." in found[1][1]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (b"\xff\xfe\x00", "", "UTF-8"),
        (b"\x7fELF\x02\x01\x01\x00", "", "not valid TOML"),
        ("[label", "", "not valid TOML"),
        ("[label]\nname = x", "", "line 2, column 8"),
        ("x = " + "[" * 100_000, "", "nested too deep"),
        ("x = " + "{a=" * 100_000, "", "nested too deep"),
        (".".join("a" * 300_000) + " = 1", "", "too long"),
        ("[" + ".".join("a" * 50) + "]", None, "not known"),
        ("x" * (MAX_BYTES + 1), "", "larger than 1 MB"),
        ("[label]\nnet_quantity = nan", "label.net_quantity", "number"),
        ("[label]\nnet_quantity = inf", "label.net_quantity", "too large"),
        ("[label]\nnet_quantity = 1e999999999", "label.net_quantity", "too large"),
        ("[label]\nnet_quantity = 1e-999999999", "label.net_quantity", "digits"),
        ("[business]\nannual_sales = " + "9" * 5_000, "", "too long"),
        ("[business]\nannual_sales = -1", "business.annual_sales", "At least Rp0"),
        ("[permit]\npirt.issued_on = 0001-01-01", "permit.pirt.issued_on", "year 1"),
        ("[permit]\npirt.issued_on = 9999-12-31", "permit.pirt.issued_on", "year 9999"),
        ("[permit]\npirt.issued_on = 07:30:00", "permit.pirt.issued_on", "date"),
        ("label = 5", "label", "not known"),
        ("[[label]]\nname = 'x'", "label", "not known"),
        ("dossier = 1", "dossier", "[dossier]"),
        ("[dossier]\nsaid_by = 'computed'", "dossier", "one of: owner"),
        ("[dossier]\nsaid_by = {}", "dossier", "one of: owner"),
        ("[dossier]\ncomplete = ['label', 'lable']", "dossier.complete", "business, product"),
        ("[dossier]\nby = 'me'", "dossier.by", "There are: on"),
        ("[label]\nname = { said_by = 'owner' }", "label.name", '"value" is missing'),
        ("[label]\nname = { value = 'x', said = 'owner' }", "label.name", "'said' is not known"),
        ('[label]\nname = "a\\u202eb"', "label.name", "hidden"),
    ],
)
def test_what_cannot_be_used_is_refused_with_place_and_reason(text, place, words):
    found = problems(text)
    assert words in found[0][1]
    assert place is None or found[0][0] == place


def test_a_hostile_name_is_shown_without_its_hidden_marks_and_cut_short():
    (place, _), *_ = problems('"\\u001b[31m' + "a" * 500 + '" = 1')
    assert place.startswith("\\x1b[31m")
    assert len(place) == 80


def test_of_ten_thousand_problems_the_first_hundred_are_named():
    found = problems("\n".join(f"key{number} = 1" for number in range(60_000)))
    assert len(found) == MAX_PROBLEMS + 1
    assert "There are more" in found[-1][1]
