"""A paper as an attachment."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from metodsovet.kernel.exports import Exported, tell_export

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BAD_IN_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', " "))
LONGEST_NAME = 150


def download(content: bytes, *, name: str, kind: str, is_of_nobody: bool = False) -> HttpResponse:
    """``is_of_nobody``: the paper holds nobody's data, and taking it out is not written down.

    ``name`` may be Russian (RFC 5987) and hold what no file system takes: that becomes a space.

    The browser keeps the file and never opens it in place.
    """
    stem, dot, suffix = name.translate(BAD_IN_NAME).rpartition(".")
    name = " ".join(stem.split())[:LONGEST_NAME].rstrip() + dot + suffix
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    tell_export(response, None if is_of_nobody else Exported(name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
