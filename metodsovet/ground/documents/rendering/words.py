"""Word papers: docxtpl in a sandbox that calls nothing and knows only the filters named here."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from metodsovet.ground.documents.rendering.annexes import put_annexes
from metodsovet.ground.documents.rendering.marks import NOT_ISSUED, Mark, put_code, put_emblem

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# docxtpl takes «{_{» and the like in the finished paper for its own marks, so the letters of marks go as numbers.
MARKS = str.maketrans({"{": "&#123;", "}": "&#125;", "%": "&#37;"})
ALLOWED_FILTERS = ("default", "first", "last", "length", "lower", "upper", "trim", "join", "e", "escape")
ALLOWED_TESTS = ("defined", "none", "odd", "even", "equalto", "==")
ALLOWED_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.Test,
)
DEEPEST_LOOP = 3


class PaperEnvironment(SandboxedEnvironment):
    """Templates read plain data: they call, compute, assign and include nothing, so their work is bounded by it."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_shown)
        self.filters = {name: self.filters[name] for name in ALLOWED_FILTERS}
        self.tests = {name: self.tests[name] for name in ALLOWED_TESTS}
        self.globals = {}

    def is_safe_callable(self, obj: object) -> bool:
        return False

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        _require_plain(template, loops=0)
        return template


def _require_plain(node: nodes.Node, *, loops: int) -> None:
    """SecurityError on what a paper has no use for. A loop goes over data, never over a text or a number."""
    if type(node) not in ALLOWED_NODES:
        raise SecurityError(f"{type(node).__name__} is not for papers")
    if isinstance(node, nodes.For):
        loops += 1
        if not isinstance(node.iter, nodes.Name | nodes.Getattr) or loops > DEEPEST_LOOP:
            raise SecurityError("a loop of a paper goes over its data, at most three deep")
    for child in node.iter_child_nodes():
        _require_plain(child, loops=loops)


def render_docx(template: Path, paper: "DataclassInstance") -> bytes:
    """The paper as a Word file, not issued. ``paper`` holds plain values only; any text of it survives printing."""
    return render_word(template.read_bytes(), asdict(paper))


def render_word(
    template: bytes, data: Mapping[str, Any], mark: Mark = NOT_ISSUED, *, emblem: bytes | None = None
) -> bytes:
    """``mark`` is what the paper got when it was issued; the template reads it as ``paper``.

    ``emblem`` is a picture over everything; the barcode stands only where the standard of the paper knows it.
    """
    document = DocxTemplate(BytesIO(template))
    context = {**plain(dict(data)), "paper": plain(asdict(mark))}
    document.render(context, jinja_env=PaperEnvironment(), autoescape=True)
    if emblem:
        put_emblem(document.docx, emblem)
    if context.get("annexes"):
        put_annexes(document.docx, context["annexes"], mark)
    if mark.address and context.get("is_coded", True):
        put_code(document.docx, mark)
    content = BytesIO()
    document.save(content)
    return _without_clock(content)


def _without_clock(content: BytesIO) -> bytes:
    """The same data are the same bytes whenever they are printed: an archive dates its parts by the clock."""
    settled = BytesIO()
    with ZipFile(content) as written, ZipFile(settled, "w", ZIP_DEFLATED) as archive:
        for part in written.infolist():
            archive.writestr(ZipInfo(part.filename), written.read(part), ZIP_DEFLATED)
    return settled.getvalue()


def _shown(value: Any) -> Markup:
    """A printed value as XML text; nothing is printed for None."""
    text = escape("" if value is None else value)
    return Markup(text.translate(MARKS))  # escaped above


def plain(value: Any) -> Any:
    """Texts without the few characters that no XML may hold; tuples as lists."""
    if isinstance(value, str):
        return NOT_XML.sub("", value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
