"""The settings as a fresh process reads them."""

import os
import stat
import subprocess
import sys

import pytest

from lopo.site.database import database
from lopo.site.secret import secret_key


def run(tmp_path, *words, **environment):
    """What a fresh Python answers, with only ``environment`` said about the site."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LOPO_", "DJANGO_"))}
    clean.pop("DATABASE_URL", None)
    settled = {"LOPO_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lopo.site.settings"}
    done = subprocess.run(
        [sys.executable, *words],
        env=clean | settled | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_production_site_passes_the_deployment_check(tmp_path):
    check = ("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert "no issues" in run(tmp_path, *check, LOPO_HOSTS="lopo.contoh.id")


@pytest.mark.parametrize(
    ("name", "environment", "value"),
    [
        ("DEBUG", {}, "False"),
        ("DEBUG", {"LOPO_DEVELOPMENT": "1"}, "True"),
        ("SECURE_SSL_REDIRECT", {}, "True"),
        ("SECURE_SSL_REDIRECT", {"LOPO_DEVELOPMENT": "1"}, "False"),
        ("SECURE_SSL_REDIRECT", {"LOPO_TLS": "0"}, "False"),
        ("SECURE_PROXY_SSL_HEADER", {}, "None"),
        ("SECURE_PROXY_SSL_HEADER", {"LOPO_BEHIND_PROXY": "1"}, "('HTTP_X_FORWARDED_PROTO', 'https')"),
        ("ALLOWED_HOSTS", {"LOPO_HOSTS": "lopo.contoh.id, .kota.id"}, "['lopo.contoh.id', '.kota.id']"),
        (
            "CSRF_TRUSTED_ORIGINS",
            {"LOPO_HOSTS": "lopo.contoh.id,.kota.id"},
            "['https://lopo.contoh.id', 'https://*.kota.id']",
        ),
        ("SECRET_KEY", {"LOPO_SECRET_KEY": "given"}, "'given'"),
    ],
)
def test_settings_by_environment(tmp_path, name, environment, value):
    code = f"from django.conf import settings; print(repr(settings.{name}))"
    assert run(tmp_path, "-c", code, **environment) == value


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path):
    key = secret_key(tmp_path)
    assert len(key) >= 50
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_sqlite_lets_readers_and_a_writer_work_together(tmp_path):
    options = database("", tmp_path)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_a_database_server_by_its_address(tmp_path):
    described = database("postgres://lopo@db.contoh.id/lopo", tmp_path)
    assert (described["ENGINE"], described["HOST"]) == ("django.db.backends.postgresql", "db.contoh.id")
    assert "init_command" not in described.get("OPTIONS", {})
