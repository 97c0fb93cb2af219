"""Old and foreign text formats through LibreOffice, where it is installed."""

import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from os import killpg
from pathlib import Path

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.formats import Format
from metodsovet.kernel.spreadsheets.refusals import FileRefused


def converted_to_word(content: bytes, name: str, form: Format) -> bytes:
    """The same document as docx. FileRefused ``needs_conversion`` without LibreOffice, ``broken`` when it fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise FileRefused("needs_conversion", f"Файл «{name}» формата {form.value}: сохраните его как docx.")
    with tempfile.TemporaryDirectory(prefix="metodsovet-convert-") as folder:
        source = Path(folder, f"source.{form.value}")
        source.write_bytes(content)
        _run([program, *_options(folder), str(source)], name)
        target = Path(folder, "out", "source.docx")
        if not target.is_file():
            raise FileRefused(
                "broken", f"Файл «{name}» повреждён и не открывается: откройте его в Word и сохраните как docx."
            )
        return target.read_bytes()


def _options(folder: str) -> list[str]:
    """A profile of its own: a running LibreOffice of the same user would swallow the call."""
    profile = Path(folder, "profile").as_uri()
    return [
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx",
        "--outdir",
        str(Path(folder, "out")),
    ]


def _run(command: list[str], name: str) -> None:
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout=limits.CONVERSION_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise FileRefused("too_slow", f"Файл «{name}» слишком долго открывается: сохраните его как docx.") from error
    finally:
        with suppress(ProcessLookupError):
            killpg(process.pid, signal.SIGKILL)
        process.wait()
