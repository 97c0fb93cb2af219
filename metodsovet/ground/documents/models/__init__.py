from metodsovet.ground.documents.models.acts import Act
from metodsovet.ground.documents.models.batches import BatchLine, PaperBatch
from metodsovet.ground.documents.models.emblems import Emblem
from metodsovet.ground.documents.models.papers import Paper
from metodsovet.ground.documents.models.series import NumberSeries
from metodsovet.ground.documents.models.templates import PaperTemplate

__all__ = ["Act", "BatchLine", "Emblem", "NumberSeries", "Paper", "PaperBatch", "PaperTemplate"]
