"""Bad files, made on the fly: each is what somebody uploads by mistake or on purpose."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import docx
import openpyxl

MEGABYTE = 2**20
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(entries: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(body: bytes, extra: Mapping[str, bytes] | None = None, head: bytes = b"") -> bytes:
    document = b'<?xml version="1.0" encoding="UTF-8"?>' + head + f"<w:document {_W}><w:body>".encode()
    document += body + b"</w:body></w:document>"
    return zipped({"[Content_Types].xml": _CONTENT_TYPES, "word/document.xml": document, **(extra or {})})


def word_row(*texts: str) -> bytes:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
    return f"<w:tr>{cells}</w:tr>".encode()


def word_table(rows: bytes) -> bytes:
    return b"<w:tbl>" + rows + b"</w:tbl>"


def real_word() -> bytes:
    document = docx.Document()
    document.add_table(1, 2).rows[0].cells[0].text = "Мероприятие"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def replaced(content: bytes, path: str, new: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries[path] = new(entries[path])
    return zipped(entries)


def container(*streams: str) -> bytes:
    """An old Office container with directory entries of these names."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    entries = b"".join(stream.encode("utf-16-le").ljust(128, b"\x00") for stream in streams)
    return header + entries.ljust(4096, b"\x00")


def lying_bomb() -> bytes:
    """The list of contents says a kilobyte, the entry inflates to 50 megabytes."""
    content = word(b" " * (50 * MEGABYTE))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"word/document.xml"))
    return content[: at + 24] + struct.pack("<I", 1024) + content[at + 28 :]


def encrypted_entry() -> bytes:
    content = bytearray(real_word())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def moved_cell(address: bytes) -> bytes:
    sheet = "xl/worksheets/sheet1.xml"
    return replaced(workbook(("№",), ("x",)), sheet, lambda xml: xml.replace(b'r="A2"', address))


def scattered_sheet() -> bytes:
    """Two cells a long way apart: the library would lay out all between."""
    far = b'<row r="199999"><c r="GR199999" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return replaced(workbook(("a",)), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far))


def far_sheet() -> bytes:
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return replaced(workbook(("a",)), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far))


def many_references() -> bytes:
    """One text of 90,000 letters named by 100,000 cells."""
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
    strings += "ж".encode() * 90_000 + b"</t></si></sst>"
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 100_001))
    content = replaced(
        workbook(("a",)), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return zipped(entries | {"xl/sharedStrings.xml": strings})


def repeated_ods(rows: int, columns: int, *, column_marks: str = "") -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="План">{column_marks}<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'

# name of the case: (file name, its bytes, code of the refusal)
CORPUS: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("план.docx", lambda: b"", "empty_file"),
    "blank": ("план.txt", lambda: b" \r\n\t\n ", "empty_file"),
    "broken docx": ("план.docx", lambda: real_word()[:-2000], "broken"),
    "bad checksum": ("план.docx", lambda: real_word().replace(b"word/document.xml", b"word/document.xmk", 1), "broken"),
    "docx without a body": ("план.docx", lambda: zipped({"[Content_Types].xml": _CONTENT_TYPES}), "broken"),
    "not well-formed": ("план.docx", lambda: word(b"<w:p>"), "broken"),
    "password docx": ("план.docx", lambda: container("EncryptionInfo", "EncryptedPackage"), "password"),
    "password zip": ("план.docx", encrypted_entry, "password"),
    "macros": ("план.docm", lambda: word(b"<w:p/>", {"word/vbaProject.bin": b"\x00" * 100}), "macros"),
    "macros xls": ("план.xls", lambda: container("Workbook", "_VBA_PROJECT"), "macros"),
    "bomb": ("план.docx", lambda: word(b" " * (60 * MEGABYTE)), "zip_bomb"),
    "bomb with a lie": ("план.docx", lying_bomb, "broken"),
    "bomb of many": ("план.xlsx", lambda: zipped({f"{n}": b"" for n in range(2001)}), "too_many_entries"),
    "nested archive": ("план.docx", lambda: word(b"<w:p/>", {"word/a.bin": zipped({"a": b"a"})}), "nested_archive"),
    "nested document": ("план.docx", lambda: word(b"<w:p/>", {"word/embeddings/a.docx": b"x"}), "nested_archive"),
    "embedded object": (
        "план.docx",
        lambda: word(b"<w:p/>", {"word/embeddings/oleObject1.bin": b"x"}),
        "embedded_object",
    ),
    "plain archive": ("план.zip", lambda: zipped({"план.txt": b"x"}), "archive"),
    "rar": ("план.docx", lambda: b"Rar!\x1a\x07\x00" + b"\x00" * 100, "archive"),
    "traversal": ("план.docx", lambda: word(b"<w:p/>", {"../../etc/passwd": b"x"}), "dangerous_archive"),
    "entities": ("план.docx", lambda: word(b"<w:p/>", head=_ENTITIES), "document_type"),
    "external entity": ("план.docx", lambda: word(b"<w:p/>", head=_EXTERNAL), "document_type"),
    "png": ("план.docx", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "picture"),
    "jpeg": ("план.xlsx", lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 100, "picture"),
    "pdf": ("план.docx", lambda: b"%PDF-1.7\n" + b"\x00" * 100, "pdf"),
    "web page": ("план.doc", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "web_page"),
    "program": ("план.docx", lambda: b"MZ" + b"\x00" * 300, "unknown_format"),
    "noise": ("план.txt", lambda: bytes(range(256)) * 20, "unknown_format"),
    "too large": ("план.docx", lambda: b"x" * (20 * MEGABYTE + 1), "file_too_large"),
    "long cell docx": ("план.docx", lambda: word(word_table(word_row("1", "ж" * MEGABYTE))), "cell_too_long"),
    "huge cell docx": (
        "план.docx",
        lambda: word(
            word_table(word_row("жз" * 6 * MEGABYTE)),
        ),
        "zip_bomb",
    ),
    "long cell xlsx": (
        "план.xlsx",
        lambda: replaced(
            workbook(("№", "Мероприятие"), (1, "LONG")),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"LONG", "ж".encode() * MEGABYTE),
        ),
        "cell_too_long",
    ),
    "long cell text": ("план.txt", ("№\tДело\n1\t" + "ж" * MEGABYTE).encode, "cell_too_long"),
    "200,001 rows docx": ("план.docx", lambda: word(word_table(word_row("1") * 200_001)), "zip_bomb"),
    "200,001 rows text": ("план.txt", lambda: b"1\tx\n" * 200_001, "too_many_rows"),
    "endless line of words": ("план.txt", lambda: b"a " * (9 * MEGABYTE), "line_too_long"),
    "201 columns text": ("план.txt", lambda: ("\t".join("x" * 201) + "\n").encode() * 3, "too_many_columns"),
    "million rows xlsx": ("план.xlsx", far_sheet, "too_many_rows"),
    "scattered xlsx": ("план.xlsx", scattered_sheet, "scattered_cells"),
    "many references": ("план.xlsx", many_references, "too_much_text"),
    "empty xlsx": ("план.xlsx", workbook, "empty_file"),
    "broken xlsx": (
        "план.xlsx",
        lambda: replaced(workbook(("a",)), "xl/worksheets/sheet1.xml", lambda xml: xml[:-40]),
        "broken",
    ),
    "column outside any sheet": ("план.xlsx", lambda: moved_cell(b'r="ZZZZZZZ2"'), "broken"),
    "column in other quotes": ("план.xlsx", lambda: moved_cell(b"r = 'XFD2'"), "too_many_columns"),
    "row outside any sheet": ("план.xlsx", lambda: moved_cell(b'r="A99999999"'), "broken"),
    "broken xls": ("план.xls", lambda: container("Workbook"), "broken"),
    "repeated ods rows": ("план.ods", lambda: repeated_ods(1_048_576, 1), "too_many_rows"),
    "repeated ods columns": ("план.ods", lambda: repeated_ods(1, 16_384), "too_many_columns"),
    "text without a table": ("план.txt", "Просто письмо.\nБез таблицы.".encode, "no_table"),
}
