"""What a person would notice on a page in the browser, as a list of sentences."""

from axe_playwright_python.sync_playwright import Axe

LEAST_TARGET = 44
"""Pixels a finger needs, each way."""

_MEASURE = """least => {
  const shown = each => each.getClientRects().length && getComputedStyle(each).visibility !== "hidden";
  const targets = ".button, .button-quiet, .button-danger, .choices label, "
    + ".site-header a, .site-header button, .site-footer a, .gate a, .product a, "
    + ".pagination a, .breadcrumbs a, summary, main select, "
    + "main input:not([type=hidden]):not([type=checkbox]):not([type=radio])";
  const small = [...document.querySelectorAll(targets)].filter(shown).filter(each => {
    const box = each.getBoundingClientRect();
    return box.height < least - 0.5 || box.width < least - 0.5;
  }).map(each => each.outerHTML.slice(0, 90));
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return { small, wide, headings: document.querySelectorAll("h1").length };
}"""


def faults_of(page, whole=True):
    """What is wrong with the page that ``page`` shows; ``whole`` also asks axe, which takes a second."""
    measured = page.evaluate(_MEASURE, LEAST_TARGET)
    faults = [f"target too small: {each}" for each in measured["small"]]
    if measured["wide"] > 0:
        faults.append(f"scrolls sideways by {measured['wide']} px")
    if measured["headings"] != 1:
        faults.append(f"{measured['headings']} main headings")
    if whole:
        for violation in Axe().run(page).response["violations"]:
            where = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            faults.append(f"axe {violation['id']}: {violation['help']}: {where}")
    return faults
