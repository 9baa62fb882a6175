import pytest

from lopo.accounts.field_groups import GROUP_OF_SECTION, TITLES, FieldGroup, group_of, groups_in_grant_all


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
