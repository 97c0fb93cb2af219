"""The limited process."""

import base64
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import fontpkg_pt_sans
import fontpkg_pt_serif

from metodsovet.kernel.limited import Limits, limit_this_process, seal_this_process

HERE = Path(__file__).resolve().parent
LIMITS = Limits(memory_bytes=3 * 2**30, cpu_seconds=120, answer_bytes=200 * 2**20)
"""Address space, most of it never touched: each of Typst's threads reserves its own."""
FONTS = [str(Path(str(package.__file__)).parent / "files") for package in (fontpkg_pt_sans, fontpkg_pt_serif)]
NO_PACKAGES = str(HERE / "no-packages")


def answer() -> int:
    """Nothing of the request is a path but the name of one of our templates."""
    limit_this_process(LIMITS)
    request = json.loads(sys.stdin.buffer.read())
    typst = import_module("typst")
    template = HERE / Path(request["template"]).name
    seal_this_process()
    day = datetime.combine(date.fromordinal(request["day"]), datetime.min.time(), UTC)
    files = [typeset(typst, template, pages, day) for pages in request["files"]]
    sys.stdout.write(json.dumps([base64.b64encode(content).decode() for content in files]))
    return 0


def typeset(typst: Any, template: Path, pages: Sequence[Any], day: datetime) -> bytes:
    content: bytes = typst.compile(
        str(template),
        root=str(HERE),
        font_paths=FONTS,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"pages": json.dumps(pages)},
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
        timestamp=int(day.timestamp()),
    )
    return content
