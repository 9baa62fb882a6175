"""The typefaces of printed things, from the packages that carry them (SIL Open Font License)."""

import functools
import importlib.resources
from pathlib import Path

import typst

PACKAGES = {
    "font_source_sans_pro": "SourceSansPro-Regular.ttf",
    "font_source_serif_pro": "SourceSerifPro-Black.ttf",
    "font_rhd": "RedHatDisplay-Bold.ttf",
    "font_fjallaone": "FjallaOne-Regular.ttf",
}
"""Each package, and one of its files that stands for the characters it has."""


def font_folders() -> tuple[Path, ...]:
    """The folders in which the typefaces lie."""
    return tuple(Path(str(importlib.resources.files(package))) / "files" for package in PACKAGES)


def font_files() -> tuple[Path, ...]:
    """One file of each family."""
    return tuple(folder / file for folder, file in zip(font_folders(), PACKAGES.values(), strict=True))


@functools.cache
def fonts() -> typst.Fonts:
    """The typefaces as Typst takes them: these and no others, so that every machine prints alike."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )
