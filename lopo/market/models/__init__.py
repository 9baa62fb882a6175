"""What the market keeps."""

from lopo.market.models.entry import CatalogueCount, CatalogueEntry, MakerPage, ProductPhoto
from lopo.market.models.feedback import Feedback
from lopo.market.models.search import SearchNear, SearchPosting, SearchSpelling, SearchWord

__all__ = [
    "CatalogueCount",
    "CatalogueEntry",
    "Feedback",
    "MakerPage",
    "ProductPhoto",
    "SearchNear",
    "SearchPosting",
    "SearchSpelling",
    "SearchWord",
]
