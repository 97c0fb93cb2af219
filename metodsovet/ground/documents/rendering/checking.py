"""What is wrong with a template, in words: names that the paper has not, constructs that papers have no use for."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, nodes

from metodsovet.ground.documents.rendering.findings import Finding
from metodsovet.ground.documents.rendering.schemas import Schema
from metodsovet.ground.documents.rendering.words import ALLOWED_FILTERS, ALLOWED_NODES, ALLOWED_TESTS, DEEPEST_LOOP

LOOP = dict.fromkeys(("index", "index0", "first", "last", "length", "revindex"), "")
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
UNKNOWN = object()
MOST = 30
ANNEXES = "annexes"
"""Printed after the template, which has nothing to say of them."""
WORDS = {
    nodes.Call: "вызов функций",
    nodes.Assign: "присваивание («set»)",
    nodes.AssignBlock: "присваивание («set»)",
    nodes.Include: "вставка других файлов («include»)",
    nodes.Import: "вставка других файлов («import»)",
    nodes.FromImport: "вставка других файлов («import»)",
    nodes.Extends: "вставка других файлов («extends»)",
    nodes.Macro: "макрос («macro»)",
    nodes.Concat: "склейка через «~»",
    nodes.List: "список внутри шаблона",
    nodes.Slice: "срез",
}
_TAG = re.compile(r"<[^>]+>")
_SINGLE = re.compile(r"(?<!\{)\{\s*([A-Za-z_][\w.]*)\s*\}(?!\})")


def check_template(content: bytes, schema: Mapping[str, Schema]) -> list[Finding]:
    """Faults and warnings, each once, at most 30."""
    checker = _Checker(schema)
    for place, source in sources_of(content):
        checker.read(place, source)
    found = [*checker.found, *checker.missing()] if not checker.found else checker.found
    return list(dict.fromkeys([*found, *checker.remarks]))[:MOST]


def sources_of(content: bytes) -> Iterator[tuple[str, str]]:
    """Every part that docxtpl renders, as it hands it to Jinja: the place in words and the source."""
    template = DocxTemplate(BytesIO(content))
    template.init_docx()
    yield "в тексте", template.patch_xml(template.get_xml())
    for uri, place in ((template.HEADER_URI, "в верхнем колонтитуле"), (template.FOOTER_URI, "в нижнем колонтитуле")):
        for _, part in template.get_headers_footers(uri):
            yield place, template.patch_xml(template.get_part_xml(part))
    for name in PROPERTIES:
        yield "в свойствах файла", str(getattr(template.docx.core_properties, name) or "")
    for part in template.docx.part.package.parts:
        if part.content_type.endswith("footnotes+xml"):
            yield "в сносках", template.patch_xml(part.blob.decode("utf-8"))


class _Checker:
    def __init__(self, schema: Mapping[str, Schema]) -> None:
        self.schema = schema
        self.found: list[Finding] = []
        self.remarks: list[Finding] = []
        self.used: set[str] = set()

    def read(self, place: str, source: str) -> None:
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", source)
        try:
            parsed = Environment(autoescape=True).parse(source)
        except TemplateSyntaxError as error:
            near = _TAG.sub("", source.splitlines()[error.lineno - 1]).strip()[:80]
            self.fault(place, f"разметка рядом с «{near}» не закончена или написана с ошибкой")
            return
        _Walk(self, place).go(parsed, dict(self.schema), 0)
        for name in _SINGLE.findall(_TAG.sub("", source)):
            if name.split(".")[0] in self.schema:
                text = (
                    f"{place}: «{{{name}}}» напечатается как есть, поля пишут в двойных скобках — «{{{{ {name} }}}}»."
                )
                self.remarks.append(Finding(_sentence(text), is_fault=False))

    def missing(self) -> Iterator[Finding]:
        for name in self.schema:
            if name not in self.used and name != ANNEXES:
                what = "номера и даты («{{ paper.number }}»)" if name == "paper" else f"поля «{{{{ {name} }}}}»"
                yield Finding(f"В шаблоне нет {what}: напечатано не будет.", is_fault=False)

    def fault(self, place: str, text: str) -> None:
        self.found.append(Finding(_sentence(f"{place}: {text}.")))


class _Walk:
    """One part of the template; ``names`` are those in sight, with their schemas."""

    def __init__(self, checker: _Checker, place: str) -> None:
        self.checker = checker
        self.place = place

    def go(self, node: nodes.Node, names: Mapping[str, Any], loops: int) -> None:
        if type(node) not in ALLOWED_NODES:
            kind = WORDS.get(type(node), "вычисления")
            self._fault(f"нельзя: {kind}; в бумагах бывают поля, условия «if» и повторы «for»")
        elif isinstance(node, nodes.For):
            self._loop(node, names, loops)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self._look_up(node, names)
        else:
            self._judge_filter(node)
            for child in node.iter_child_nodes():
                self.go(child, names, loops)

    def _judge_filter(self, node: nodes.Node) -> None:
        for kind, allowed, word in (
            (nodes.Filter, ALLOWED_FILTERS, "обработка"),
            (nodes.Test, ALLOWED_TESTS, "проверка"),
        ):
            if isinstance(node, kind) and node.name not in allowed:
                self._fault(f"{word} «{node.name}» не разрешена, можно: {', '.join(allowed)}")

    def _loop(self, node: nodes.For, names: Mapping[str, Any], loops: int) -> None:
        if loops >= DEEPEST_LOOP:
            self._fault(f"повторов внутри повторов больше {DEEPEST_LOOP}")
            return
        if not isinstance(node.iter, nodes.Name | nodes.Getattr) or not isinstance(node.target, nodes.Name):
            self._fault("повтор идёт по полю-списку и даёт ему одно имя: «{% for строка in список %}»")
            return
        many = self._look_up(node.iter, names)
        if many is not UNKNOWN and not isinstance(many, list):
            self._fault(f"«{_path(node.iter)}» — не список, повторить его нельзя")
        inner = {**names, node.target.name: many[0] if isinstance(many, list) else UNKNOWN, "loop": LOOP}
        for child in [*node.body, *([node.test] if node.test else [])]:
            self.go(child, inner, loops + 1)
        for child in node.else_:
            self.go(child, names, loops)

    def _look_up(self, node: nodes.Node, names: Mapping[str, Any]) -> Any:
        """The schema of what is named, or UNKNOWN with a fault told."""
        if isinstance(node, nodes.Name):
            self.checker.used.add(node.name)
            return self._one_of(names, node.name, node.name)
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            base = self._look_up(node.node, names)
            name = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
            return self._part(base, name, _path(node))
        self.go(node, names, 0)
        return UNKNOWN

    def _part(self, base: Any, name: Any, path: str) -> Any:
        if base is UNKNOWN:
            return UNKNOWN
        if isinstance(base, list) and isinstance(name, int):
            return base[0]
        if isinstance(base, dict) and isinstance(name, str):
            return self._one_of(base, name, path)
        self._fault(f"у «{path.rpartition('.')[0] or path}» нет частей, «{path}» напечатать нельзя")
        return UNKNOWN

    def _one_of(self, known: Mapping[str, Any], name: str, path: str) -> Any:
        if name in known:
            return known[name]
        near = get_close_matches(name, list(known), n=1, cutoff=0.5)
        advice = f", похоже на «{path.removesuffix(name)}{near[0]}»" if near else f"; есть: {', '.join(known)}"
        self._fault(f"поля «{{{{ {path} }}}}» у этой бумаги нет{advice}")
        return UNKNOWN

    def _fault(self, text: str) -> None:
        self.checker.fault(self.place, text)


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_path(node.node)}.{getattr(node.arg, 'value', '…')}"
    return "…"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
