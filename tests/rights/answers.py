"""What an answer gives away: its text, its headers and everything that is packed inside."""

import html
import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from django.http import HttpResponseBase

from tests.rights.places import MARKS

OF_ITS_OWN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*|(&quot;X-CSRFToken&quot;: ?&quot;)[^&]*')
RELEVANT = ("Content-Type", "Content-Disposition", "Location", "Cache-Control", "Vary", "Allow", "HX-Redirect", "ETag")
_WORDS = re.compile("|".join(rf"{mark.lower()}\w*" for mark in sorted(set(MARKS.values()), key=len, reverse=True)))


def words_in(answer: HttpResponseBase) -> set[str]:
    """Marked words of the realm that stand anywhere in the answer, in lower case."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    cookies = answer.cookies.output()
    found = _words(headers) | _words(cookies)
    for text in texts_of(body_of(answer)):
        found |= _words(text)
    return found


def body_of(answer: HttpResponseBase) -> bytes:
    """The whole body, streamed or not; asked for once."""
    content = answer.__dict__.get("_whole_body")
    if content is None:
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        answer.__dict__["_whole_body"] = content
    return bytes(content)


def texts_of(content: bytes) -> Iterator[str]:
    """The content as text; an archive (docx and xlsx are such) by its names and members, a pdf by its words."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from texts_of(archive.read(name))
    elif content.startswith(b"%PDF"):
        read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        yield read.stdout.decode()
    else:
        yield content.decode("utf-8", "replace")


def face_of(answer: HttpResponseBase, *own: str) -> tuple[int, dict[str, str], bytes]:
    """What a curious person compares: status, headers, body. Tokens of the form and ``own`` words are levelled."""
    body = OF_ITS_OWN.sub(rb"\1\2", body_of(answer))
    headers = {name: answer.headers[name] for name in RELEVANT if name in answer.headers}
    for word in own:
        body = body.replace(word.encode(), b"#")
        headers = {name: value.replace(word, "#") for name, value in headers.items()}
    return answer.status_code, headers, body


def _words(text: str) -> set[str]:
    plain = html.unescape(unquote(text)).lower()
    if "\\u04" in plain:
        plain = re.sub(r"\\u(04[0-9a-f]{2})", lambda code: chr(int(code[1], 16)), plain).lower()
    return set(_WORDS.findall(plain))
