from pathlib import PurePosixPath

from metodsovet.ground.files.recognition import kinds
from metodsovet.ground.files.recognition.kinds import ContentKind
from metodsovet.ground.files.recognition.packages import START as PACKAGE_START
from metodsovet.ground.files.recognition.packages import recognise_package
from metodsovet.ground.files.recognition.pictures import JPEG_START, PNG_START, check_jpeg, check_png
from metodsovet.ground.files.recognition.refusals import refused
from metodsovet.ground.files.recognition.signatures import is_signature
from metodsovet.kernel.spreadsheets.refusals import FileRefused

_OLD_OFFICE_STARTS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_PDF_ACTIONS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
_PDF_END_BYTES = 2048
_TEXT_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def recognise(content: bytes, name: str) -> ContentKind:
    """The kind of the content; FileRefused when it is unknown, dangerous, or not what the name promises."""
    if not content:
        raise FileRefused("empty_file", f"Файл «{name}» пуст: проверьте, тот ли файл выбран.")
    kind = _kind_of(content, name)
    if kind is None:
        raise FileRefused("unknown_content", f"Файл «{name}» такого вида здесь не хранится: загрузите {kinds.ALLOWED}.")
    suffix = PurePosixPath(name).suffix.lower()
    if suffix and suffix not in kind.suffixes and kind is not kinds.TEXT:
        raise FileRefused(
            "name_differs",
            f"Файл «{name}» на самом деле {kind.label}: дайте ему окончание «{kind.suffixes[0]}» и загрузите снова.",
        )
    if kind is kinds.TEXT and suffix not in ("", *kind.suffixes):
        raise FileRefused(
            "unknown_content", f"Внутри файла «{name}» не документ, а простой текст: загрузите {kinds.ALLOWED}."
        )
    return kind


def _kind_of(content: bytes, name: str) -> ContentKind | None:
    if content.startswith(_OLD_OFFICE_STARTS):
        raise refused("old_format", name)
    if content.startswith(PACKAGE_START):
        return recognise_package(content, name)
    if content.startswith(b"%PDF-"):
        return _pdf(content, name)
    if content.startswith(JPEG_START):
        check_jpeg(content, name)
        return kinds.JPEG
    if content.startswith(PNG_START):
        check_png(content, name)
        return kinds.PNG
    if is_signature(content):
        return kinds.SIGNATURE
    return kinds.TEXT if _is_text(content) else None


def _pdf(content: bytes, name: str) -> ContentKind:
    if b"%%EOF" not in content[-_PDF_END_BYTES:] or b"startxref" not in content:
        raise refused("broken", name)
    if any(action in content for action in _PDF_ACTIONS):
        raise refused("active_pdf", name)
    return kinds.PDF


def _is_text(content: bytes) -> bool:
    """Readable as UTF-8, UTF-16 with a mark, or cp1251, and without control characters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(content, "utf-16")
    return _decodes(content, "utf-8-sig") or _decodes(content, "cp1251")


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not any(ord(sign) in _TEXT_CONTROLS for sign in set(text))
