"""Where the keys that sign certificates lie, and who may read them."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from lopo.training import signing_key
from lopo.training.badges.keys import new_keys, write_keys
from lopo.training.signing_key import change_keys, house_of, signing_keys


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.delenv("LOPO_BADGE_KEYS", raising=False)
    monkeypatch.delenv("LOPO_BADGE_HOST", raising=False)
    return tmp_path / "badge_keys"


def test_keys_are_made_once_and_only_their_owner_reads_them(folder):
    first = signing_keys()
    assert signing_keys()[0].name == first[0].name
    assert len(first) == 1
    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_those_who_start_at_once_agree(folder):
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _each: signing_keys()[0].name, range(16)))
    assert len(names) == 1
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []


def test_after_a_change_the_new_keys_sign_and_the_old_are_kept(folder):
    before = signing_keys()[0]
    file = change_keys(folder)
    after = signing_keys()
    assert after[0].name != before.name
    assert after[1].name == before.name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert signing_key.keys_named(before.name)
    assert signing_key.keys_named("0" * 12) is None


def test_keys_of_the_environment_come_first_and_nothing_is_written(folder, tmp_path, monkeypatch):
    pairs = [new_keys(), new_keys()]
    files = [tmp_path / "new.pem", tmp_path / "old.pem"]
    for file, pair in zip(files, pairs, strict=True):
        file.write_text(write_keys(pair))
    monkeypatch.setenv("LOPO_BADGE_KEYS", f" {files[0]} , {files[1]} ")
    assert [each.name for each in signing_keys()] == [each.name for each in pairs]
    assert not folder.exists()


@pytest.mark.parametrize(
    ("hosts", "tls", "named", "host"),
    [
        (["lopo.example"], True, "", "lopo.example"),
        (["lopo.example"], False, "", ""),
        (["localhost", "lopo.example"], True, "", ""),
        (["10.0.0.7"], True, "", ""),
        ([".lopo.example"], True, "", ""),
        (["[::1]"], True, "", ""),
        (["10.0.0.7"], False, "sertifikat.example", "sertifikat.example"),
    ],
)
def test_a_site_on_the_web_is_known_by_its_host(hosts, tls, named, host, folder, settings, monkeypatch, rf):
    if named:
        monkeypatch.setenv("LOPO_BADGE_HOST", named)
    request = rf.get("/sertifikat/")
    settings.ALLOWED_HOSTS, settings.TLS = [*hosts, "testserver"], tls
    house = house_of(request)
    assert house.host == host
    assert house.base == (f"https://{host}" if host else "http://testserver")
