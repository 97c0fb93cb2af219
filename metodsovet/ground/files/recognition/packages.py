"""Office packages: a zip whose own list of contents says what it is."""

import re

from metodsovet.ground.files.recognition import kinds
from metodsovet.ground.files.recognition.kinds import ContentKind
from metodsovet.ground.files.recognition.refusals import in_words_of_files, refused
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.spreadsheets.archives import Archive
from metodsovet.kernel.spreadsheets.refusals import FileRefused

START = b"PK\x03\x04"
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": kinds.DOCX,
    b"spreadsheetml.sheet.main+xml": kinds.XLSX,
    b"presentationml.presentation.main+xml": kinds.PPTX,
}
_OPEN_KINDS = {kind.media_type.encode(): kind for kind in (kinds.ODT, kinds.ODS)}
# What an XML part may open in UTF-8 and UTF-16; none of them stands in a document that an office program wrote.
_FOREIGN_DEFINITIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!doctype", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_IS_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']")
_IS_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_MANIFEST_BYTES = 4 * 2**20


def recognise_package(content: bytes, name: str) -> ContentKind | None:
    """The kind, or None for a zip that is no office document; FileRefused for a dangerous one."""
    try:
        archive = Archive(content, name)
        kind = _office_kind(archive, name) if archive.has(_CONTENT_TYPES) else _open_kind(archive, name)
        if kind is not None:
            _judge_parts(archive, name)
        return kind
    except DomainError as error:
        raise in_words_of_files(error, name) from error


def _office_kind(archive: Archive, name: str) -> ContentKind | None:
    types = _small_part(archive, _CONTENT_TYPES, name)
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise refused("macros", name)
    if b"oleObject" in types or b"activeX" in types:
        raise refused("embedded_object", name)
    return next((kind for mark, kind in _MAIN_PARTS.items() if mark in types), None)


def _open_kind(archive: Archive, name: str) -> ContentKind | None:
    if not archive.has("mimetype") or not archive.has("content.xml"):
        return None
    return _OPEN_KINDS.get(_small_part(archive, "mimetype", name).strip())


def _judge_parts(archive: Archive, name: str) -> None:
    """Every byte is inflated under the counter of the archive, so a bomb shows itself here at the latest."""
    for path in archive.entries:
        lower = path.lower()
        if lower.endswith(".rels"):
            _judge_relations(_small_part(archive, path, name), name)
        if lower.endswith((".xml", ".rels")):
            if any(archive.count(path, *_FOREIGN_DEFINITIONS)):
                raise refused("document_type", name)
        elif not path.endswith("/"):
            for _ in archive.pieces(path):
                pass


def _judge_relations(relations: bytes, name: str) -> None:
    if b"\x00" in relations:  # UTF-16, which no office program writes here
        raise refused("broken", name)
    for relation in _RELATION.findall(relations):
        if _IS_EXTERNAL.search(relation) and not _IS_LINK.search(relation):
            raise refused("external_relation", name)


def _small_part(archive: Archive, path: str, name: str) -> bytes:
    content = b""
    for piece in archive.pieces(path):
        content += piece
        if len(content) > _MANIFEST_BYTES:
            raise FileRefused("zip_bomb", name)
    return content
