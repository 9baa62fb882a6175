"""What the whole suite shares: which tests touch the database, and what it is after one that commits."""

import gc

import pytest
from hypothesis import HealthCheck, settings

# An example is judged by what it does: how long it takes says how busy the machine is.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

DATABASE = {"db", "transactional_db", "live_server"}
LONGEST_FIRST = (
    "tests/browser/test_pages.py",
    "tests/site/test_demo.py",
    "tests/browser/test_programme_round.py",
    "tests/browser/test_shelf_round.py",
    "tests/browser/",
)
"""Each file runs whole in one process: one that takes minutes must not be the last to begin."""


def pytest_collection_modifyitems(items):
    """A test that touches the database is marked so: it runs on every database."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames):
            item.add_marker("database")
    items.sort(key=_turn)


def _turn(item):
    places = (place for place, path in enumerate(LONGEST_FIRST) if item.nodeid.startswith(path))
    return next(places, len(LONGEST_FIRST))


def pytest_configure(config):
    """Garbage is looked for seldom: there is memory enough, and looking took a fifth of the time."""
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_finish(session):
    _keep_what_is_loaded()


def pytest_unconfigure(config):
    """Whatever wants to tidy up at the end may."""
    gc.unfreeze()


def _keep_what_is_loaded():
    """What is loaded now stays to the end, and need not be looked at for garbage again and again."""
    gc.collect()
    gc.freeze()


def pytest_sessionstart(session):
    """Foods are those of the package alone, so that what is worked out from them needs no database."""
    from lopo.nutrition.foods.composition import SOURCES, VERSIONS

    SOURCES.clear()
    VERSIONS.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The last moment before the migrations, which make models anew by the ten thousand."""
    gc.disable()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The migrated database; a test that commits leaves it as the migrations did."""
    gc.enable()
    _keep_what_is_loaded()
    from django.test import TransactionTestCase

    from tests.emptying import as_migrated

    with django_db_blocker.unblock():
        put_back = as_migrated()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: put_back())
        yield
