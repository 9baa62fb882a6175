"""What the whole suite shares: a test that touches the database is marked so, and runs on every database."""

DATABASE = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames):
            item.add_marker("database")
