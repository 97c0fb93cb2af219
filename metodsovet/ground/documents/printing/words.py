"""Word papers: docxtpl in a sandbox that calls nothing and knows only the filters named here."""

import re
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# docxtpl takes «{_{» and the like in the finished paper for its own marks, so the letters of marks go as numbers.
MARKS = str.maketrans({"{": "&#123;", "}": "&#125;", "%": "&#37;"})
LONGEST_PRODUCT = 100_000
ALLOWED_FILTERS = ("default", "first", "last", "length", "lower", "upper", "trim", "join", "e", "escape")


class PaperEnvironment(SandboxedEnvironment):
    """Templates read plain data: nothing is callable, no globals, results of ``*`` and ``+`` are bounded."""

    intercepted_binops = frozenset(["*", "+", "**", "%"])

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_shown)
        self.filters = {name: self.filters[name] for name in ALLOWED_FILTERS}
        self.tests = {name: self.tests[name] for name in ("defined", "none", "odd", "even", "equalto", "==")}
        self.globals = {}

    def is_safe_callable(self, obj: object) -> bool:
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator in ("**", "%"):
            raise ValueError(f"operator {operator} is not for papers")
        sizes = [len(side) if isinstance(side, str) else 1 for side in (left, right)]
        numbers = [side for side in (left, right) if isinstance(side, int)]
        if operator == "*" and max(sizes) * max([1, *numbers]) > LONGEST_PRODUCT:
            raise ValueError("the product is too long for a paper")
        if operator == "+" and sum(sizes) > LONGEST_PRODUCT:
            raise ValueError("the sum is too long for a paper")
        return super().call_binop(context, operator, left, right)


def render_docx(template: Path, paper: "DataclassInstance") -> bytes:
    """The paper as a Word file. ``paper`` holds plain values only; any text of it survives printing as it is."""
    document = DocxTemplate(str(template))
    document.render(_plain(asdict(paper)), jinja_env=PaperEnvironment(), autoescape=True)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _shown(value: Any) -> Markup:
    """A printed value as XML text; nothing is printed for None."""
    text = escape("" if value is None else value)
    return Markup(text.translate(MARKS))  # escaped above


def _plain(value: Any) -> Any:
    """Texts without the few characters that no XML may hold; tuples as lists."""
    if isinstance(value, str):
        return NOT_XML.sub("", value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
