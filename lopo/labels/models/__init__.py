from lopo.labels.models.gtin import AssignedGtin, NumberBlock
from lopo.labels.models.label_photo import LabelPhoto
from lopo.labels.models.studio import LabelDraft, LabelRun, Mark

__all__ = ["AssignedGtin", "LabelDraft", "LabelPhoto", "LabelRun", "Mark", "NumberBlock"]
