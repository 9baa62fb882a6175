import collections
import importlib.resources

from lopo.quality.hygiene.checklist import elements, elements_in, group_title, groups, source, title


def test_the_checklist_has_the_severities_of_the_published_form():
    counts = collections.Counter(element.severity for element in elements())
    assert counts == {"minor": 1, "major": 6, "serious": 16, "critical": 14}
    assert [element.number for element in elements()] == list(range(1, 38))
    assert [element.number for element in elements() if element.severity == "major"] == [2, 8, 10, 17, 18, 19]


def test_every_group_has_a_heading_and_elements():
    assert "".join(groups()) == "ABCDEFGHIJKLMN"
    assert all(group_title(letter).id for letter in groups())
    assert sum((elements_in(letter) for letter in groups()), ()) == elements()


def test_every_element_is_asked_for_and_mended_in_both_languages():
    for element in elements():
        for text in (element.failure, element.question, element.good, element.mend):
            assert text.id != text.en
        assert element.question.id.endswith("?")
        assert element.question.en.endswith("?")


def test_a_picture_that_is_named_is_there():
    folder = importlib.resources.files("lopo.quality") / "static/quality/inspection/pictures"
    drawn = {int(file.name.removesuffix(".svg")) for file in folder.iterdir()}
    assert drawn == {element.number for element in elements() if element.picture}
    assert len(drawn) >= 12


def test_only_what_need_not_be_there_may_be_absent():
    assert [element.number for element in elements() if element.absent] == [28, 29]


def test_the_source_is_named():
    assert "2206/2012" in source()
    assert title().id
