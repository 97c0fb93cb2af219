"""Where the parts of an order stand: head, preamble, points, signatures, what follows them, appendices."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from metodsovet.work.orders.reading.labels import label_of
from metodsovet.work.orders.reading.lines import Line
from metodsovet.work.orders.reading.names import COMMAND
from metodsovet.work.orders.reading.requisites import kind_at
from metodsovet.work.orders.reading.signing import Signed, signatures_from

_OPENING = re.compile(
    r"^(?:в целях|в соответствии|на основании|во исполнение|с целью|для\s|руководствуясь|согласно|в связи|по итогам"
    r"|по результатам|учитывая|рассмотрев|исходя|в рамках|ввиду|заслушав|принимая во внимание|с учётом|с учетом)",
    re.IGNORECASE,
)
APPENDIX = re.compile(
    r"^\W*приложение\b\s*(?:(?:№|N)?\s*(?P<number>\d{1,3}(?:\.\d{1,2})?|[А-ЕA-E](?![а-яё])))?\s*\W*(?P<rest>$|к\s.*|утвержд.*|\d.*)",
    re.IGNORECASE,
)
STAMP = re.compile(r"^\W*утвержд(?:ено|ён|ен|ена|ены|аю)\b", re.IGNORECASE)
HEADING = re.compile(
    r"^\W*(?:положение|план|дорожная карта|программа|состав|список|график"
    r"|перечень|порядок|регламент|смета|форма|циклограмма"
    r"|модель|структура|инструкция|заявка|анкета|критерии|методические|правила|концепция|комплекс мер|план-график|схема"
    r"|распределение|сведения|закрепление)\b",
    re.IGNORECASE,
)
_FIRST_INLINE = re.compile(r"(?:^|(?<=:))\s*(?P<number>(?P<prefix>\d{1,2}\.)?1[.)])(?=\s?[А-ЯЁа-яё])")
_LEAST_INLINE = 2
_HEAD_LINES = 80
_DIRECT = re.compile(
    r"^(?:контроль|настоящ|приказ\b|рекомендовать|утвердить|назначить|организовать|провести|обеспечить|признать)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Parts:
    head: Sequence[Line] = ()
    preamble: str = ""
    command: str = ""
    points: list[Line] = field(default_factory=list)
    signed: Signed | None = None
    tail: Sequence[Line] = ()
    appendices: Sequence[Line] = ()


def cut(lines: Sequence[Line]) -> Parts:
    lines = [part for line in lines for part in _parted(line)]
    kind = next((place for place, line in enumerate(lines[:_HEAD_LINES]) if kind_at(line)), None)
    start = 0 if kind is None else kind + 1
    body = _body(lines, start)
    parts = Parts(head=lines[:body])
    rest = _take_preamble(parts, lines, body)
    border = next((place for place in range(rest, len(lines)) if _begins_appendix(lines, place)), len(lines))
    parts.signed = _signatures(lines, rest, border)
    end = parts.signed.first if parts.signed else border
    after = parts.signed.end if parts.signed else border
    parts.points += lines[rest:end]
    if parts.signed and border == len(lines):
        border = _unnamed_border(lines, after)
    parts.tail, parts.appendices = lines[after:border], lines[border:]
    return parts


def _parted(line: Line) -> Iterator[Line]:
    """«…приказываю: 1. Провести … 2. Отделу …» in one paragraph: a line for each number that follows the one before."""
    first = _FIRST_INLINE.search(line.text)
    prefix = (first["prefix"] or "") if first else ""
    places = [first.start("number")] if first else []
    while places:
        number = re.escape(f"{prefix}{len(places) + 1}")
        found = re.compile(rf"(?<=[.;:)»\"])\s+(?={number}[.)]\s?[А-ЯЁа-яё])").search(line.text, places[-1])
        if found is None:
            break
        places.append(found.end())
    if len(places) < _LEAST_INLINE:
        yield line
        return
    for start, end in pairwise([0, *places, len(line.text)]):
        if line.text[start:end].strip():
            yield replace(line, text=line.text[start:end].strip())


def _body(lines: Sequence[Line], start: int) -> int:
    """The first line of the preamble, the command or the points."""
    for place in range(start, len(lines)):
        text = lines[place].text
        if _OPENING.match(text) or COMMAND.search(text) or lines[place].table is not None:
            return place
        label = label_of(text)
        if (label is not None and len(text) > label.end + 8) or (place > start and _DIRECT.match(text)):
            return place
    return len(lines) if start else 0


def _take_preamble(parts: Parts, lines: Sequence[Line], body: int) -> int:
    """The lines before the first point; what stands after the command in its line is a point."""
    words: list[str] = []
    for place in range(body, len(lines)):
        text = lines[place].text
        command = COMMAND.search(text) if label_of(text) is None else None
        if command is not None and (
            command["colon"] or not text[command.end() :].strip() or not words or len(text) > command.end()
        ):
            parts.command = re.sub(r"\s", "", command["word"]).lower()
            words.append(text[: command.start()])
            rest = text[command.end() :].strip().lstrip(" :,.")
            if rest:
                parts.points.append(Line(rest, lines[place].block, lines[place].is_bold))
            parts.preamble = _joined(words)
            return place + 1
        is_point = label_of(text) is not None or lines[place].table is not None or _DIRECT.match(text)
        if is_point or (words and words[-1].endswith((":", "."))):
            parts.preamble = _joined(words)
            return place
        words.append(text)
    parts.preamble = _joined(words)
    return len(lines)


def _joined(words: Sequence[str]) -> str:
    return " ".join(" ".join(words).split()).strip(" :,–—-")


def _signatures(lines: Sequence[Line], start: int, border: int) -> Signed | None:
    """The first ones after which no point goes on: names stand inside points too."""
    found = signatures_from(lines, start, border)
    while found is not None:
        following = signatures_from(lines, found.end, border)
        if following is None or not _goes_on(lines[start : found.first], lines[found.end : following.first]):
            return found
        found = following
    return None


def _goes_on(before: Sequence[Line], between: Sequence[Line]) -> bool:
    last = [label for line in before if (label := label_of(line.text)) and label.style == "1"]
    first = next((label for line in between if (label := label_of(line.text)) and label.style == "1"), None)
    return first is not None and bool(last) and int(first.number) > int(last[-1].number)


def _begins_appendix(lines: Sequence[Line], place: int) -> bool:
    text = lines[place].text
    return len(text) < 200 and (APPENDIX.match(text) is not None or _is_stamp(text))


def _is_stamp(text: str) -> bool:
    return STAMP.match(text) is not None and len(text.split()) <= 12 and text[0].isupper() and not text.endswith(":")


def _unnamed_border(lines: Sequence[Line], start: int) -> int:
    """Without the word «Приложение» an appendix begins with its heading or its table."""
    for place in range(start, len(lines)):
        line = lines[place]
        is_heading = (
            HEADING.match(line.text) and (line.is_bold or line.text[0].isupper()) and label_of(line.text) is None
        )
        if line.table is not None or is_heading:
            return place
    return len(lines)
