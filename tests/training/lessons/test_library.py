"""The lessons that ship: complete in both languages, short, with sources, and the score of answers."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.costing.channel import channels
from lopo.costing.price_build_up import COST, PPN, RETURNS, build_up
from lopo.facts.figures import say_rupiah
from lopo.facts.text import Text
from lopo.training.lessons.figures import MARK, load_figures
from lopo.training.lessons.library import load_modules, score

MODULES = list(load_modules().values())
MOST_WORDS = 90
PRESCRIBED = "Baik digunakan sebelum"  # words of a label, in Indonesian whatever the language


def texts_of(module):
    yield from (module.title, module.about, *module.can_do)
    for section in module.sections:
        yield from (section.title, *section.says, *section.points)
        if section.picture:
            yield section.picture.alt
    for question in module.questions:
        yield from (question.asks, *question.options, question.why)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
class TestEachLesson:
    def test_sections_are_short_enough_to_read_standing(self, module):
        long = {
            section.title.en: (section.words("id"), section.words("en"))
            for section in module.sections
            if max(section.words("id"), section.words("en")) > MOST_WORDS
        }
        assert long == {}

    def test_both_languages_are_written_not_copied(self, module):
        same = [text.id for text in texts_of(module) if text.id == text.en and len(text.id.split()) > 3]
        assert [each for each in same if not each.startswith(PRESCRIBED)] == []

    def test_it_has_two_to_four_pictures_with_words_for_them(self, module):
        pictures = [section.picture for section in module.sections if section.picture]
        assert 2 <= len(pictures) <= 4
        assert all(len(picture.alt.id.split()) >= 5 for picture in pictures)

    def test_every_answer_is_explained_and_differs(self, module):
        for question in module.questions:
            assert len(question.why.id.split()) >= 5
            assert len({option.id for option in question.options}) == len(question.options)

    def test_the_right_answer_is_not_always_at_one_place_nor_always_the_longest(self, module):
        places = Counter(question.right for question in module.questions)
        assert max(places.values()) < len(module.questions)
        longest = [
            max(question.options, key=lambda option: len(option.id)) is question.options[question.right]
            for question in module.questions
        ]
        assert sum(longest) <= len(longest) * 2 / 3

    def test_its_sources_are_named(self, module):
        assert all(source.title for source in module.sources)

    def test_a_starred_figure_is_said_to_be_unsure(self, module):
        for section in module.sections:
            starred = any(MARK in each.id for each in (*section.says, *section.points))
            assert starred == section.unsure

    @given(data=st.data())
    def test_the_score_counts_right_answers_and_nothing_else(self, module, data):
        answers = {
            question.id: data.draw(st.integers(-1, len(question.options)))
            for question in module.questions
            if data.draw(st.booleans())
        }
        right, asked = score(module, answers | {"no-such-question": 0})
        assert asked == len(module.questions)
        assert right == sum(
            answers[question.id] == question.right for question in module.questions if question.id in answers
        )


def test_all_right_and_none():
    hygiene = load_modules()["hygiene"]
    assert score(hygiene, {each.id: each.right for each in hygiene.questions}) == (6, 6)
    assert score(hygiene, {}) == (0, 6)


def test_a_lesson_says_the_figure_of_the_house():
    check = load_modules()["hygiene"].sections[-1]
    assert "37 butir" in check.says[0].id
    assert isinstance(check.title, Text)


def test_the_way_from_the_shelf_is_as_the_house_reckons_it():
    """Shelf price Rp20,000 with VAT, consigned, cost Rp12,000: what the lesson on price says."""
    channel = next(each for each in channels() if each.id == "consignment")
    walked = build_up(channel, Fraction(12_000), 20_000)
    taken = {step.kind: step.idr for step in walked.steps}
    assert 20_000 - taken[PPN] == 18_018
    assert walked.to_shop_idr == 13_513
    assert walked.to_shop_idr - taken[RETURNS] == 12_837
    assert walked.to_shop_idr - taken[RETURNS] - taken[COST] == 837


def test_the_instalments_are_as_reckoned():
    month = Fraction(6, 100) / 12
    loan, months = 10_000_000, 36
    annuity = loan * month / (1 - (1 + month) ** -months)
    flat = Fraction(loan, months) + loan * month
    assert (round(annuity), round(flat)) == (304_219, 327_778)
    figures = load_figures()
    assert figures["instalment_annuity"].says == say_rupiah(304_219)
    assert figures["instalment_flat"].says == say_rupiah(327_778)
