"""What the room of files keeps about a person."""

from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel.traces import declare

declare(
    StoredFile,
    "stored_by",
    "Приложенные файлы",
    because="файл — часть сданного отчёта или акта и хранится вместе с ним",
    hidden=("content", "sha256"),
)
