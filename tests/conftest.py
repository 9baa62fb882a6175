"""What the whole suite shares: which tests touch the database, and the wards that every city needs."""

import pytest
from pytest_django.plugin import blocking_manager_key

COMMITS = {"transactional_db", "live_server"}
DATABASE = {"db", *COMMITS}


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test that commits empties the database behind it: the wards, which every city needs, come back."""
    yield
    commits = COMMITS & set(item.fixturenames) or _commits(item.get_closest_marker("django_db"))
    if not commits or nextitem is None:  # after the last test the database itself is gone
        return
    from lopo.producers.kelurahan import all_kelurahan
    from lopo.producers.models import Kelurahan

    with item.config.stash[blocking_manager_key].unblock():
        Kelurahan.objects.bulk_create(
            Kelurahan(code=ward.code, name=ward.name, kecamatan=ward.kecamatan) for ward in all_kelurahan()
        )


def _commits(marker):
    return bool(marker and marker.kwargs.get("transaction"))
