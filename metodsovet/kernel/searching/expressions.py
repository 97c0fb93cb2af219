"""What the database makes of texts: the functions are made by migrations of ``access``, the lowest room."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, FloatField, Func, TextField, Value
from django.db.models.functions import Concat


def joined(*fields: str) -> Any:
    """One text of several fields, with spaces."""
    if len(fields) == 1:
        return fields[0]
    spaced = [part for field in fields for part in (field, Value(" "))][:-1]
    return Concat(*spaced, output_field=TextField())


class Words(Func):
    """Words of the fields as lexemes, without the parser and the dictionaries of PostgreSQL.

    The parser takes «» and № for letters where the database has no locale of the system, as the embedded one has not.
    """

    function = "search_words"
    output_field = SearchVectorField()

    def __init__(self, *fields: Any, **extra: Any) -> None:
        super().__init__(joined(*fields) if all(isinstance(one, str) for one in fields) else fields[0], **extra)


class Sounds(Func):
    """The text in Latin letters, look-alike sounds made equal: trigrams know no Cyrillic without a locale."""

    function = "search_sounds"
    output_field = TextField()

    def __init__(self, *fields: Any, **extra: Any) -> None:
        super().__init__(joined(*fields) if all(isinstance(one, str) for one in fields) else fields[0], **extra)


class IsLike(Func):
    """Whether some part of the second text is like the first one, by the index of trigrams."""

    template = "(%(expressions)s)"
    arg_joiner = " <%% "
    output_field = BooleanField()


class Likeness(Func):
    """0..1: how much some part of the second text is like the first one."""

    function = "word_similarity"
    output_field = FloatField()


class Asks(Func):
    """Whether words match a tsquery."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()
