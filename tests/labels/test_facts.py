import pytest

from lopo.labels.facts import derive
from tests.sample_dossier import TODAY, dossier

CHIPS = [
    {"name": "singkong", "amount": "900"},
    {"name": "minyak", "amount": "80"},
    {"name": "garam", "amount": "10"},
]
PRINTED = ["singkong", "minyak", "garam"]


def value(name, **facts):
    found = derive(dossier({key.replace("__", "."): raw for key, raw in facts.items()}), TODAY)
    return found[name].value if name in found else None


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"label__claims": [], "label__name": "keripik"}, ()),
        ({"label__claims": ["Tinggi serat"]}, ("tinggi serat",)),
        ({"label__name": "Teh kelor menyehatkan"}, ("menyehatkan",)),
        ({"label__claims": []}, None),
        ({"label__name": "keripik"}, None),
        ({"label__brand": "Sumber Serat"}, None),
        ({}, None),
    ],
)
def test_claim_words_are_none_only_when_slogans_and_name_are_known(facts, words):
    assert value("label.claim_words", **facts) == words


@pytest.mark.parametrize(
    ("printed", "additives", "agrees"),
    [
        (PRINTED, [], True),
        (PRINTED, None, True),
        (PRINTED[:2], None, False),
        ([*PRINTED, "gula"], [], False),
        ([*PRINTED, "gula"], None, None),
        ([*PRINTED, "penguat rasa MSG"], [{"name": "MSG", "group": "penguat rasa"}], True),
    ],
)
def test_the_list_agrees_with_the_recipe_additives_apart(printed, additives, agrees):
    facts = {"recipe__ingredients": CHIPS, "label__ingredients": printed}
    if additives is not None:
        facts["recipe__additives"] = additives
    assert value("label.ingredients_agree", **facts) is agrees


@pytest.mark.parametrize(
    ("additives", "printed", "named"),
    [
        ([], None, True),
        ([{"name": "natrium benzoat", "group": "pengawet"}], ["Pengawet (natrium benzoat)"], True),
        ([{"name": "natrium benzoat", "group": "pengawet"}], ["natrium benzoat"], False),
        ([{"name": "natrium benzoat", "group": "pengawet"}], ["pengawet"], False),
        ([{"name": "natrium benzoat"}], ["natrium benzoat"], None),
        ([{"name": "natrium benzoat"}], ["garam"], False),
        ([{"name": "natrium benzoat"}], None, None),
    ],
)
def test_an_additive_is_named_with_its_class(additives, printed, named):
    facts = {"recipe__additives": additives}
    if printed is not None:
        facts["label__ingredients"] = printed
    assert value("label.additives_named", **facts) is named


@pytest.mark.parametrize(
    ("facts", "agrees"),
    [
        ({"recipe__ingredients": CHIPS}, True),
        ({"label__ingredients": ["tepung terigu"]}, None),
        ({"label__ingredients": ["tepung terigu"], "label__allergens_bold": []}, False),
        ({"label__ingredients": ["tepung terigu"], "label__allergens_bold": ["terigu"]}, True),
        (
            {
                "recipe__ingredients": [{"name": "ebi"}],
                "label__ingredients": ["cabai"],
                "label__allergens_bold": [],
            },
            False,
        ),
        ({}, None),
    ],
)
def test_every_allergen_of_recipe_and_label_stands_in_bold(facts, agrees):
    assert value("label.allergens_agree", **facts) is agrees


def test_allergens_of_recipe_and_label_together():
    facts = {"recipe__ingredients": [{"name": "ebi"}], "label__ingredients": ["kecap"]}
    assert value("recipe.allergens", **facts) == ("crustacean", "soy")
    assert value("recipe.allergens") is None


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"recipe__ingredients": CHIPS, "recipe__additives": []}, ()),
        ({"recipe__ingredients": CHIPS}, None),
        ({"label__ingredients": PRINTED}, None),
        ({"recipe__ingredients": [*CHIPS, {"name": "boraks"}]}, ("boraks",)),
        ({"recipe__additives": [{"name": "Rhodamin B"}]}, ("Rhodamin B",)),
    ],
)
def test_banned_substances_are_ruled_out_only_by_the_whole_recipe(facts, found):
    assert value("recipe.banned_ingredients", **facts) == found


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"label__ingredients": ["air", "gula"]}, ()),
        ({"label__ingredients": ["air", "aspartam"]}, ("artificial", "aspartame")),
        ({"label__ingredients": ["air", "sorbitol"]}, ("natural", "polyol")),
        ({"recipe__ingredients": CHIPS}, None),
        ({}, None),
    ],
)
def test_sweeteners_by_their_codes(facts, codes):
    assert value("recipe.sweeteners", **facts) == codes


@pytest.mark.parametrize(
    ("text", "grain"), [("Baik digunakan sebelum 12/03/2027", "day"), ("Maret 2027", "month"), ("", "none")]
)
def test_expiry_grain(text, grain):
    assert value("label.expiry_grain", label__expiry_text=text) == grain


P_IRT, MD = "P-IRT 2015371010001-29", "BPOM RI MD 123456789012"


@pytest.mark.parametrize(
    ("printed", "held", "agrees"),
    [
        ("", {}, False),
        (P_IRT, {}, None),
        (P_IRT, {"permit__pirt__number": "201537101000129"}, True),
        (P_IRT, {"permit__pirt__number": ""}, False),
        (P_IRT, {"permit__pirt__number": "P-IRT 2015371020001-29"}, False),
        (P_IRT, {"permit__md__number": MD}, None),
        (MD, {"permit__md__number": "MD 123456789012"}, True),
        ("2015371010001-29", {"permit__pirt__number": P_IRT}, True),
        ("2015371010001-29", {"permit__pirt__number": "", "permit__md__number": ""}, False),
        ("BPOM RI ML 123456789012", {}, False),
    ],
)
def test_the_number_printed_is_that_of_the_permit(printed, held, agrees):
    assert value("label.registration_agrees", label__registration_number=printed, **held) is agrees


FRESHNESS = {"product__fresh_daily": "tidak", "product__prepacked": "ya"}


@pytest.mark.parametrize(
    ("facts", "route"),
    [
        ({}, None),
        ({"product__fresh_daily": "ya"}, "none"),
        ({"product__prepacked": "tidak"}, "none"),
        ({**FRESHNESS, "product__storage": "chilled"}, "md"),
        ({**FRESHNESS, "product__storage": "room"}, None),
        ({**FRESHNESS, "label__claims": ["Tinggi protein"]}, "md"),
        ({**FRESHNESS, "label__claims": ["Enak dan gurih"]}, None),
        ({**FRESHNESS, "label__claims": ["Tinggi protein"], "permit__pirt__number": P_IRT}, "pirt"),
        ({**FRESHNESS, "business__equipment": "automatic"}, "md"),
        ({"label__registration_number": P_IRT}, "pirt"),
        ({"permit__md__number": MD}, "md"),
    ],
)
def test_permit_route_of_a_dossier(facts, route):
    assert value("permit.route", **facts) == route
