"""The WSGI application as a worker process of the web server makes it."""

import signal

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from metodsovet.kernel.memory import collect_seldom
from metodsovet.launch.children import follow_parent


def make_application() -> WSGIHandler:
    """Made in each worker; a worker whose server was killed must not keep the port."""
    follow_parent(signal.SIGKILL)
    application = get_wsgi_application()
    collect_seldom()
    return application
