"""The sentences of pages and forms, and their Indonesian: gathered, checked and compiled with Babel.

The source is English; ``lopo/locale/id/LC_MESSAGES/django.po`` holds the Indonesian. Babel does what GNU
gettext does elsewhere, so that nothing has to be installed beside the Python packages.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEAD = "# The Indonesian of Lopo's pages and forms; gathered by `make messages`."
_LEFT_OUT = {"migrations", "locale", "static"}

PACKAGE = Path(__file__).resolve().parent.parent
KEPT = PACKAGE / "locale" / "id" / "LC_MESSAGES" / "django.po"
COMPILED = KEPT.with_suffix(".mo")


def _empty() -> Catalog:
    catalogue = Catalog(locale="id", charset="utf-8", fuzzy=False, header_comment=HEAD)
    catalogue.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]
    return catalogue


def gathered(package: Path = PACKAGE) -> Catalog:
    """Every sentence that the code and the templates ask to be translated, with where it stands."""
    catalogue = _empty()
    for file in _sources(package):
        place = file.relative_to(package.parent).as_posix()
        for line, words, _comments, context in extract("python", io.BytesIO(_as_python(file)), KEYWORDS):
            catalogue.add(words, locations=[(place, line)], context=context)
    return catalogue


def _sources(package: Path) -> Iterator[Path]:
    for file in sorted(package.rglob("*")):
        if file.suffix in (".py", ".html", ".txt") and not _LEFT_OUT & set(file.relative_to(package).parts):
            yield file


def _as_python(file: Path) -> bytes:
    text = file.read_text("utf-8")
    return (text if file.suffix == ".py" else templatize(text, origin=str(file))).encode()


def read_kept(file: Path = KEPT) -> Catalog:
    """The translations on file; an empty catalogue when there is none yet."""
    if not file.exists():
        return _empty()
    with file.open("rb") as stream:
        return read_po(stream, locale="id")


def brought_up_to_date(kept: Catalog, found: Catalog) -> Catalog:
    """``kept`` with what was found anew and without what is no longer said; translations stay."""
    catalogue = _empty()
    for message in found:
        if message.id:
            before = kept.get(message.id, message.context)
            words = before.string if before else ""
            if isinstance(message.id, str) and not isinstance(words, str):
                words = words[0] if words else ""  # it was counted once, and is no longer
            elif not isinstance(message.id, str) and isinstance(words, str):
                words = (words,)  # it is counted now, and was not
            catalogue.add(message.id, words, message.locations, context=message.context)
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """The sentences that have no Indonesian yet."""
    return [_first(message.id) for message in catalogue if message.id and not _is_translated(message)]


def _first(words: object) -> str:
    return str(words[0] if isinstance(words, tuple) else words)


def _is_translated(message: Message) -> bool:
    words = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(words)


def written(catalogue: Catalog) -> str:
    """The catalogue as a ``.po`` file, in the order of the files, without headers that only churn."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, omit_header=False, include_lineno=False)
    kept = [line for line in stream.getvalue().decode().splitlines() if not line.startswith(_CHURN)]
    return "\n".join(kept) + "\n"


_CHURN = tuple(
    f'"{header}:'
    for header in (
        "Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date",
        "Last-Translator", "Language-Team", "Generated-By",
    )
)  # fmt: skip
"""Headers that say nothing here, or only churn."""


def write_compiled(catalogue: Catalog, file: Path = COMPILED) -> None:
    """Write the ``.mo`` file that Django reads."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".mo.new")
    with draft.open("wb") as stream:
        write_mo(stream, catalogue)
    draft.replace(file)
