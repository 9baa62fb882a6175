"""What stands on a printed page, found out from the PDF alone. Lengths in mm from the upper left corner."""

import ctypes
import re
from collections import namedtuple

import pypdfium2
import zxingcpp

MM = 72 / 25.4

Letter = namedtuple("Letter", "page text size font left top right bottom")
Page = namedtuple("Page", "width height")


def pages(content):
    """The size of every page."""
    document = pypdfium2.PdfDocument(content)
    sizes = [Page(*(side / MM for side in page.get_size())) for page in document]
    document.close()
    return sizes


def letters(content):
    """Every character that leaves ink, with the tight box of its drawing."""
    document, found = pypdfium2.PdfDocument(content), []
    for number, page in enumerate(document, 1):
        height, text = page.get_height(), page.get_textpage()
        for place in range(text.count_chars()):
            mark = chr(pypdfium2.raw.FPDFText_GetUnicode(text, place))
            left, bottom, right, top = text.get_charbox(place)
            if mark.isspace() or right - left < 0.01:
                continue
            found.append(
                Letter(number, mark, pypdfium2.raw.FPDFText_GetFontSize(text, place) / MM, _font(text, place),
                       left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
            )  # fmt: skip
    document.close()
    return found


def _font(text, place):
    name = ctypes.create_string_buffer(100)
    pypdfium2.raw.FPDFText_GetFontInfo(text, place, name, 100, None)
    return name.value.decode().split("+")[-1]


def text_of(content, page=None):
    """The text of a page, or of all, with nothing but letters and digits: lines and hyphens do not matter."""
    document = pypdfium2.PdfDocument(content)
    numbers = range(len(document)) if page is None else (page - 1,)
    text = "".join(document[number].get_textpage().get_text_range() for number in numbers)
    document.close()
    return bare(text)


def bare(text):
    """Letters and digits alone."""
    return re.sub(r"[\W_￾]+", "", text)


def pictures(content, dots_per_inch=300):
    """Every page as a printer of so many dots would print it."""
    document = pypdfium2.PdfDocument(content)
    made = [page.render(scale=dots_per_inch / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return made


def codes(picture):
    """What a scanner reads on a picture."""
    return sorted(code.bytes.decode() for code in zxingcpp.read_barcodes(picture))


def codes_of(content):
    """What a scanner reads on all pages, printed at 300 dots an inch."""
    return sorted(code for picture in pictures(content) for code in codes(picture))
