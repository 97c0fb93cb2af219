"""Django's own PostgreSQL, but a pooled connection to a server that takes no writes any more is no usable one.

After a switch of servers the old primary may still answer, read-only: without this its pages would be of the past
until somebody tries to save (SQLSTATE 25006).
"""

from django.db.backends.postgresql import base
from psycopg import Error

_WRITABLE = "SELECT NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off'"


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """Asked once a request, in place of Django's own question (``CONN_HEALTH_CHECKS``)."""
        if self.connection is None:
            return False
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(_WRITABLE)
                found = cursor.fetchone()
        except Error:
            return False
        return bool(found and found[0])
