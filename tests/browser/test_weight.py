"""The owner's page on a slow line: how much goes over the wire, and in how many requests."""

import gzip

import pytest

from tests.city import LUAT, a_kitchen, tell

pytestmark = pytest.mark.browser

MOST_BYTES = 60 * 1024
MOST_REQUESTS = 6


def wire_bytes(answer):
    """Bytes of an answer on the wire, compressed as the site compresses pages and static files."""
    sizes = answer.request.sizes()
    body = answer.body()
    if answer.headers.get("content-encoding") == "gzip":
        return sizes["responseHeadersSize"] + sizes["responseBodySize"]
    return sizes["responseHeadersSize"] + min(len(body), len(gzip.compress(body)))


@pytest.mark.parametrize("path", ["/produk/", "/produk/{id}/", "/produk/{id}/tanya/price.retail_idr/"])
def test_a_first_visit_is_light(path, open_browser, live_server):
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    page = open_browser(kitchen.owner)
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(live_server.url + path.format(id=kitchen.product.public_id), wait_until="networkidle")
    assert answers[0].headers["content-encoding"] == "gzip"
    weights = {answer.url: wire_bytes(answer) for answer in answers}
    assert len(answers) <= MOST_REQUESTS, weights
    assert sum(weights.values()) <= MOST_BYTES, weights


def test_nothing_moves_while_the_page_loads(open_browser, live_server):
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    page = open_browser(kitchen.owner)
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "each => window.moved += each.value)).observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(f"{live_server.url}/produk/{kitchen.product.public_id}/", wait_until="networkidle")
    assert page.evaluate("window.moved") < 0.02
