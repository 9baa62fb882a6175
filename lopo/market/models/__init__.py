"""What the market keeps."""

from lopo.market.models.entry import (
    CatalogueCount,
    CatalogueEntry,
    CatalogueShelf,
    CatalogueShop,
    MakerPage,
    ProductPhoto,
)
from lopo.market.models.feedback import Feedback
from lopo.market.models.procurement import CatalogueSale, CatalogueSubmission, SubmissionStep
from lopo.market.models.promotion import PhotoTry, ProductText
from lopo.market.models.search import SearchNear, SearchPosting, SearchSpelling, SearchWord

__all__ = [
    "CatalogueCount",
    "CatalogueEntry",
    "CatalogueSale",
    "CatalogueShelf",
    "CatalogueShop",
    "CatalogueSubmission",
    "Feedback",
    "MakerPage",
    "PhotoTry",
    "ProductPhoto",
    "ProductText",
    "SearchNear",
    "SearchPosting",
    "SearchSpelling",
    "SearchWord",
    "SubmissionStep",
]
