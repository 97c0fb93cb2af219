"""Lines of the log: JSON for services, plain for a terminal, and in neither a word that people typed.

An address becomes its route, an exception its class, its place in the code and, of the database, the code of the
error and the name of the constraint: messages quote values («Key (login)=(…) already exists»).
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
NO_ROUTE = "no such address"
LEAST_FAILURE = 500
FRAMES = 40


class RequestsByRoute(logging.Filter):
    """What Django says of a request: method, route and answer. A refusal (4xx) is one line without its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is None or not hasattr(request, "method"):
            return True
        match = getattr(request, "resolver_match", None)
        status = int(getattr(record, "status_code", LEAST_FAILURE))
        record.msg, record.args = "%s /%s answered %s", (request.method, match.route if match else NO_ROUTE, status)
        if status < LEAST_FAILURE or getattr(request, "is_outage", False):
            record.exc_info = None
        return True


class JsonFormatter(logging.Formatter):
    """One object a line: at, level, logger, message; request, error and what the record carries under ``fields``."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if identifier := request_id.get():
            told["request"] = identifier
        told |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            told["error"] = [_told(error) for error in _chain(record.exc_info[1])]
        return json.dumps(told, ensure_ascii=False, default=str)


class LineFormatter(logging.Formatter):
    """The same for reading: a line, and the frames of an exception under it."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created).astimezone().isoformat(sep=" ", timespec="seconds")
        identifier = request_id.get()
        number = f" [{identifier}]" if identifier else ""
        lines = [f"{moment} {record.levelname} {record.name} {record.getMessage()}{number}"]
        for error in _chain(record.exc_info[1]) if record.exc_info and record.exc_info[1] is not None else ():
            told = _told(error)
            named = " ".join(f"{name}={told[name]}" for name in ("sqlstate", "constraint") if name in told)
            lines += [f"  {told['class']} {named}".rstrip(), *(f"    {frame}" for frame in told["frames"])]
        return "\n".join(lines)


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the outer first."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return chain


def _told(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    told: dict[str, Any] = {
        "class": f"{type(error).__module__}.{type(error).__qualname__}",
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if sqlstate := getattr(error, "sqlstate", None):
        told["sqlstate"] = sqlstate
    if constraint := getattr(getattr(error, "diag", None), "constraint_name", None):
        told["constraint"] = constraint
    return told
