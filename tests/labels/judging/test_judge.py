"""A label that exists, judged: against the standards of the house, and against demands made up here."""

import pytest

import lopo.standards.label_demands
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier, nothing
from lopo.facts.text import LANGUAGES, Text
from lopo.labels.demands import MET, NOT_KNOWN, NOT_MET, Demand, Held, hold
from lopo.labels.judging.judge import (
    MISSING,
    RIGHT,
    UNKNOWN,
    WRONG,
    always_there,
    demand_names,
    judge_label,
    label_elements,
    places_in,
    questions_of,
)
from lopo.labels.judging.wanted import offered_answer, places, wanted_words
from lopo.standards.assessment import assess
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on, load_library
from tests.sample_dossier import SAMBAL, TODAY, dossier

SHELF = {**SAMBAL, "product.form": "solid", "product.name": "Sambal lu'at", "business.name": "Dapur Mama"}


def judged(facts=None, **more):
    given = dossier(
        {**SHELF, **(facts or {}), **{name.replace("__", "."): raw for name, raw in more.items()}}
    )
    held = lopo.standards.label_demands.hold_label(given, TODAY, demand_names())
    return {each.element.id: each for each in judge_label(held)}


# ---- the table ----


def test_every_name_in_the_table_is_known_to_the_house():
    known = {
        requirement.name for standard in load_library().standards for requirement in standard.requirements
    }
    assert set(demand_names()) <= known
    facts = {fact for element in label_elements() for fact in (*element.facts, *element.only)}
    assert facts | always_there() <= set(load_catalogue())
    assert not any(
        load_catalogue()[fact].is_computed for element in label_elements() for fact in element.facts
    )


def test_every_sentence_is_in_both_languages_and_names_only_known_places():
    for element in label_elements():
        for sentence in element.says:
            assert all(sentence.in_language(language).strip() for language in LANGUAGES)
            assert places_in(sentence) <= places(), element.id
            in_id, in_en = (places_in(Text.same(words)) for words in (sentence.id, sentence.en))
            assert in_id == in_en, element.id


def test_no_element_and_no_question_comes_twice():
    ids = [element.id for element in label_elements()]
    facts = [fact for element in label_elements() for fact in element.facts]
    assert len(ids) == len(set(ids))
    assert len(facts) == len(set(facts))


def test_every_demand_of_the_label_pack_that_the_eye_can_settle_is_judged():
    pack = {name for name in edition_on(TODAY).requirements if name.startswith("bpom-label/")}
    assert pack - set(demand_names()) == {"bpom-label/label-expiry-supported"}


# ---- against the standards ----


def test_pieces_on_a_label_ask_whether_it_is_sold_by_the_piece():
    asked = judged({"label.net_unit": "pieces", "label.net_quantity": "30"})
    assert "product.sold_by_count" in questions_of(asked.values())
    assert asked["net"].state == UNKNOWN
    answered = judged({"label.net_unit": "pieces", "label.net_quantity": "30", "product.sold_by_count": True})
    assert answered["net"].state == RIGHT
    assert "product.sold_by_count" not in questions_of(answered.values())
    assert "product.sold_by_count" not in questions_of(judged({"label.net_unit": "g"}).values())


@pytest.mark.parametrize(
    ("facts", "element", "state", "print_this"),
    [
        ({}, "expiry", RIGHT, None),
        ({"label.expiry_text": "Exp 12-03-2027"}, "expiry", WRONG, "“Baik digunakan sebelum 12-03-2027”"),
        ({"label.expiry_text": "Exp Maret 2027"}, "expiry", WRONG, "“Baik digunakan sebelum” lalu tanggal"),
        ({"label.expiry_text": ""}, "expiry", MISSING, "Baik digunakan sebelum"),
        ({"label.name": ""}, "name", MISSING, "“Sambal lu'at”"),
        ({"label.brand": "Sambal Sehat Mama"}, "brand", WRONG, "“sehat”"),
        ({"label.brand": ""}, "brand", MISSING, "Cetak merek"),
        ({"label.net_unit": "other"}, "net", WRONG, "“Berat bersih … g”"),
        ({"label.net_unit": "ml"}, "net", WRONG, "“Berat bersih … g”"),
        ({"label.registration_number": ""}, "registration", MISSING, "1115371010001"),
        ({"label.registration_number": "P-IRT 2115371010001-29"}, "registration", WRONG, "1115371010001"),
        ({"label.claims": ["Tinggi serat"]}, "claims", WRONG, "“tinggi serat”"),
        ({"label.claims": ["Menyembuhkan maag"]}, "claims", WRONG, "menyembuhkan"),
        (
            {"label.ingredients": ["garam", "cabai rawit"]},
            "ingredients",
            WRONG,
            "cabai rawit, jeruk nipis, terasi",
        ),
        ({"label.ingredients_heading": "Bahan"}, "heading", WRONG, "“Komposisi:”"),
        ({"label.allergen_statement": ""}, "allergens", WRONG, "“Mengandung alergen, lihat daftar bahan"),
        (
            {"label.allergen_statement": "", "label.allergens_bold": []},
            "allergens",
            MISSING,
            "Cetak tebal: terasi. Dekat daftar bahan",
        ),
        ({"label.producer_name": ""}, "producer", MISSING, "“Diproduksi oleh"),
        ({"label.batch_code": ""}, "batch", MISSING, "Kode produksi"),
        ({"label.languages": ["en"]}, "languages", WRONG, "bahasa Indonesia"),
        ({"label.smallest_letter_mm": "0,8"}, "letters", WRONG, "paling sedikit 1 mm"),
        ({"permit.gtin.number": "8999999000012"}, "barcode", WRONG, "“8999999000012” salah"),
    ],
)
def test_each_element_is_judged_and_says_what_to_print(facts, element, state, print_this):
    verdict = judged(facts)[element]
    assert verdict.state == state
    if print_this is None:
        assert verdict.say_instead is None
    else:
        assert print_this in verdict.say_instead.id
        assert verdict.say_instead.en
        assert verdict.clause
        assert verdict.faults


def test_sweetened_food_is_told_the_whole_warning():
    additives = [{"name": "aspartam", "amount": "50", "group": "pemanis"}]
    verdict = judged({"recipe.additives": additives, "label.sweetener_warning": ""})["sweetener"]
    assert verdict.state == MISSING
    assert "disarankan tidak dikonsumsi oleh anak di bawah 5 (lima) tahun" in verdict.say_instead.id


def test_other_allergens_on_the_same_equipment_are_named_and_only_advised():
    shared = {"recipe.shared_line_allergens": ["peanut", "milk"], "label.shared_line_statement": ""}
    verdict = judged(shared)["shared-line"]
    assert "Diproduksi menggunakan peralatan yang juga memproses kacang tanah, susu" in verdict.say_instead.id
    assert verdict.is_advice
    assert not verdict.is_fault


def test_a_halal_logo_without_a_certificate_is_wrong_and_with_one_it_wants_its_number():
    bare = {"permit.halal.held": "tidak", "label.halal_logo": "ya", "label.halal_number": ""}
    assert "hanya di label produk yang bersertifikat" in judged(bare)["halal"].say_instead.id
    held = {"permit.halal.held": "ya", "permit.halal.number": "ID53110000123450822"}
    missing = judged({**held, "label.halal_logo": "tidak", "label.halal_number": ""})["halal"]
    assert missing.state == MISSING
    assert "“ID53110000123450822”" in missing.say_instead.id
    printed = {"label.halal_logo": "ya", "label.halal_number": "ID53110000123450822"}
    assert judged({**held, **printed})["halal"].state == RIGHT


def test_what_nobody_looked_at_is_unknown_never_wrong():
    held = hold(dossier({"product.kind": "food", "product.prepacked": "ya"}), TODAY, demand_names())
    verdicts = judge_label(held)
    assert {each.state for each in verdicts} == {UNKNOWN}
    assert all(each.say_instead is None for each in verdicts)


def test_what_the_label_alone_cannot_settle_names_what_it_waits_for():
    assert judged()["origin"].waits_for == ("recipe.pork_or_gm",)


def test_a_number_that_is_not_there_is_missing():
    given = dossier(SHELF).with_facts(
        {"label.net_quantity": nothing("decimal"), "label.net_unit": nothing("choice")}
    )
    verdicts = judge_label(hold(given, TODAY, demand_names()))
    net = next(each for each in verdicts if each.element.id == "net")
    assert (net.state, net.found.en) == (MISSING, "not on the label")


def test_food_that_is_not_packed_is_asked_nothing_about_its_name():
    elements = judged({"product.prepacked": "tidak"})
    assert "name" not in elements
    assert "ingredients" not in elements


def test_whether_it_is_packed_is_asked_first_while_it_is_not_known():
    given = dossier({"product.kind": "drink"})
    assert questions_of(judge_label(hold(given, TODAY, demand_names())))[0] == "product.prepacked"


@pytest.mark.parametrize("kind", ["craft", "textile"])
def test_a_tag_of_cloth_or_craft_is_judged_by_its_own_demands(kind):
    given = dossier(
        {"product.kind": kind, "product.name": "Selendang", "craft.label_name": "", "business.name": "Ina"}
    )
    verdicts = {each.element.id: each for each in judge_label(hold(given, TODAY, demand_names()))}
    assert verdicts["craft-name"].say_instead.id == "Tulis “Selendang”."
    assert "craft-maker" in verdicts
    assert "ingredients" not in verdicts


def test_a_verdict_never_disagrees_with_the_finding():
    assessment = assess(complete(dossier(SHELF), TODAY), edition_on(TODAY))
    for verdict in judged().values():
        statuses = {
            assessment.statuses[name].value
            for name in verdict.element.asked_by
            if name in assessment.statuses and assessment.concerns(name)
        }
        if verdict.state == RIGHT:
            assert statuses == {"met"}
        if verdict.is_fault:
            assert "not_met" in statuses


# ---- against demands made up here ----


def demand(state, mandatory=True, name="bpom-label/label-name", missing=()):
    return Demand(
        name, state, Text("Tulis nama.", "Write a name."), Text.same(""), "art. 5", mandatory, missing
    )


def verdict_on_name(state, facts, **more):
    held = Held(dossier(facts), {"bpom-label/label-name": demand(state, **more)})
    return next(each for each in judge_label(held) if each.element.id == "name")


@pytest.mark.parametrize(
    ("state", "facts", "verdict"),
    [
        (MET, {"label.name": "Sambal"}, RIGHT),
        (NOT_MET, {"label.name": "Sambal"}, WRONG),
        (NOT_MET, {"label.name": ""}, MISSING),
        (NOT_KNOWN, {}, UNKNOWN),
    ],
)
def test_the_state_follows_the_demand(state, facts, verdict):
    assert verdict_on_name(state, facts).state == verdict


def test_without_a_sentence_of_our_own_the_demand_speaks():
    assert verdict_on_name(NOT_MET, {"label.name": ""}).say_instead == Text("Tulis nama.", "Write a name.")


def test_only_advice_is_no_fault():
    verdict = verdict_on_name(NOT_MET, {"label.name": ""}, mandatory=False)
    assert verdict.is_advice
    assert not verdict.is_fault


def test_nothing_is_judged_where_nothing_is_asked():
    assert judge_label(Held(Dossier())) == ()


# ---- what a right label would say ----


def test_the_list_to_print_is_the_recipe_heaviest_first_with_its_additives():
    recipe = [{"name": "garam", "amount": "10"}, {"name": "cabai", "amount": "500"}]
    additives = [{"name": "natrium benzoat", "group": "pengawet"}]
    given = dossier({"recipe.ingredients": recipe, "recipe.additives": additives})
    assert offered_answer("label.ingredients", given) == ("cabai", "garam", "pengawet natrium benzoat")
    assert wanted_words("ingredients", given) == "cabai, garam, pengawet natrium benzoat"


@pytest.mark.parametrize("place", sorted(places()))
def test_an_empty_dossier_fills_a_place_with_words_or_with_nothing(place):
    words = wanted_words(place, Dossier())
    assert words is None or (isinstance(words, str) and words)


def test_what_is_not_known_is_not_offered():
    assert offered_answer("label.registration_number", Dossier()) is None
    assert offered_answer("label.net_quantity", dossier(SAMBAL)) is None
