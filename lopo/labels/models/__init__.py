from lopo.labels.models.gtin import AssignedGtin, NumberBlock
from lopo.labels.models.label_photo import LabelPhoto

__all__ = ["AssignedGtin", "LabelPhoto", "NumberBlock"]
