import pytest

from lopo.accounts.field_groups import (
    GROUP_OF_SECTION,
    TITLES,
    FieldGroup,
    group_of,
    groups_in_grant_all,
    is_shown_with,
)


@pytest.mark.parametrize(
    ("fact", "group"),
    [
        ("business.nib", FieldGroup.IDENTITY),
        ("permit.pirt.number", FieldGroup.PAPERS),
        ("label.net_quantity", FieldGroup.LABEL),
        ("nutrition.energy", FieldGroup.QUALITY),
        ("pack.barcode", FieldGroup.QUALITY),
        ("price.shelf", FieldGroup.SUPPLY),
        ("price.cost_idr", FieldGroup.FINANCE),
        ("recipe.ingredients", FieldGroup.RECIPE),
        ("export.hs_code", FieldGroup.IDENTITY),
    ],
)
def test_group_of_a_fact(fact, group):
    assert group_of(fact) is group


def test_a_section_without_a_group_is_never_shown_by_accident():
    with pytest.raises(LookupError, match="secret"):
        group_of("secret.sauce")


def test_recipe_and_books_are_granted_by_name_only():
    assert not groups_in_grant_all() & {FieldGroup.RECIPE, FieldGroup.FINANCE}
    assert set(GROUP_OF_SECTION.values()) | {FieldGroup.FINANCE} == set(FieldGroup) == set(TITLES)


def test_how_a_cost_comes_about_is_shown_to_no_partner():
    assert not is_shown_with("cost.wage_per_hour_idr", set(FieldGroup))
    assert is_shown_with("price.cost_idr", {FieldGroup.FINANCE})
