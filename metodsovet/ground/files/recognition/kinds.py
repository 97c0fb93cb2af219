from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContentKind:
    """``suffixes[0]`` is given to a file whose name has none; ``label`` names the kind in a refusal."""

    media_type: str
    suffixes: tuple[str, ...]
    label: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

PDF = ContentKind("application/pdf", (".pdf",), "документ PDF")
DOCX = ContentKind(f"{_OFFICE}wordprocessingml.document", (".docx",), "документ Word")
XLSX = ContentKind(f"{_OFFICE}spreadsheetml.sheet", (".xlsx",), "таблица Excel")
PPTX = ContentKind(f"{_OFFICE}presentationml.presentation", (".pptx",), "презентация PowerPoint")
ODT = ContentKind(f"{_OPEN}text", (".odt",), "документ OpenDocument")
ODS = ContentKind(f"{_OPEN}spreadsheet", (".ods",), "таблица OpenDocument")
JPEG = ContentKind("image/jpeg", (".jpg", ".jpeg"), "фотография JPEG")
PNG = ContentKind("image/png", (".png",), "картинка PNG")
SIGNATURE = ContentKind("application/pkcs7-signature", (".sig", ".p7s", ".sgn"), "файл подписи")
ARCHIVE = ContentKind("application/zip", (".zip",), "архив")
TEXT = ContentKind("text/plain", (".txt", ".csv", ".tsv"), "простой текст")

ALLOWED = "PDF, docx, xlsx, pptx, odt, ods, jpg, png, txt, csv или файл подписи"
