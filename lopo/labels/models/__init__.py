from lopo.labels.models.gtin import AssignedGtin, NumberBlock

__all__ = ["AssignedGtin", "NumberBlock"]
