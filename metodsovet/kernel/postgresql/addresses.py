"""The address of the database, as libpq reads it: one server, or several of which one takes writes."""

from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

ENGINE = "metodsovet.kernel.postgresql"
OF_DJANGO = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
WRITING = "read-write"
EXAMPLE = "postgresql://user:password@host:5432/name"


def settings_of(url: str) -> dict[str, Any]:
    """Django's settings; of several servers the one that takes writes, unless the address says otherwise.

    ValueError, without the password, when the address cannot be read.
    """
    try:
        told = conninfo_to_dict(url)
    except ProgrammingError:
        raise ValueError(f"no address of PostgreSQL like {EXAMPLE}") from None
    settings: dict[str, Any] = {name: str(told.pop(key, "") or "") for key, name in OF_DJANGO.items()}
    if "," in settings["HOST"]:
        told.setdefault("target_session_attrs", WRITING)
    return {"ENGINE": ENGINE, **settings, "OPTIONS": told}
