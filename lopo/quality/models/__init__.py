from lopo.quality.models.hygiene import Inspection, InspectionDraft, InspectionPhoto, Nonconformity

__all__ = ["Inspection", "InspectionDraft", "InspectionPhoto", "Nonconformity"]
