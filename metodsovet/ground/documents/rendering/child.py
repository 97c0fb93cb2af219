"""Our side of the limited process, and the process itself: a request as JSON comes in, an answer as JSON goes out."""

import base64
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from metodsovet.ground.documents.rendering.checking import check_template
from metodsovet.ground.documents.rendering.findings import Finding
from metodsovet.ground.documents.rendering.marks import NOT_ISSUED, Mark
from metodsovet.ground.documents.rendering.schemas import Schema
from metodsovet.ground.documents.rendering.words import render_word
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.limited import (
    CAN_LIMIT,
    Limits,
    Unfinished,
    limit_this_process,
    run_package,
    seal_this_process,
)

PACKAGE = "metodsovet.ground.documents.rendering"
LIMITS = Limits(memory_bytes=768 * 2**20, cpu_seconds=6, answer_bytes=40 * 2**20)
WAIT_SECONDS = 60  # by the clock on the wall: the machine may be busy with others
EXAMPLE_MARK = Mark("12", "1 сентября 2026 г.")


@dataclass(frozen=True, slots=True)
class Checked:
    """``findings`` with faults first; ``printed`` is the sample by the template, empty where there are faults."""

    findings: list[Finding]
    printed: bytes


def check_brought(template: bytes, schema: Mapping[str, Schema], sample: Mapping[str, Any]) -> Checked:
    """What is wrong with the template, and what it makes of the sample; refusals of ``_ask``."""
    answer = _ask(template, verb="check", schema=schema, data=sample)
    return Checked([Finding(**one) for one in answer["findings"]], base64.b64decode(answer["file"]))


def print_brought(template: bytes, data: Mapping[str, Any], mark: Mark = NOT_ISSUED) -> bytes:
    """DomainError ``template_broken`` where the template does not fit the data; refusals of ``_ask``."""
    answer = _ask(template, verb="print", data=data, mark=asdict(mark))
    if "broken" in answer:
        raise DomainError("template_broken", f"Бумага по загруженному шаблону не печатается: {answer['broken']}")
    return base64.b64decode(answer["file"])


def _ask(template: bytes, **request: Any) -> Any:
    """DomainError ``template_unlimited`` where processes cannot be limited, ``template_heavy`` beyond the limits."""
    if not CAN_LIMIT:
        raise DomainError(
            "template_unlimited",
            "На этом компьютере чужие шаблоны не печатаются: нет способа ограничить их работу. Нужен Linux или macOS.",
        )
    asked = json.dumps({**request, "template": base64.b64encode(template).decode()})
    try:
        return json.loads(run_package(PACKAGE, request=asked.encode(), wait_seconds=WAIT_SECONDS, is_sealed=True))
    except Unfinished as error:
        raise DomainError(
            "template_heavy",
            "Шаблон печатается слишком долго или выходит слишком большим: уберите повторы внутри повторов и картинки.",
        ) from error


def answer() -> int:
    """The child: limits and seal come before the first byte of the template is looked at."""
    limit_this_process(LIMITS)
    request = json.loads(sys.stdin.buffer.read())
    template = base64.b64decode(request["template"])
    seal_this_process()
    reply = _check(template, request) if request["verb"] == "check" else _print(template, request)
    sys.stdout.write(json.dumps(reply))
    return 0


def _check(template: bytes, request: Mapping[str, Any]) -> Any:
    found: Sequence[Finding] = check_template(template, request["schema"])
    reply = {"file": ""}
    if not any(one.is_fault for one in found):
        reply = _print(template, {**request, "mark": asdict(EXAMPLE_MARK)})
        if "broken" in reply:
            found = [Finding(f"На образце данных шаблон не печатается: {reply['broken']}"), *found]
    ordered = sorted(found, key=lambda one: not one.is_fault)
    return {"findings": [asdict(one) for one in ordered], "file": reply.get("file", "")}


def _print(template: bytes, request: Mapping[str, Any]) -> Any:
    try:
        content = render_word(template, request["data"], Mark(**request["mark"]))
        DocxTemplate(BytesIO(content)).init_docx()
    except SecurityError:
        return {"broken": "в нём есть то, чего в бумагах не бывает."}
    except TemplateError as error:
        return {"broken": f"{error.message or type(error).__name__}."}
    return {"file": base64.b64encode(content).decode()}
