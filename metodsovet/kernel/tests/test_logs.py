import json
import logging
import sys
from io import StringIO

import pytest
from django.db import IntegrityError

from metodsovet.kernel.logs import JsonFormatter, LineFormatter, RequestsByRoute, request_id

CANARY = "Шпаликова"


@pytest.fixture
def log() -> logging.Logger:
    return logging.getLogger("metodsovet.tests.logs")


def told(formatter: logging.Formatter, **more: object) -> str:
    record = logging.LogRecord("metodsovet", logging.ERROR, __file__, 1, "failed %s", ("here",), None)
    for name, value in more.items():
        setattr(record, name, value)
    return formatter.format(record)


def an_error() -> object:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as cause:
            raise IntegrityError(f"Key (login)=({CANARY}) already exists") from cause
    except IntegrityError:
        return sys.exc_info()


@pytest.mark.parametrize("formatter", (JsonFormatter(), LineFormatter()))
def test_an_exception_is_told_by_class_and_place_and_never_by_its_words(formatter: logging.Formatter) -> None:
    text = told(formatter, exc_info=an_error())

    assert CANARY not in text
    assert "django.db.utils.IntegrityError" in text
    assert "builtins.KeyError" in text
    assert "test_logs.py" in text
    assert "an_error" in text


def test_a_json_line_is_one_object_with_the_number_of_the_request() -> None:
    token = request_id.set("0123456789abcdef")
    try:
        line = told(JsonFormatter(), fields={"status": 200})
    finally:
        request_id.reset(token)

    entry = json.loads(line)
    assert (entry["level"], entry["message"], entry["request"], entry["status"]) == (
        "error", "failed here", "0123456789abcdef", 200,
    )  # fmt: skip
    assert "\n" not in line


def test_a_line_without_a_request_has_no_number() -> None:
    assert told(LineFormatter()).endswith("ERROR metodsovet failed here")


def test_records_that_are_no_requests_pass_as_they_are(log: logging.Logger) -> None:
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(RequestsByRoute())
    log.addHandler(handler)
    try:
        log.warning("left %s", 3)
    finally:
        log.removeHandler(handler)

    assert out.getvalue() == "left 3\n"
