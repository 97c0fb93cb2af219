"""Text of a paragraph as it is printed: deleted and hidden text left out, inserted kept."""

from dataclasses import dataclass, field
from typing import Any

from metodsovet.kernel.spreadsheets.word import names
from metodsovet.kernel.spreadsheets.word.names import w

_CONTAINERS = frozenset(
    w(name)
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir")
)
_MARKS = {
    w("tab"): " ",
    w("ptab"): " ",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "",
}
_DRAWINGS = frozenset((w("drawing"), w("pict"), w("object")))
_RUN_PROPERTIES = w("rPr")
_BOLD = w("b")
_VANISH = w("vanish")
_SPACES = str.maketrans({"\u00a0": " ", "\u00ad": None, "\u200b": None, "\ufeff": None, "\t": " ", "\u2011": "-"})


@dataclass(slots=True)
class PrintedText:
    """Pieces in order; ``boxes`` are the text boxes anchored in the paragraph."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    has_bold: bool = False
    has_plain: bool = False

    @property
    def text(self) -> str:
        return tidy("".join(self.pieces))

    @property
    def is_bold(self) -> bool:
        return self.has_bold and not self.has_plain


def printed(paragraph: Any) -> PrintedText:
    answer = PrintedText()
    _collect(paragraph, answer)
    return answer


def tidy(text: str) -> str:
    """Single spaces, no empty lines, no invisible characters; line breaks stay."""
    text = text.translate(_SPACES)
    if "\n" not in text and "\r" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _collect(node: Any, answer: PrintedText) -> None:
    for child in node:
        tag = child.tag
        if tag == names.RUN:
            _collect_run(child, answer)
        elif tag in _CONTAINERS:
            _collect(child, answer)
        elif tag == names.ALTERNATIVE:
            _collect_alternative(child, answer)


def _collect_alternative(node: Any, answer: PrintedText) -> None:
    """The same content twice, for new and old programs; one of them is read."""
    chosen = node.find(names.CHOICE)
    if chosen is None:
        chosen = node.find(names.FALLBACK)
    if chosen is None:
        return
    _collect(chosen, answer)
    _collect_run_children(chosen, answer)


def _collect_run(run: Any, answer: PrintedText) -> None:
    properties = run.find(_RUN_PROPERTIES)
    is_bold = False
    if properties is not None:
        if names.is_on(properties.find(_VANISH)):
            return
        is_bold = names.is_on(properties.find(_BOLD))
    if _collect_run_children(run, answer):
        answer.has_bold |= is_bold
        answer.has_plain |= not is_bold


def _collect_run_children(run: Any, answer: PrintedText) -> bool:
    """Whether anything visible was written."""
    is_visible = False
    for child in run:
        tag = child.tag
        if tag == names.TEXT:
            text = child.text or ""
            answer.pieces.append(text)
            is_visible |= not text.isspace() and text != ""
        elif tag in _MARKS:
            answer.pieces.append(_MARKS[tag])
        elif tag in _DRAWINGS:
            answer.boxes.extend(child.iter(names.BOX))
        elif tag == names.ALTERNATIVE:
            _collect_alternative(child, answer)
    return is_visible
