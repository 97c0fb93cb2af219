"""The door: bytes or a path in, paragraphs and tables out."""

from pathlib import Path

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.archives import Archive
from metodsovet.kernel.spreadsheets.child import read_tables_in_child
from metodsovet.kernel.spreadsheets.conversion import converted_to_word
from metodsovet.kernel.spreadsheets.documents import Document
from metodsovet.kernel.spreadsheets.excel import read_old_workbook, read_workbook
from metodsovet.kernel.spreadsheets.formats import OLE_START, Format, format_of_archive, format_of_bytes
from metodsovet.kernel.spreadsheets.opendocument import read_sheets
from metodsovet.kernel.spreadsheets.plain import read_text
from metodsovet.kernel.spreadsheets.plain.encodings import decoded
from metodsovet.kernel.spreadsheets.refusals import FileRefused
from metodsovet.kernel.spreadsheets.word import read_word


def read_tables(source: Path | bytes, name: str) -> Document:
    """All blocks of the file. FileRefused with one sentence for whatever cannot or must not be read."""
    content = content_of(source, name)
    if content.startswith(OLE_START) and format_of_bytes(content, name) is Format.XLS:
        # The size of an old workbook is known only when it is laid out in memory.
        return read_tables_in_child(content, name)
    return read_here(content, name)


def read_here(source: Path | bytes, name: str, *, is_prose: bool = False) -> Document:
    """In this process, whatever the format; a text that is read as prose need not have a table."""
    content = content_of(source, name)
    form = format_of_bytes(content, name)
    if form is None:
        return _read_archive(content, name)
    if form is Format.TEXT:
        text = decoded(content)
        if text is None:
            raise FileRefused("unknown_format", f"Файл «{name}» не похож на документ: сохраните его как docx или xlsx.")
        return read_text(text, name, is_prose=is_prose)
    if form is Format.XLS:
        return read_old_workbook(content, name)
    return _read_converted(content, name, form)


def content_of(source: Path | bytes, name: str) -> bytes:
    """The bytes, no more than a file may have."""
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size > limits.FILE_BYTES:
            raise _too_large(name)
        return source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise FileRefused("not_found", f"Файл «{name}» не открывается: проверьте, что он есть и доступен.") from error


def _read_archive(content: bytes, name: str) -> Document:
    archive = Archive(content, name)
    match format_of_archive(archive):
        case Format.DOCX:
            return read_word(archive)
        case Format.XLSX:
            return read_workbook(archive, content)
        case Format.ODS:
            return read_sheets(archive)
    return _read_converted(content, name, Format.ODT)


def _read_converted(content: bytes, name: str, form: Format) -> Document:
    return read_word(Archive(converted_to_word(content, name, form), name))


def _too_large(name: str) -> FileRefused:
    return FileRefused(
        "file_too_large",
        f"Файл «{name}» больше {limits.FILE_BYTES // 2**20} МБ: уберите из него картинки и загрузите снова.",
    )
