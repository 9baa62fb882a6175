"""What the whole suite shares: which tests touch the database, and the wards that every city needs."""

import pytest

DATABASE = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(items):
    """A test that touches the database is marked so: it runs on every database."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames):
            item.add_marker("database")


def pytest_sessionstart(session):
    """Foods are those of the package alone, so that what is worked out from them needs no database."""
    from lopo.nutrition.foods.composition import SOURCES, VERSIONS

    SOURCES.clear()
    VERSIONS.clear()


@pytest.fixture(autouse=True)
def wards(request):
    """The official list of wards. A test that commits empties the database behind it, wards and all."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    if not (commits or {"transactional_db", "live_server"} & set(request.fixturenames)):
        return
    request.getfixturevalue("transactional_db")
    from lopo.producers.kelurahan import all_kelurahan
    from lopo.producers.models import Kelurahan

    if not Kelurahan.objects.exists():
        Kelurahan.objects.bulk_create(
            Kelurahan(code=ward.code, name=ward.name, kecamatan=ward.kecamatan) for ward in all_kelurahan()
        )
