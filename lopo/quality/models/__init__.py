from lopo.quality.models.correction import LotCorrection
from lopo.quality.models.epcis import EpcisImport
from lopo.quality.models.hygiene import Inspection, InspectionDraft, InspectionPhoto, Nonconformity
from lopo.quality.models.recall_raw import RecallRaw
from lopo.quality.models.storage import StorageReading, StorageStudy
from lopo.quality.models.trace import (
    Batch,
    BatchInput,
    Move,
    Place,
    ProcessLimit,
    ProcessRecord,
    RawLot,
    Recall,
    RecallLot,
    RecallReturn,
)
from lopo.quality.models.weighing import SampledLot, WeighedPack, Weighing

__all__ = [
    "Batch",
    "BatchInput",
    "EpcisImport",
    "Inspection",
    "InspectionDraft",
    "InspectionPhoto",
    "LotCorrection",
    "Move",
    "Nonconformity",
    "Place",
    "ProcessLimit",
    "ProcessRecord",
    "RawLot",
    "Recall",
    "RecallLot",
    "RecallRaw",
    "RecallReturn",
    "SampledLot",
    "StorageReading",
    "StorageStudy",
    "WeighedPack",
    "Weighing",
]
