"""The WSGI application as a worker process of the web server makes it."""

import signal

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from metodsovet.launch.children import follow_parent


def make_application() -> WSGIHandler:
    """Made in each worker; a worker whose server was killed must not keep the port."""
    follow_parent(signal.SIGKILL)
    return get_wsgi_application()
