"""The pictures of the manual: the demo city through a real server and a real browser, into docs/pictures.

    python -m tests.browser.pictures

It makes a demo city in a folder of its own, which is thrown away afterwards.
"""

import contextlib
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, DESK, PHONE, chromium_path
from tests.browser.label_pictures import label_album

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
MOST_BYTES = 250_000
COLOURS = 128
PATIENCE = 30  # seconds for the server to answer


@dataclass(frozen=True)
class Picture:
    """One picture: its file name, whose page it is, the page's address, and how it is looked at.

    ``{product}`` in the address is a product on the reader's list; an officer names it wholly, an owner in
    part. ``link`` is what is followed from there: its words.
    """

    name: str
    who: str
    path: str
    product: str = ""
    phone: bool = True
    language: str = "id"
    dark: bool = False
    height: int = 0
    link: str = ""


OWNER, OFFICER, BUYER = "owner", "officer", "buyer"
ALBUM = (
    Picture("home-phone", "", "/"),
    Picture("products-phone", OWNER, "/produk/"),
    Picture("owner-phone", OWNER, "/produk/{product}/", product="teri", height=1000),
    Picture("owner-phone-dark", OWNER, "/produk/{product}/", product="teri", dark=True, height=1000),
    Picture("gate-phone", OWNER, "/produk/{product}/gerbang/food-nasional/", product="teri", height=1000),
    Picture("question-phone", OWNER, "/produk/{product}/tanya/recipe.ingredients/", product="pedas"),
    Picture(
        "plan",
        OFFICER,
        "/produk/{product}/rencana/",
        product="Kacang mete goreng",
        phone=False,
        language="en",
    ),
    Picture("desk", OFFICER, "/meja/?sort=progress", phone=False, language="en"),
    Picture("label-phone", OWNER, "/produk/{product}/label/", product="teri", height=1000),
    Picture("nutrition-phone", OWNER, "/produk/{product}/gizi/", product="teri", height=1000),
    Picture("label", OFFICER, "/produk/{product}/label/", product="Kacang mete goreng", phone=False),
    Picture("standards", "", "/standar/", phone=False, language="en"),
    Picture("lesson-phone", "", "/pelajaran/packaging/", height=1000),
    Picture("batch-phone", OWNER, "/produk/{product}/batch/", product="Sambal lu'at", height=1000),
    Picture("cost-phone", OWNER, "/produk/{product}/biaya/", product="teri", height=1000),
    Picture("funnel", OFFICER, "/wawasan/", phone=False, language="en"),
    Picture("shelf", BUYER, "/rak/", phone=False, language="en"),
    Picture("dossier", BUYER, "/rak/", phone=False, language="en", link="Stik kelor pedas"),
    Picture("payment-phone", OWNER, "/faktur/?keadaan=open&cari=Lontar", height=1000, link="INV-"),
    Picture("catalogue-phone", "", "/katalog/", height=1000),
    Picture("pack-phone", "", "/katalog/?q=sambal+jeruk", height=1000, link="Sambal lu'at"),
)


def main() -> None:
    """Make every picture anew; fails when one is too heavy or its page does not open."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    labels = io.BytesIO()
    label_album().save(labels, "PNG")
    keep("labels", light(labels.getvalue()))
    with demo_city() as (address, sign_ins), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        for picture in ALBUM:
            weight = take(picture, browser, address, sign_ins)
            print(f"{picture.name}.png  {weight // 1000} KB")
        browser.close()


def take(picture: Picture, browser: Browser, address: str, sign_ins: dict[str, str]) -> int:
    """Open the page, photograph it, keep the file. Returns its size in bytes."""
    viewport = dict(PHONE if picture.phone else DESK)
    if picture.height:
        viewport["height"] = picture.height
    context = browser.new_context(
        viewport=viewport,
        color_scheme="dark" if picture.dark else "light",
        locale={"id": "id-ID", "en": "en-GB"}[picture.language],
        device_scale_factor=2 if picture.phone else 1,
    )
    cookies = {"django_language": picture.language}
    if picture.who:
        cookies["sessionid"] = sign_ins[picture.who]
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    page = context.new_page()
    answer = page.goto(address + path_of(picture, page, address))
    if answer is None or answer.status != 200:
        sys.exit(f"{picture.name}: the page {page.url} does not open")
    if picture.link:
        page.locator("main a", has_text=picture.link).first.click()
    page.wait_for_load_state("networkidle")
    content = light(page.screenshot())
    context.close()
    return keep(picture.name, content)


def keep(name: str, content: bytes) -> int:
    """Write the picture; fails when it is too heavy. Returns its size in bytes."""
    if len(content) > MOST_BYTES:
        sys.exit(f"{name}: {len(content)} bytes, at most {MOST_BYTES}")
    (PICTURES / f"{name}.png").write_bytes(content)
    return len(content)


def path_of(picture: Picture, page: Page, address: str) -> str:
    """The address of the page, with the product that the picture is of."""
    if not picture.product:
        return picture.path
    if picture.who == OFFICER:
        page.goto(f"{address}/meja/?search={picture.product}")
        link = page.get_by_role("link", name=picture.product, exact=True).first
    else:
        page.goto(f"{address}/produk/")
        link = page.locator(".product a", has_text=picture.product).first
    name = str(link.get_attribute("href")).strip("/").split("/")[-1]
    return picture.path.format(product=name)


def light(content: bytes) -> bytes:
    """The same picture in few colours: flat cloth and text lose nothing by it."""
    small = io.BytesIO()
    image = Image.open(io.BytesIO(content)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


@contextlib.contextmanager
def demo_city():
    """A server of the demo city on a free port: its address, and a session for each who signs in."""
    with tempfile.TemporaryDirectory(prefix="lopo-pictures-") as folder:
        os.environ.update({"LOPO_DATA": folder, "LOPO_DEVELOPMENT": "1"})
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "lopo.site.settings"
        lopo = [sys.executable, "-m", "django"]
        subprocess.run([*lopo, "migrate", "--verbosity", "0"], check=True)
        subprocess.run([*lopo, "demo"], check=True, stdout=subprocess.DEVNULL)
        sign_ins = sessions()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [*lopo, "runserver", "--noreload", f"127.0.0.1:{port}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address)
            yield address, sign_ins
        finally:
            server.terminate()
            server.wait()


def sessions() -> dict[str, str]:
    """Signed-in sessions of the owner of the sambal, of the first officer, of the buyer of the chain."""
    import django

    django.setup()
    from django.test import Client

    from lopo.accounts.models import Membership
    from lopo.accounts.roles import Role

    holders = {
        OWNER: Membership.objects.filter(role=Role.OWNER, organisation__name="Dapur Mama Yuliana"),
        BUYER: Membership.objects.filter(role=Role.BUYER).order_by("pk"),
        OFFICER: Membership.objects.filter(role=Role.OFFICER).order_by("pk"),
    }
    found = {}
    for who, memberships in holders.items():
        client = Client()
        client.force_login(memberships.select_related("person")[0].person)
        found[who] = client.cookies["sessionid"].value
    return found


def wait_for(address: str) -> None:
    """Until the server answers; gives up after a while."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    sys.exit("The server of the demo city did not start.")


if __name__ == "__main__":
    main()
