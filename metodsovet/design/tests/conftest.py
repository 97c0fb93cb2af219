"""A light server for the pages of these tests: the real policy, CSRF and static files, no database."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: pytest owns the output."""


class ManyAtOnce(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def alone() -> Iterator[None]:
    """The design floor without the floors above: its own addresses and no processors that ask the database."""
    engine: dict[str, Any] = dict(settings.TEMPLATES[0])
    engine["OPTIONS"] = {
        **engine["OPTIONS"],
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.messages.context_processors.messages",
        ],
    }
    with override_settings(
        ROOT_URLCONF="metodsovet.design.tests.urls",
        MIDDLEWARE=MIDDLEWARE,
        TEMPLATES=[engine],
        DEBUG=True,
        ALLOWED_HOSTS=["127.0.0.1", "testserver"],
    ):
        yield


@pytest.fixture
def address_of_pages(alone: None) -> Iterator[str]:
    server = make_server(
        "127.0.0.1",
        0,
        StaticFilesHandler(WSGIHandler()),
        server_class=ManyAtOnce,
        handler_class=QuietHandler,
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
