"""A module file that is wrong is refused with the file, the key and the reason."""

import importlib.resources

import pytest

from lopo.facts.text import Text
from lopo.training.lessons.figures import BadFigure, load_figures, read_figures
from lopo.training.lessons.library import read_modules
from lopo.training.lessons.reading import BadModule, parse_module

FOLDER = importlib.resources.files("lopo.training.lessons")
FILE = "hygiene.toml"
GOOD = (FOLDER / "modules" / "hygiene.toml").read_text("utf-8")
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def parsed(text, drawing=lambda name: DRAWING):
    return parse_module(text, "hygiene.toml", load_figures(), drawing)


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ("order = 1", "order = 0", "order", "whole number"),
        ("order = 1", 'order = 1\nauthor = "x"', "", "unknown key author"),
        ("order = 1", "order = ", "", "is not TOML"),
        ("minutes = 9", 'minutes = "nine"', "minutes", "whole number"),
        ("example_figures = [20]\n", "", "section 1: says[1].id", "'20'"),
        ("{checklist_count}", "{no_such}", "section 7: says[1].id", "no_such"),
        ("{checklist_count}", "{checklist_count", "section 7: says[1].id", ""),
        (', en = "A clean kitchen"', "", "title", '"en" text is missing'),
        ('en = "A clean kitchen"', 'en = "A clean kitchen", fr = "x"', "title", "unknown language"),
        ('id = "money"', 'id = "Money!"', "question 1: id", "no name"),
        ('id = "ill"', 'id = "money"', "question", "the same id"),
        (", right = true", "", "question 1: options", "exactly one"),
        ('en = "Wiping her hands on the apron" }', 'en = "x", right = true }', "question 1: options",
         "exactly one"),
        ('confidence = "corroborated"', 'confidence = "sure"', "source 1: confidence", "must be one of"),
        ('address = "https://github', 'address = "ftp://github', "source 1: address", "no address"),
        ('picture = "hands"', 'picture = "hands"\nsize = 1', "section 1", "unknown key size"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_place_and_reason(old, new, place, reason):
    assert old in GOOD
    with pytest.raises(BadModule) as refused:
        parsed(GOOD.replace(old, new, 1))
    assert refused.value.place == (f"{FILE}: {place}" if place else FILE)
    assert reason in refused.value.reason
    assert str(refused.value).startswith("hygiene.toml")


def test_too_few_sections_are_refused():
    one_section = GOOD[: GOOD.index("[[section]]", GOOD.index("[[section]]") + 1)]
    with pytest.raises(BadModule, match="from 4 to 8"):
        parsed(one_section + GOOD[GOOD.index("[[question]]") :])


@pytest.mark.parametrize(
    ("drawing", "reason"),
    [
        ("<svg><path></svg>", "not well formed"),
        ("<svg><script>alert(1)</script></svg>", "<script>"),
        ('<svg><path onclick="x"/></svg>', "<path>"),
        ('<svg xmlns:x="http://www.w3.org/1999/xlink"><path x:href="http://a"/></svg>', "<path>"),
        ("<svg><foreignObject/></svg>", "<foreignObject>"),
    ],
)
def test_a_drawing_that_is_more_than_a_drawing_is_refused(drawing, reason):
    with pytest.raises(BadModule, match="section 1: picture") as refused:
        parsed(GOOD, lambda name: drawing)
    assert reason in refused.value.reason


def test_a_drawing_that_is_not_there_is_named():
    def missing(name):
        raise FileNotFoundError(name)

    with pytest.raises(BadModule, match="there is no drawing 'hands'"):
        parsed(GOOD, missing)


def test_two_modules_with_one_place_are_refused(tmp_path):
    (tmp_path / "modules").mkdir()
    (tmp_path / "pictures").mkdir()
    for name in ("hands", "one-way", "closed-bin"):
        (tmp_path / "pictures" / f"{name}.svg").write_text(DRAWING)
    for name in ("one", "two"):
        (tmp_path / "modules" / f"{name}.toml").write_text(GOOD, "utf-8")
    (tmp_path / "modules" / "notes.txt").write_text("not a module")
    with pytest.raises(BadModule, match="two of them have order 1"):
        read_modules(tmp_path, load_figures())


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "one.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadModule, match=r"one\.toml: this file is not UTF-8"):
        read_modules(tmp_path, load_figures())


class TestFigures:
    def test_a_figure_comes_from_the_file_that_holds_it(self):
        figures = load_figures()
        assert figures["fee_most"].says == Text.same("15")
        assert figures["minimarket_outlet_fee"].says == Text("Rp50.000", "Rp50,000")
        assert figures["halal_from"].says == Text("17 Oktober 2026", "17 October 2026")
        assert figures["fda_opens"].says == Text("Oktober", "October")

    def test_one_that_is_still_to_be_verified_bears_a_star(self):
        assert load_figures()["barcode_fee"].says == Text("Rp4.000.000*", "Rp4,000,000*")

    def test_every_figure_is_used_and_has_a_source(self):
        written = "".join(
            file.read_text("utf-8") for file in (FOLDER / "modules").iterdir() if file.name.endswith(".toml")
        )
        unused = [name for name in load_figures() if "{" + name + "}" not in written]
        assert unused == []
        assert all(figure.source for figure in load_figures().values())

    @pytest.mark.parametrize(
        ("table", "reason"),
        [
            ('value = 1\nconfidence = "corroborated"', "either file and at"),
            ('value = 1\nsource = "x"', "confidence must be"),
            ('value = "many"\nsource = "x"\nconfidence = "law-read"', "is no number"),
            ('value = 1\nsource = "x"\nconfidence = "law-read"\nas = "shoe"', "as must be"),
            ('value = "13-40"\nsource = "x"\nconfidence = "law-read"\nas = "month"', "no month"),
            (
                'file = "lopo/costing/channels.toml"\nat = "law.gone"\nconfidence = "law-read"',
                "has nothing at",
            ),
            (
                'file = "lopo/costing/channels.toml"\nat = "law.registration.9"\nconfidence = "law-read"',
                "nothing",
            ),
            ('file = "lopo/costing/gone.toml"\nat = "x"\nconfidence = "law-read"', "has nothing at"),
            ('value = 1\nsource = "x"\nconfidence = "law-read"\nunit = "kg"', "unknown key unit"),
        ],
    )
    def test_a_wrong_one_is_refused_by_name(self, table, reason):
        with pytest.raises(BadFigure, match="fee: ") as refused:
            read_figures(f"[fee]\n{table}")
        assert reason in str(refused.value)
