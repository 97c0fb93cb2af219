"""The WSGI application as a worker process of the web server makes it."""

import gc
import signal

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from metodsovet.launch.children import follow_parent


def make_application() -> WSGIHandler:
    """Made in each worker; a worker whose server was killed must not keep the port."""
    follow_parent(signal.SIGKILL)
    application = get_wsgi_application()
    gc.freeze()  # what is loaded stays: the collector need not walk over it in the midst of a request
    return application
