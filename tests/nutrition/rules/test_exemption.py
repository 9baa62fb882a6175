import pytest

from lopo.nutrition.rules.exemption import categories, panel_forbidden, panel_needed


@pytest.mark.parametrize(
    ("category", "needed"),
    [("coffee", False), ("tea", False), ("spice", False), ("vinegar", False), ("snack", True), (None, None)],
)
def test_coffee_and_spices_need_no_panel_and_snacks_do(category, needed):
    assert panel_needed(category) is needed


def test_only_alcohol_may_not_have_one():
    assert [code for code in categories() if panel_forbidden(code)] == ["alcohol"]
    assert panel_forbidden(None) is None
