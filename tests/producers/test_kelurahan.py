import collections

import pytest

from lopo.producers.kelurahan import all_kelurahan, find_kelurahan


def test_every_district_has_the_number_of_wards_that_the_city_has():
    counts = collections.Counter(ward.kecamatan for ward in all_kelurahan())
    assert counts == {
        "Alak": 12, "Maulafa": 9, "Kelapa Lima": 5, "Oebobo": 7, "Kota Raja": 8, "Kota Lama": 10,
    }  # fmt: skip


def test_codes_are_unique_and_lie_in_their_district():
    assert len({ward.code for ward in all_kelurahan()}) == 51
    assert all(ward.code.startswith(ward.kecamatan_code + ".") for ward in all_kelurahan())


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("53.71.04.1010", "Liliba"),
        ("5371041010", "Liliba"),
        ("liliba", "Liliba"),
        ("Kel. TDM", "Tuak Daun Merah"),
        ("Lai-Lai Bissi Kopan", "Lai Lai Bisi Kopan"),
        ("kelurahan Naikoten I", "Naikoten Satu"),
        ("Naikoten II", "Naikoten Dua"),
        ("AIR NONA", "Airnona"),
        ("Kelapa Lima", "Kelapa Lima"),
    ],
)
def test_finds_a_ward_as_people_write_it(written, name):
    assert find_kelurahan(written).name == name


@pytest.mark.parametrize("written", ["", "Kupang", "Naikoten", "53.71.04.9999", "Labuan Bajo"])
def test_does_not_guess(written):
    assert find_kelurahan(written) is None


def test_every_spelling_leads_to_its_own_ward():
    for ward in all_kelurahan():
        assert all(find_kelurahan(spelling) == ward for spelling in (ward.name, *ward.variants))
