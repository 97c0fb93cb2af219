"""Our side of the limited process."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.limited import Unfinished, run_package

PACKAGE = "metodsovet.ground.documents.typesetting"
WAIT_SECONDS = 300  # by the clock on the wall: the worker may share the machine with others
Page = Mapping[str, Any]


def typeset_together(template: Path, pages: Sequence[Page], *, day: date) -> bytes:
    """One PDF, a page after another. ``day`` stands in the file as the day of its making, so the same data give the
    same bytes. DomainError ``pages_heavy``."""
    return _ask(template, [list(pages)], day)[0]


def typeset_apart(template: Path, pages: Sequence[Page], *, day: date) -> list[bytes]:
    """A PDF for each page, in their order."""
    return _ask(template, [[page] for page in pages], day)


def _ask(template: Path, files: Sequence[Sequence[Page]], day: date) -> list[bytes]:
    request = {"template": template.name, "files": files, "day": day.toordinal()}
    try:
        answer = run_package(PACKAGE, request=json.dumps(request).encode(), wait_seconds=WAIT_SECONDS, is_sealed=True)
    except Unfinished as error:
        text = "Столько листов за один раз не напечатать: разделите список на части."
        raise DomainError("pages_heavy", text) from error
    return [base64.b64decode(content) for content in json.loads(answer)]
