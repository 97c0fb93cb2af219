"""XML of office files, read element by element: no entities, no external files, no document type."""

from collections.abc import Iterator
from typing import Any, Literal

from lxml import etree

from metodsovet.kernel.spreadsheets.archives import Archive, broken
from metodsovet.kernel.spreadsheets.refusals import FileRefused

Event = tuple[Literal["start", "end"], Any]


def events(archive: Archive, path: str, *tags: str) -> Iterator[Event]:
    """Starts and ends of the named elements; FileRefused ``broken``, ``document_type`` or ``cell_too_long``."""
    source: Any = archive.stream(path)
    parser = etree.iterparse(
        source,
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    is_first = True
    try:
        for event, element in parser:
            if is_first:
                _judge_document_type(element, archive.name)
                is_first = False
            yield event, element
    except etree.XMLSyntaxError as error:
        raise _syntax_refusal(error, archive.name) from error


def release(element: Any) -> None:
    """Free the element and everything before it that its parent still holds."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _judge_document_type(element: Any, name: str) -> None:
    if element.getroottree().docinfo.doctype:
        raise FileRefused(
            "document_type",
            f"Внутри файла «{name}» есть посторонние определения, которых Word не пишет: сохраните документ заново.",
        )


def _syntax_refusal(error: etree.XMLSyntaxError, name: str) -> FileRefused:
    if "huge" in str(error).lower():  # libxml2 stops at 10 MB in one text
        return FileRefused("cell_too_long", f"В файле «{name}» есть ячейка больше мегабайта: разделите её текст.")
    if "entit" in str(error).lower():
        return FileRefused(
            "document_type",
            f"Внутри файла «{name}» есть посторонние определения, которых Word не пишет: сохраните документ заново.",
        )
    return broken(name)
