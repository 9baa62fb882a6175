import pytest

from lopo.nutrition.panels.household_measure import measure_text
from lopo.nutrition.panels.panel import make_panel
from lopo.nutrition.panels.serving import Serving
from lopo.nutrition.recipes.amounts import measured
from tests.nutrition.panels.test_panel import D


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("1 sendok makan", "1 tablespoon"),
        ("2 Sendok  Makan", "2 tablespoons"),
        ("5 keping", "5 pieces"),
        ("1/2 gelas", "1/2 glass"),
        ("1,5 sdt", "1.5 teaspoons"),
        ("1 genggam", "1 handful"),
        ("3 tusuk", "3 tusuk"),
        ("segenggam", "segenggam"),
        ("", ""),
        ("9 9 keping", "9 9 keping"),
    ],
)
def test_a_measure_of_the_kitchen_in_english(written, english):
    said = measure_text(written)
    assert (said.id, said.en) == (written, english)


def test_the_american_panel_names_the_measure_before_the_grams_and_the_others_after():
    serving = Serving(D("30"), measure="1 genggam", pack=D("200"))
    leads = {
        country: [line.en for line in make_panel(country, measured({"fat": D("1")}), serving).lead]
        for country in ("id", "us", "eu")
    }
    assert "Serving size 1 handful (30g)" in leads["us"]
    assert "Serving size 30 g (1 handful)" in leads["id"]
    assert "1 portion = 30 g (1 handful)" in leads["eu"]
