"""Sessions in the database that know whose they are (``SESSION_ENGINE``)."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from metodsovet.ground.access.models import Session


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: Mapping[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[arg-type, assignment]  # made by our class
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row
