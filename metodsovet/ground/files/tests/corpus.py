"""Files made by the tests: good ones of every kind, and bad ones of every fault."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
    "pptx": "presentationml.presentation.main+xml",
}


def archive(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for path, content in parts.items():
            file.writestr(path, content)
    return buffer.getvalue()


def office(kind: str = "docx", more: Mapping[str, bytes] | None = None, types: str = "") -> bytes:
    main = f"application/vnd.openxmlformats-officedocument.{MAIN[kind]}"
    parts = {
        "[Content_Types].xml": f'<Types><Override PartName="/main.xml" ContentType="{main}"/>{types}</Types>'.encode(),
        "main.xml": "<document>План</document>".encode(),
    }
    return archive({**parts, **(more or {})})


def relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> dict[str, bytes]:
    line = f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'
    return {"word/_rels/document.xml.rels": f"<Relationships>{line}</Relationships>".encode()}


def open_document(kind: str = "text") -> bytes:
    return archive(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "content.xml": b"<office/>",
            "META-INF/manifest.xml": b"<manifest/>",
        }
    )


def pdf(more: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n" + more + b"\nstartxref\n9\n%%EOF\n"


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    frame = b"\xff\xc0" + struct.pack(">H", 11) + b"\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00"
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9 + frame + scan + b"\0\xff\xd9"


BOMB = office(more={"word/media/zeros.bin": b"\0" * (8 * 2**20)})
LOCKED = office().replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")

GOOD: dict[str, tuple[bytes, str]] = {
    "приказ.pdf": (pdf(), "application/pdf"),
    "план.docx": (office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "ссылка.docx": (
        office(more=relation("hyperlink", "https://example.org/")),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "список.XLSX": (office("xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "доклад.pptx": (office("pptx"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "справка.odt": (open_document(), "application/vnd.oasis.opendocument.text"),
    "таблица.ods": (open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    "урок.jpeg": (jpeg(), "image/jpeg"),
    "схема.png": (png(), "image/png"),
    "заметка.txt": ("Провели три занятия".encode(), "text/plain"),
    "список.csv": ("ФИО;класс\r\n".encode("cp1251"), "text/plain"),
    "письмо.txt": ("Здравствуйте".encode("utf-16"), "text/plain"),
}

BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("пусто.docx", b"", "empty_file"),
    "picture named as document": ("план.docx", png(), "name_differs"),
    "document named as picture": ("урок.png", office(), "name_differs"),
    "text named as document": ("план.pdf", b"just words", "unknown_content"),
    "program": ("отчёт.exe", b"MZ\x90\x00" + b"\0" * 64, "unknown_content"),
    "plain zip": ("всё.zip", archive({"a.txt": b"a"}), "unknown_content"),
    "half of a zip": ("план.docx", office()[:200], "broken"),
    "half of a png": ("схема.png", png()[:-8], "broken"),
    "png with a tail": ("схема.png", png() + archive({"a.txt": b"a"}), "broken"),
    "signature of jpeg alone": ("урок.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 64, "broken"),
    "pdf cut in the middle": ("приказ.pdf", b"%PDF-1.7\n1 0 obj", "broken"),
    "pdf with a script": ("приказ.pdf", pdf(b"2 0 obj<</S/JavaScript/JS(x)>>endobj"), "active_pdf"),
    "pdf that starts a program": ("приказ.pdf", pdf(b"2 0 obj<</S/Launch>>endobj"), "active_pdf"),
    "pdf with a file inside": ("приказ.pdf", pdf(b"2 0 obj<</Type/EmbeddedFile>>endobj"), "active_pdf"),
    "old Word": ("план.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "old_format"),
    "rtf": ("план.rtf", b"{\\rtf1 words}", "old_format"),
    "macros by name": ("план.docx", office(more={"word/vbaProject.bin": b"x"}), "macros"),
    "macros by type": ("план.docx", office(types='<Override ContentType="x.macroEnabled.main+xml"/>'), "macros"),
    "embedded object": ("план.docx", office(more={"word/embeddings/oleObject1.bin": b"x"}), "embedded_object"),
    "document inside": ("план.docx", office(more={"word/embeddings/inner.docx": office()}), "nested_archive"),
    "archive inside a picture": ("план.docx", office(more={"word/media/image.png": office()}), "nested_archive"),
    "path outside": ("план.docx", office(more={"../../etc/cron.d/x": b"x"}), "dangerous_archive"),
    "template from outside": (
        "план.docx",
        office(more=relation("attachedTemplate", "https://example.org/x.dotm")),
        "external_relation",
    ),
    "picture from outside": (
        "план.docx",
        office(more=relation("image", "file://server/share/x.png")),
        "external_relation",
    ),
    "document type": (
        "план.docx",
        office(more={"word/x.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
        "document_type",
    ),
    "document type in utf-16": (
        "план.docx",
        office(more={"word/x.xml": "<!DOCTYPE a><a/>".encode("utf-16")}),
        "document_type",
    ),
    "bomb": ("план.docx", BOMB, "zip_bomb"),
    "too many parts": ("план.docx", office(more={f"word/{n}.bin": b"" for n in range(2_001)}), "too_many_entries"),
    "password": ("план.docx", LOCKED, "password"),
    "control characters": ("заметка.txt", b"words\x00\x01\x02", "unknown_content"),
}
