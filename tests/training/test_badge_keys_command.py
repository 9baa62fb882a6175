"""``lopo manage badge_keys``: which keys sign, and new ones."""

import io

import pytest
from django.core.management import CommandError, call_command

from lopo.training.badges.keys import new_keys, write_keys


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.delenv("LOPO_BADGE_KEYS", raising=False)


def told(*options):
    out = io.StringIO()
    call_command("badge_keys", *options, stdout=out)
    return out.getvalue().splitlines()


def test_the_keys_are_listed_and_no_secret_is_shown():
    [line] = told()
    assert "did:key:z6Mk" in line
    assert "PRIVATE" not in line


def test_new_keys_come_first_and_the_old_are_kept():
    [before] = told()
    lines = told("--change")
    assert len(lines) == 2
    assert lines[1].split()[0] == before.split()[0]


def test_keys_of_the_environment_are_not_changed_here(tmp_path, monkeypatch):
    file = tmp_path / "keys.pem"
    file.write_text(write_keys(new_keys()))
    monkeypatch.setenv("LOPO_BADGE_KEYS", str(file))
    assert len(told()) == 1
    with pytest.raises(CommandError, match="LOPO_BADGE_KEYS"):
        told("--change")


def test_a_file_that_is_no_pair_is_said(tmp_path, monkeypatch):
    file = tmp_path / "keys.pem"
    monkeypatch.setenv("LOPO_BADGE_KEYS", str(file))
    with pytest.raises(CommandError):
        told()
    file.write_text("halo")
    with pytest.raises(CommandError, match="one Ed25519 and one RSA"):
        told()
