"""The file of a plan, or a table pasted as text: read in a limited process while the form is checked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import Document, FileRefused, read_tables_in_child
from metodsovet.kernel.spreadsheets.limits import FILE_BYTES
from metodsovet.work.planning.forms.fields import NodeField, OnceForm, own_node, planned_nodes
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.reading import ReadPlan, read_plan, source_rows

PASTED = "вставленная таблица"
MOST_ROWS = 5_000
"""Rows of all tables of a file: the longest plan of a region has some hundreds."""
FROM_TITLE = ("", "определить по названию")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read; ``rows`` are kept beside the draft for the review."""

    name: str
    plan: ReadPlan
    rows: list[dict[str, Any]]


class EitherFile(forms.FileField):
    """Not optional, but the form says itself what is missing: the table may be pasted instead."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return super().clean(data, initial) if data else None


class EitherText(forms.CharField):
    def validate(self, value: str) -> None:
        """Empty where there is a file."""


class FileForm(OnceForm):
    """Where a plan is read from. After ``is_valid`` the answer is in ``read_file``."""

    use_required_attribute = False

    file = EitherFile(
        label="Файл плана",
        help_text="docx, xlsx, xls, ods или txt, до 20 МБ; doc, rtf и odt — если установлен LibreOffice",
        error_messages={"empty": "Файл пуст: выберите файл с таблицей плана."},
    )
    text = EitherText(
        label="Или вставьте таблицу",
        widget=forms.Textarea(attrs={"rows": 5}),
        strip=False,
        help_text="Выделите таблицу вместе с шапкой в Word или Excel, скопируйте и вставьте сюда",
    )
    read_file: ReadFile | None = None

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        file, text = values.get("file"), values.get("text") or ""
        if self.errors:
            return values
        if file and text.strip():
            self.add_error("text", "Здесь таблица, а выше файл: оставьте что-то одно.")
        elif file:
            self._read("file", _source(file), str(file.name), file.size or 0)
        elif text.strip():
            self._read("text", text.encode(), PASTED, len(text.encode()))
        else:
            self.add_error("file", "Выберите файл или вставьте таблицу ниже.")
        return values

    def _read(self, field: str, source: Path | bytes, name: str, size: int) -> None:
        try:
            self.read_file = read_file(source, name, size)
        except FileRefused as refusal:
            self.add_error(field, refusal.text)


class ReadPlanForm(FileForm):
    organisation = NodeField(label="Чей план", queryset=Organisation.objects.none())
    kind = forms.ChoiceField(label="Вид плана", required=False, choices=[FROM_TITLE, *Plan.Kind.choices])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = planned_nodes(user)  # type: ignore[attr-defined]  # the field above
        self.fields["organisation"].initial = own_node(user)


def read_file(source: Path | bytes, name: str, size: int) -> ReadFile:
    """FileRefused for anything that is not a plan; the bytes are touched by a limited process only."""
    if size > FILE_BYTES:
        raise FileRefused("too_big", f"Файл «{name}» больше 20 МБ: оставьте в нём только таблицу плана.")
    document = read_tables_in_child(source, name)
    _require_sensible(document)
    plan = read_plan(document, year=SchoolYear.of(clock.today()))
    return ReadFile(name, plan, [row.to_json() for row in source_rows(document, plan)])


def _require_sensible(document: Document) -> None:
    if sum(len(table.rows) for table in document.tables) > MOST_ROWS:
        raise FileRefused(
            "too_many_rows", f"В таблицах файла «{document.name}» больше 5000 строк: оставьте в нём только план."
        )


def _source(file: UploadedFile) -> Path | bytes:  # type: ignore[type-arg]  # not generic at run time
    return Path(file.temporary_file_path()) if isinstance(file, TemporaryUploadedFile) else file.read()
