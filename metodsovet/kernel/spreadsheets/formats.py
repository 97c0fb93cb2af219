"""What a file is, told by its structure and never by its name."""

from enum import StrEnum

from metodsovet.kernel.spreadsheets.archives import Archive
from metodsovet.kernel.spreadsheets.refusals import FileRefused

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"\x00\x00\x00\x18ftyphei",
    b"\x00\x00\x00\x1cftyphei",
    b"AT&TFORM",
)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
_PROGRAMS = (b"MZ", b"\x7fELF")
_BMP_HEADER = 14


class Format(StrEnum):
    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    TEXT = "text"


def format_of_bytes(content: bytes, name: str) -> Format | None:
    """Format of a file that is no zip; None for a zip. FileRefused for what can hold no table."""
    if not content.strip(b"\x00 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise FileRefused("empty_file", f"Файл «{name}» пуст: выберите файл с таблицей.")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return None
    if content.startswith(OLE_START):
        return _format_of_container(content, name)
    if content.startswith(b"{\\rtf"):
        return Format.RTF
    _refuse_others(content, name)
    return Format.TEXT


def format_of_archive(archive: Archive) -> Format:
    name = archive.name
    if archive.has("word/document.xml"):
        return Format.DOCX
    if archive.has("xl/workbook.xml"):
        return Format.XLSX
    if archive.has("xl/workbook.bin"):
        raise FileRefused("binary_workbook", f"Файл «{name}» двоичного вида xlsb: сохраните его как xlsx.")
    if archive.has("content.xml") and archive.has("mimetype"):
        kind = b"".join(archive.pieces("mimetype"))
        _refuse_encrypted(archive)
        if b"spreadsheet" in kind:
            return Format.ODS
        if b"opendocument.text" in kind:
            return Format.ODT
    if archive.has("[Content_Types].xml"):
        raise FileRefused("broken", f"В файле «{name}» нет текста документа: откройте его в Word и сохраните заново.")
    raise FileRefused("archive", f"Файл «{name}» это архив, а не документ: распакуйте его и загрузите сам документ.")


def _refuse_encrypted(archive: Archive) -> None:
    manifest = "META-INF/manifest.xml"
    if archive.has(manifest) and archive.count(manifest, b"encryption-data")[0]:
        raise FileRefused("password", f"Файл «{archive.name}» защищён паролем: снимите пароль и загрузите снова.")


def _format_of_container(content: bytes, name: str) -> Format:
    """The old container of Office; names of its streams are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefused("password", f"Файл «{name}» защищён паролем: снимите пароль и загрузите снова.")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise FileRefused("macros", f"В файле «{name}» есть макросы: сохраните его без макросов, как docx или xlsx.")
    if "WordDocument".encode("utf-16-le") in content:
        return Format.DOC
    if any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        return Format.XLS
    raise FileRefused("unknown_format", f"В файле «{name}» нет таблицы: сохраните его как docx или xlsx.")


def _refuse_others(content: bytes, name: str) -> None:
    if content.startswith(_PICTURES) and not _is_text_after_all(content):
        raise FileRefused(
            "picture", f"Файл «{name}» это картинка, а не документ: загрузите документ Word, Excel или текст."
        )
    if content.startswith(b"%PDF"):
        raise FileRefused("pdf", f"Файл «{name}» это PDF: загрузите тот же документ в Word или Excel.")
    if content.startswith(_ARCHIVES):
        raise FileRefused(
            "archive", f"Файл «{name}» это архив, а не документ: распакуйте его и загрузите сам документ."
        )
    if content.startswith(_PROGRAMS) and b"\x00" in content[:256]:
        raise FileRefused("unknown_format", f"Файл «{name}» это программа: выберите документ с таблицей.")
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"mime-version:", b"<?xml")):
        raise FileRefused("web_page", f"Файл «{name}» это страница сайта: откройте её в Word и сохраните как docx.")


def _is_text_after_all(content: bytes) -> bool:
    """«BM» and «RIFF» may begin an ordinary word."""
    return content.startswith((b"BM", b"RIFF")) and b"\x00" not in content[:_BMP_HEADER]
