from lopo.quality.models.hygiene import Inspection, InspectionDraft, InspectionPhoto, Nonconformity
from lopo.quality.models.storage import StorageReading, StorageStudy

__all__ = [
    "Inspection",
    "InspectionDraft",
    "InspectionPhoto",
    "Nonconformity",
    "StorageReading",
    "StorageStudy",
]
