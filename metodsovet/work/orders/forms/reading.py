"""The file of an order, or its text pasted: read in a limited process while the form is checked."""

from pathlib import Path, PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.forms import OrganisationField
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.files.recognition import recognise
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.spreadsheets import FileRefused
from metodsovet.kernel.spreadsheets.limits import FILE_BYTES
from metodsovet.work.communities.forms.communities import later_day_field
from metodsovet.work.orders.queries.people import issuers
from metodsovet.work.orders.reading import ReadFile, read_file_in_child
from metodsovet.work.planning.forms.reading import EitherFile, EitherText

CONVERTED = (".doc", ".rtf", ".odt")
BODY = "word/document.xml"
READ_AT_ONCE_XML_BYTES = 60_000  # some ten pages: a second to read, as much to find people and organisations
READ_AT_ONCE_BYTES = 100_000  # 30 pages of plain text
PASTED = "вставленный текст"
TOO_BIG = "Файл «{}» больше 20 МБ: оставьте в нём один приказ с приложениями."


class ReadOrderForm(forms.Form):
    """After ``is_valid`` what was read is in ``read_file``, under ``read_name``; a large file is left to the worker."""

    use_required_attribute = False

    file = EitherFile(
        label="Файл приказа",
        help_text="docx или txt, до 20 МБ; doc, rtf и odt — если установлен LibreOffice",
        error_messages={"empty": "Файл пуст: выберите файл с текстом приказа."},
    )
    text = EitherText(
        label="Или вставьте текст приказа",
        widget=forms.Textarea(attrs={"rows": 5}),
        strip=False,
        help_text="Подписанный экземпляр тогда приложите до регистрации",
    )
    organisation = OrganisationField(label="Чей приказ", queryset=Organisation.objects.none())
    read_file: ReadFile | None = None
    read_name = ""
    is_large = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = issuers(user)
        authorities = field.queryset.filter(kind=Organisation.Kind.AUTHORITY)
        field.initial = authorities.first() or field.queryset.first()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        file, text = values.get("file"), values.get("text") or ""
        if self.errors:
            return values
        if file and text.strip():
            self.add_error("text", "Здесь текст, а выше файл: оставьте что-то одно.")
        elif file and (file.size or 0) > FILE_BYTES:
            self.add_error("file", TOO_BIG.format(file.name))
        elif file and _takes_long(file):
            self._keep_for_later(file)
        elif file:
            self._read("file", _source(file), str(file.name))
            file.seek(0)
        elif len(text.encode()) > FILE_BYTES:
            self.add_error("text", TOO_BIG.format(PASTED))
        elif text.strip():
            self._read("text", text.encode(), PASTED)
        else:
            self.add_error("file", "Выберите файл приказа или вставьте его текст ниже.")
        return values

    def _keep_for_later(self, file: UploadedFile) -> None:  # type: ignore[type-arg]  # not generic at run time
        """Judged by what it is at once: a bomb or a picture waits for no worker."""
        self.is_large, self.read_name = True, str(file.name)
        try:
            recognise(file.read(), self.read_name)
        except DomainError as refusal:
            self.add_error("file", refusal.text)
        finally:
            file.seek(0)

    def _read(self, field: str, source: Path | bytes, name: str) -> None:
        try:
            self.read_file, self.read_name = read_file_in_child(source, name), name
        except FileRefused as refusal:
            self.add_error(field, refusal.text)


class ReadRegistrationForm(forms.Form):
    """The number and the day that stand on the signed order."""

    signed_on = later_day_field("Дата приказа")
    number = forms.CharField(label="Номер", max_length=50, help_text="Как на подписанном приказе: «214», «12а».")
    gives = forms.BooleanField(
        label="Раздать поручения по пунктам",
        required=False,
        help_text="Приказ, который давно исполнен, входит в реестр без поручений.",
    )
    acknowledge_by = later_day_field("Ознакомить организации до", "Пусто — на ознакомление не отправлять.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].required = True


def _takes_long(file: UploadedFile) -> bool:  # type: ignore[type-arg]  # not generic at run time
    """By its directory alone, without unpacking; a file that must be converted first always does."""
    if PurePath(str(file.name)).suffix.lower() in CONVERTED:
        return True
    try:
        with ZipFile(file) as archive:
            return archive.getinfo(BODY).file_size > READ_AT_ONCE_XML_BYTES
    except (BadZipFile, KeyError):
        return (file.size or 0) > READ_AT_ONCE_BYTES
    finally:
        file.seek(0)


def _source(file: UploadedFile) -> Path | bytes:  # type: ignore[type-arg]  # not generic at run time
    return Path(file.temporary_file_path()) if isinstance(file, TemporaryUploadedFile) else file.read()
