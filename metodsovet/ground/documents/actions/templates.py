"""A municipality's own Word templates: checked before they are kept, never changed after, one active of each kind."""

from collections.abc import Sequence

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Max, QuerySet

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.kinds import PaperKind
from metodsovet.ground.documents.models import PaperTemplate
from metodsovet.ground.documents.rendering import check_brought, schema_of
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.files.recognition import recognise
from metodsovet.ground.files.recognition.kinds import DOCX
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural

TEMPLATE_BYTES = 5 * 2**20


class TemplateRefused(DomainError):
    """``faults`` are sentences, each about one place of the template."""

    def __init__(self, faults: Sequence[str]) -> None:
        number = len(faults)
        words = plural(number, "ошибка", "ошибки", "ошибок")
        super().__init__("template_faulty", f"Шаблон не загружен: {number} {words}. Исправьте файл и загрузите снова.")
        self.faults = faults


def upload_template(
    kind: PaperKind, upload: "File[bytes]", *, organisation: Organisation, by: User, remark: str = ""
) -> PaperTemplate:
    """A new version, not yet in force. TemplateRefused with what is wrong; DomainError ``template_too_large``,
    ``template_not_word`` and those of ``recognise`` and of the limited process."""
    content, name = _read(upload)
    if recognise(content, name) is not DOCX:
        raise DomainError(
            "template_not_word", f"Шаблон — документ Word: сохраните «{name}» как docx и загрузите снова."
        )
    checked = check_brought(content, schema_of(kind.data), kind.sample_data)
    if faults := [one.text for one in checked.findings if one.is_fault]:
        raise TemplateRefused(faults)
    template = PaperTemplate(organisation=organisation, kind=kind.code, remark=remark[:300], uploaded_by=by)
    template.warnings = [one.text for one in checked.findings]
    return _keep(template, ContentFile(content, name=name), checked.printed)


def _read(upload: "File[bytes]") -> tuple[bytes, str]:
    upload.seek(0)
    content, name = upload.read(TEMPLATE_BYTES + 1), upload.name or "шаблон.docx"
    if len(content) > TEMPLATE_BYTES:
        text = f"Шаблон «{name}» больше {TEMPLATE_BYTES // 2**20} МБ: уменьшите в нём картинки и загрузите снова."
        raise DomainError("template_too_large", text)
    return content, name


@transaction.atomic
def _keep(template: PaperTemplate, file: "File[bytes]", sample: bytes) -> PaperTemplate:
    """The printed sample is kept with the version: neither of them ever changes."""
    last = _versions(template.kind, template.organisation).aggregate(last=Max("version"))["last"] or 0
    template.version = last + 1
    template.save()
    by = template.uploaded_by
    template.file = store_file(file, owner=template, by=by)
    printed = ContentFile(sample, name=f"Образец, версия {template.version}.docx")
    template.sample = store_file(printed, owner=template, by=by)
    template.save(update_fields=["file", "sample"])
    record_action("upload_template", template, f"Загружен шаблон: {template}", by=by)
    return template


@transaction.atomic
def activate_template(template: PaperTemplate, *, by: User) -> PaperTemplate:
    """From now on papers of the kind are printed by this version, whichever was in force before."""
    _versions(template.kind, template.organisation).filter(is_active=True).update(is_active=False)
    template = PaperTemplate.objects.get(pk=template.pk)
    template.is_active = True
    template.save(update_fields=["is_active"])
    record_action("activate_template", template, f"Введён в действие: {template}", by=by)
    return template


@transaction.atomic
def use_default_template(kind: PaperKind, *, organisation: Organisation, by: User) -> None:
    """Back to ours, or to that of a node above; DomainError ``default_already`` where none of one's own is in force."""
    active = _versions(kind.code, organisation).filter(is_active=True).first()
    if active is None:
        raise DomainError("default_already", "Своего шаблона в действии нет: бумаги и так печатаются по общему.")
    active.is_active = False
    active.save(update_fields=["is_active"])
    record_action("use_default_template", active, f"Больше не действует: {active}", by=by)


def _versions(code: str, organisation: Organisation) -> QuerySet[PaperTemplate]:
    """Locks the organisation, so that two versions never get one number and two are never active."""
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    return PaperTemplate.objects.filter(kind=code, organisation=organisation)
