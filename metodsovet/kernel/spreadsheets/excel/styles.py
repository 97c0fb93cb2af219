"""Formats of cells that change their meaning: a bold font, a date printed without its day or its year."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from metodsovet.kernel.spreadsheets.archives import Archive
from metodsovet.kernel.spreadsheets.xml_streams import events

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STYLES = "xl/styles.xml"
_BUILT_IN = {16: "d-mmm", 17: "mmm-yy"}
_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class DatePart(StrEnum):
    """What of a date the cell shows."""

    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Style:
    is_bold: bool = False
    date_part: DatePart | None = None


def read_styles(archive: Archive) -> Mapping[int, Style]:
    """Styles by index, only those that say something."""
    if not archive.has(_STYLES):
        return {}
    formats = dict(_BUILT_IN)
    bolds: list[bool] = []
    answer: dict[int, Style] = {}
    for event, element in events(archive, _STYLES, f"{_MAIN}numFmt", f"{_MAIN}fonts", f"{_MAIN}cellXfs"):
        if event != "end":
            continue
        if element.tag.endswith("numFmt"):
            formats[_whole(element, "numFmtId")] = element.get("formatCode", "")
        elif element.tag.endswith("fonts"):
            bolds = [_is_bold(font) for font in element.findall(f"{_MAIN}font")]
        else:
            answer = {
                index: style
                for index, entry in enumerate(element.findall(f"{_MAIN}xf"))
                if (style := _style(entry, formats, bolds)) != Style()
            }
    return answer


def _style(entry: Any, formats: Mapping[int, str], bolds: list[bool]) -> Style:
    font = _whole(entry, "fontId")
    return Style(
        is_bold=font < len(bolds) and bolds[font],
        date_part=_date_part(formats.get(_whole(entry, "numFmtId"), "")),
    )


def _date_part(code: str) -> DatePart | None:
    letters = _LITERALS.sub("", code.lower().split(";")[0])
    if "m" not in letters or "h" in letters or "s" in letters:
        return None
    if "d" not in letters:
        return DatePart.MONTH
    return None if "y" in letters else DatePart.DAY


def _is_bold(font: Any) -> bool:
    bold = font.find(f"{_MAIN}b")
    return bold is not None and bold.get("val", "1") not in {"0", "false"}


def _whole(element: Any, name: str) -> int:
    text = element.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
