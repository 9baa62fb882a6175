"""What a Digital Link leads to, for machines (RFC 9264, ``application/linkset+json``)."""

GS1 = "https://ref.gs1.org/voc/"
"""Where the GS1 Web Vocabulary lives; ``gs1.org/voc`` is its older name."""
TYPE = "application/linkset+json"


def linkset(anchor: str, page: str, title: str, lot_page: str = "") -> dict[str, object]:
    """The links of one pack: its page, and what is known of its lot."""
    target = {"href": page, "title": title, "type": "text/html", "hreflang": ["id", "en"]}
    links: dict[str, object] = {
        "anchor": anchor,
        f"{GS1}defaultLink": [target],
        f"{GS1}pip": [target],
    }
    if lot_page:
        links[f"{GS1}traceability"] = [{**target, "href": lot_page}]
        links[f"{GS1}recallStatus"] = [{**target, "href": lot_page}]
    return {"linkset": [links]}
