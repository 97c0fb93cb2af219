"""What the room of documents keeps about a person."""

from typing import Any

from metodsovet.ground.documents.models import BatchLine, Emblem, Paper, PaperBatch, PaperTemplate
from metodsovet.kernel.traces import KeptIn, declare

PAPER = "выпущенная бумага хранится с тем именем, с которым выпущена (125-ФЗ, ст. 17)"
DEED = "кто принял решение, часть самого решения; имя из записи убирается"


def paper_kept_in(paper: Any) -> KeptIn:
    return KeptIn(f"{paper.requisites}, «{paper.title}»", paper.issued_on)


declare(Paper, "recipient", "Выданные бумаги", because=PAPER, hidden=("code", "number_key"), kept_in=paper_kept_in)
declare(Paper, "issued_by", "Выпущенные бумаги", because=DEED, hidden=("code", "data", "number_key"))
declare(Paper, "withdrawn_by", "Отозванные бумаги", because=DEED, hidden=("code", "data", "number_key"))
declare(BatchLine, "person", "Строки выпусков бумаг списком", because=PAPER, hidden=("batch",))
declare(PaperBatch, "started_by", "Выпуски бумаг списком", because=DEED, hidden=("common",))
declare(PaperTemplate, "uploaded_by", "Загруженные шаблоны бумаг", because=DEED)
declare(Emblem, "set_by", "Гербы на бланках", because=DEED)
