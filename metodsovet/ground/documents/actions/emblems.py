"""The coat of arms on the letterhead of an organisation."""

from io import BytesIO

from django.core.files.base import ContentFile, File
from django.db import transaction
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.models import Emblem
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.files.recognition import recognise
from metodsovet.ground.files.recognition.kinds import JPEG, PNG
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

EMBLEM_BYTES = 2**20
SMALLEST, LARGEST = 150, 3000
"""Dots on a side: 20 mm at 200 dots an inch, and what any scanner of a coat of arms gives."""
LONGEST_SHAPE = 3


@transaction.atomic
def set_emblem(organisation: Organisation, upload: "File[bytes]", *, by: User) -> Emblem:
    """The picture that orders of the organisation and of those below it bear from now on.

    DomainError ``emblem_too_large``, ``emblem_not_picture``, ``emblem_shape`` and those of ``recognise``.
    """
    content, name = _read(upload)
    if recognise(content, name) not in (PNG, JPEG):
        raise DomainError("emblem_not_picture", f"«{name}» — не картинка: сохраните герб как png или jpg.")
    _require_fitting(content, name)
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    emblem, _ = Emblem.objects.get_or_create(organisation=organisation)
    emblem.file = store_file(ContentFile(content, name=name), owner=emblem, by=by)
    emblem.set_by, emblem.set_at = by, clock.now()
    emblem.save(update_fields=["file", "set_by", "set_at"])
    record_action("set_emblem", emblem, f"На бланке герб «{emblem.file.name}»"[:1000], by=by)
    return emblem


@transaction.atomic
def remove_emblem(organisation: Organisation, *, by: User) -> None:
    """DomainError ``no_emblem`` where the organisation has none of its own."""
    emblem = Emblem.objects.select_for_update(of=("self",)).filter(organisation=organisation, file__isnull=False)
    held = emblem.first()
    if held is None:
        raise DomainError("no_emblem", "Своего герба у организации нет: убирать нечего.")
    held.file = None
    held.save(update_fields=["file"])
    record_action("remove_emblem", held, "Герб с бланка убран", by=by)


def _read(upload: "File[bytes]") -> tuple[bytes, str]:
    upload.seek(0)
    content, name = upload.read(EMBLEM_BYTES + 1), upload.name or "герб.png"
    if len(content) > EMBLEM_BYTES:
        raise DomainError("emblem_too_large", f"Картинка «{name}» больше 1 МБ: уменьшите её и загрузите снова.")
    return content, name


def _require_fitting(content: bytes, name: str) -> None:
    try:
        image = Image.from_file(BytesIO(content))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, KeyError, ValueError) as error:
        text = f"Картинка «{name}» повреждена: откройте её, сохраните заново и загрузите снова."
        raise DomainError("emblem_not_picture", text) from error
    width, height = image.px_width, image.px_height
    if min(width, height) < SMALLEST or max(width, height) > LARGEST:
        raise DomainError("emblem_shape", f"Картинка {width}×{height} точек: нужно от {SMALLEST} до {LARGEST}.")
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        raise DomainError("emblem_shape", "Картинка слишком вытянута: обрежьте её до самого герба.")
