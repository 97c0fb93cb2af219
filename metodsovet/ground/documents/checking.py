"""What anybody may learn of a paper by its code: that it was issued, or withdrawn, and whether a file is that paper."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from metodsovet.ground.documents.kinds import kind_named
from metodsovet.ground.documents.models import Paper
from metodsovet.ground.files.queries import files_of
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.spreadsheets.limits import FILE_BYTES


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """``public`` are only the fields that the kind of paper declares as such."""

    code: str
    kind_name: str
    number: str
    issued_on: date
    issuer: str
    withdrawn_on: date | None
    is_replaced: bool
    public: list[tuple[str, Any]]


def paper_with_code(code: str) -> Paper | None:
    """However it was typed: small letters, spaces and hyphens do not matter."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    if not plain:
        return None
    return Paper.objects.select_related("series__organisation").filter(code=plain).first()


def shown_of(paper: Paper) -> CheckedPaper:
    kind = kind_named(paper.series.kind)
    return CheckedPaper(
        code=paper.code,
        kind_name=paper.kind_name,
        number=paper.number,
        issued_on=paper.issued_on,
        issuer=paper.organisation.name,
        withdrawn_on=timezone.localdate(paper.withdrawn_at) if paper.withdrawn_at else None,
        is_replaced=paper.is_replaced,
        public=paper.fields_named(dict(kind.public)) if kind else [],
    )


def is_file_of(paper: Paper, upload: Any) -> bool:
    """Whether the bytes are those of the issued file or of a signed copy beside it. DomainError ``file_too_large``."""
    if (upload.size or 0) > FILE_BYTES:
        raise DomainError(
            "file_too_large", f"Файл больше {FILE_BYTES // 2**20} МБ: выпущенных бумаг такого размера нет."
        )
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    known = {paper.sha256, *files_of(paper).values_list("sha256", flat=True)}
    return digest.hexdigest() in known
