"""Appendices of a paper: each from a new page, with its head at the right, a text or a table, across where it is wide.

A paper whose data has ``annexes`` (tuples of ``Annex``) gets them after its template was printed, ours or a brought
one.
The rows are written as XML at once: by the thousand, python-docx would look for each of their cells.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from metodsovet.ground.documents.rendering.marks import Mark

TWIPS_IN_MM = 1440 / 25.4
LONG_SIDE_MM, SHORT_SIDE_MM, LEFT_MM, RIGHT_MM = 297, 210, 30, 10
HEAD_WIDTH_MM = 75
FONT = "Times New Roman"
CELL, HEAD = "AnnexCell", "AnnexHead"
BLANK_DAY, BLANK_NUMBER = "____________", "______"
LONGEST_HEADING = 110
HEADING = re.compile(r"(?:(?:Раздел|Глава|Часть)\s)?(?:(?P<roman>[IVX]+)|(?P<number>\d{1,2}))\.\s[А-ЯЁ][^.;:!?]+\.?$")
NUMBER = re.compile(r"(?:\d{1,3}\.?){0,3}")
NUMBER_TWIPS, CELL_SIDES_TWIPS = 125, 190
NUMBERED = re.compile(r"\d{1,2}[.)]")
MARK = re.compile(r"^((?:\d{1,2}\.)+|\d{1,2}\)|[а-я]\)|–)\s")
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """``width`` is its share of the table."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Annex:
    """``head`` are lines at the right, the last of which is «от … №»; a row of one text is a heading across."""

    head: tuple[str, ...]
    title: str
    columns: tuple[AnnexColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    paragraphs: tuple[str, ...]
    is_wide: bool


def put_annexes(document: Document, annexes: Sequence[Mapping[str, Any]], mark: Mark) -> None:
    """The body's own section ends with the main text; each annex has a section of its own.

    The body is written anew with them as one text: nodes that come from another tree are slow to move.
    """
    _add_styles(document)
    body = document.element.body
    section = body.find(qn("w:sectPr"))
    assert section is not None
    own = deepcopy(section)
    body.remove(section)
    _end_section(body, section)
    parts = []
    for place, annex in enumerate(annexes, start=1):
        turned = _section_of(own, is_wide=bool(annex["is_wide"]))
        end = turned if place == len(annexes) else _end_of(turned)
        parts += [*_parts(annex, mark), etree.tostring(end, encoding="unicode")]
    opened, closing, _ = etree.tostring(body, encoding="unicode").rpartition("</w:body>")
    body.getparent().replace(body, parse_xml(f"{opened}{''.join(parts)}{closing}"))


def _parts(annex: Mapping[str, Any], mark: Mark) -> list[str]:
    width_mm = (LONG_SIDE_MM if annex["is_wide"] else SHORT_SIDE_MM) - LEFT_MM - RIGHT_MM
    xml = [_head(annex["head"], mark, width_mm)]
    if annex["title"]:
        xml.append(_paragraph(annex["title"], align="center", is_title=True))
    texts = annex["paragraphs"]
    xml += [_text(text, below) for text, below in zip_longest(texts, texts[1:], fillvalue="")]
    if annex["columns"]:
        if texts:
            xml.append(_paragraph("", align="left"))
        xml.append(_table(annex["columns"], annex["rows"], width_mm))
    return xml


def _text(text: str, below: str) -> str:
    if _is_heading(text, below):
        return _paragraph(text.rstrip("."), align="center", is_title=True)
    return _paragraph(MARK.sub("\\1\u00a0", text, count=1), align="both", indent=709)


def _is_heading(text: str, below: str) -> bool:
    """«2. Цель и задачи» over a clause, with a full stop over «2.1.»; of lines that all look so none is one."""
    found = _looks_like_heading(text)
    if found is None or not below:
        return False
    if found["number"] is not None and below.startswith(f"{found['number']}.1."):
        return True
    if text.endswith(".") or _looks_like_heading(below) is not None:
        return False
    return found["roman"] is not None or NUMBERED.match(below) is not None


def _looks_like_heading(text: str) -> re.Match[str] | None:
    return HEADING.match(text) if len(text) <= LONGEST_HEADING else None


def _head(lines: Sequence[str], mark: Mark, width_mm: int) -> str:
    left = _twips(width_mm - HEAD_WIDTH_MM)
    day, number = mark.date or BLANK_DAY, mark.number or BLANK_NUMBER
    said = [*lines, f"от {day} №\u00a0{number}"] if lines else []
    return "".join(_paragraph(line, left=left) for line in said)


def _table(columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[str]], width_mm: int) -> str:
    widths = _widths([max(int(column["width"]), 1) for column in columns], rows, _twips(width_mm))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(_cell(column["title"], width, is_head=True) for column, width in zip(columns, widths, strict=True))
    drawn = "".join(_row(row, widths) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{drawn}</w:tbl>"
    )


def _widths(shares: Sequence[int], rows: Sequence[Sequence[str]], whole: int) -> list[int]:
    """By shares, but the first column is as wide as the longest number in it: «10» is not broken into two lines."""
    widths = [round(whole * share / sum(shares)) for share in shares]
    numbers = [row[0] for row in rows if len(row) == len(shares) > 1]
    if not numbers or not all(NUMBER.fullmatch(number) for number in numbers):
        return widths
    least = max(len(number) for number in numbers) * NUMBER_TWIPS + CELL_SIDES_TWIPS
    if widths[0] >= least:
        return widths
    rest = sum(shares[1:])
    return [least, *(round((whole - least) * share / rest) for share in shares[1:])]


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    if len(row) == 1 and len(widths) > 1:
        cells = _cell(row[0], sum(widths), span=len(widths), is_head=True)
    else:
        cells = "".join(_cell(text, width) for text, width in zip(row, widths, strict=False))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, *, span: int = 1, is_head: bool = False) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{HEAD if is_head else CELL}"/></w:pPr><w:r>{_lines(text)}</w:r></w:p></w:tc>'
    )


def _paragraph(text: str, *, align: str = "left", left: int = 0, indent: int = 0, is_title: bool = False) -> str:
    space, keep = (240, "<w:keepNext/><w:suppressAutoHyphens/>") if is_title else (0, "")
    return (
        f'<w:p><w:pPr>{keep}<w:spacing w:before="{space}" w:after="{space}" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="{left}" w:firstLine="{indent}"/><w:jc w:val="{align}"/></w:pPr>'
        f"{_run(text, size=28, is_bold=is_title)}</w:p>"
    )


def _run(text: str, *, size: int, is_bold: bool) -> str:
    """``size`` in halves of a point."""
    return f"<w:r>{_look(size, is_bold=is_bold)}{_lines(text)}</w:r>"


def _look(size: int, *, is_bold: bool) -> str:
    bold = "<w:b/>" if is_bold else ""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
    return f'<w:rPr>{fonts}{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _lines(text: str) -> str:
    """A new line of the text is one in the cell."""
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))


def _add_styles(document: Document) -> None:
    """Said once for all cells: a brought template need not know them."""
    styles = document.styles.element
    known = {style.get(qn("w:styleId")) for style in styles}
    for name, align, is_head in ((CELL, "left", False), (HEAD, "center", True)):
        if name not in known:
            keep = "<w:keepNext/>" if is_head else ""
            styles.append(
                parse_xml(
                    f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
                    f'<w:name w:val="{name}"/><w:pPr>{keep}<w:spacing w:before="0" w:after="0" w:line="240" '
                    f'w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="{align}"/></w:pPr>'
                    f"{_look(22, is_bold=is_head)}</w:style>"
                )
            )


def _section_of(own: Any, *, is_wide: bool) -> Any:
    """The main section turned where need be; its pages are numbered from the first."""
    section = deepcopy(own)
    for tag in ("w:titlePg", "w:type"):
        for found in section.findall(qn(tag)):
            section.remove(found)
    kind = OxmlElement("w:type")
    kind.set(qn("w:val"), "nextPage")
    size = section.find(qn("w:pgSz"))
    size.addprevious(kind)
    width, height = (LONG_SIDE_MM, SHORT_SIDE_MM) if is_wide else (SHORT_SIDE_MM, LONG_SIDE_MM)
    size.set(qn("w:w"), str(_twips(width)))
    size.set(qn("w:h"), str(_twips(height)))
    size.set(qn("w:orient"), "landscape" if is_wide else "portrait")
    return section


def _end_section(body: Any, section: Any) -> None:
    body.append(_end_of(section))


def _end_of(section: Any) -> Any:
    """A section ends with a paragraph; a small one, so that a full page is not followed by an empty one."""
    paragraph = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    )
    paragraph.find(qn("w:pPr")).insert(1, section)
    return paragraph


def _twips(mm: float) -> int:
    return round(mm * TWIPS_IN_MM)
