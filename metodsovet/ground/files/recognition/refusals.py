"""Refusals of a file that is kept as it is: the same codes as those of tables that are read, other words."""

from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.spreadsheets.refusals import FileRefused

_WORDS = {
    "broken": "повреждён и не открывается: откройте его на компьютере, сохраните заново и загрузите ещё раз",
    "password": "защищён паролем: снимите пароль и загрузите файл снова",
    "macros": "содержит макросы: сохраните его без макросов и загрузите снова",
    "embedded_object": "содержит вложенный объект другой программы: удалите его и сохраните документ заново",
    "nested_archive": "содержит внутри другой архив или документ: загрузите каждый документ отдельно",
    "zip_bomb": "в распакованном виде слишком велик: сохраните документ заново без лишних страниц и картинок",
    "too_many_entries": "состоит из слишком многих частей: откройте его в своей программе и сохраните заново",
    "dangerous_archive": "устроен опасно: внутри есть части, которые указывают за его пределы; сохраните его заново",
    "document_type": "содержит посторонние определения, которых Word и Excel не пишут: сохраните документ заново",
    "external_relation": "тянет содержимое с чужого адреса: разорвите внешние связи, сохраните и загрузите снова",
    "active_pdf": "содержит сценарии или запуск программ: напечатайте его в PDF заново и загрузите результат",
    "old_format": "сохранён в старом формате: откройте его и сохраните как docx, xlsx, pptx или PDF",
}


def refused(code: str, name: str) -> FileRefused:
    return FileRefused(code, f"Файл «{name}» {_WORDS[code]}.")


def in_words_of_files(error: DomainError, name: str) -> DomainError:
    """The refusal of the table reader without its advice about a plan."""
    return refused(error.code, name) if error.code in _WORDS else error
