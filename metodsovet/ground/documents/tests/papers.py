"""Papers and templates for tests: an invented kind, a Word file of given paragraphs, a letter to issue."""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, kind_named
from metodsovet.work.communities.papers import (
    MethodicalServicePaper,
    ServicePerson,
    ServiceSignature,
    sample_methodical_service,
)

CODE = "methodical_service"


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class LetterPaper:
    title: str
    lines: tuple[Line, ...] = ()


LETTER = PaperKind("letter", "письмо", LetterPaper, Path("none.docx"), lambda: LetterPaper("О деле", (Line(1, "а"),)))


def known_kind() -> PaperKind:
    kind = kind_named(CODE)
    assert kind is not None
    return kind


def draft_of(organisation: Organisation, title: str = "Структура") -> PaperDraft:
    return PaperDraft(sample_methodical_service(), organisation, title, source=organisation)


def word(*paragraphs: str, header: str = "", footer: str = "", title: str = "") -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer
    document.core_properties.title = title
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def brought(content: bytes, name: str = "наш бланк.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def texts_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]


def crowded(lines: int) -> MethodicalServicePaper:
    """A paper with as many people."""
    people = tuple(ServicePerson("учитель", f"Человек {number}", "учитель") for number in range(lines))
    return MethodicalServicePaper("Школа", "сегодня", people, (), (), ServiceSignature("", ""))


def coat_of_arms(width: int = 200, height: int = 240) -> bytes:
    """A grey picture of so many dots."""
    rows = (b"\0" + b"\x80" * width) * height
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
