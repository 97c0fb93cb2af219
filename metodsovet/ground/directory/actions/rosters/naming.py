"""What the columns of a list hold, said by a person where the headings do not tell it or tell it wrongly."""

from collections.abc import Mapping

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.rosters.reviewing import reviewed
from metodsovet.ground.directory.models import ColumnMatch, Roster
from metodsovet.ground.directory.reading import NAMEABLE, ColumnKind, RosterKind, may_be_named
from metodsovet.ground.directory.reading.words import key_of
from metodsovet.kernel.errors import DomainError

LONGEST_KEY = 310


@transaction.atomic
def name_columns(roster: Roster, *, kinds: Mapping[str, str], by: User) -> Roster:
    """Remember names of ColumnKind by the headings as they are shown; the list then waits to be read again.

    «UNKNOWN» is not to be loaded. DomainError ``not_in_review``, ``unknown_column``, ``wrong_kind``,
    ``forbidden_column``, ``nothing_named``.
    """
    roster = reviewed(roster)
    if not kinds:
        raise DomainError("nothing_named", "Выберите, что в столбце, и прочитайте список заново.")
    headers = {header for _, header, *_ in roster.columns}
    allowed = {ColumnKind.UNKNOWN.name, *(kind.name for kind in NAMEABLE[RosterKind(roster.kind)])}
    for header, kind in kinds.items():
        if header not in headers:
            raise DomainError("unknown_column", f"Столбца «{header}» в списке нет: обновите страницу.")
        if kind not in allowed:
            raise DomainError("wrong_kind", f"Скажите о столбце «{header}», что в нём: выберите из списка.")
        if not may_be_named(header):
            raise DomainError("forbidden_column", f"Столбец «{header}» не хранится, загрузить его нельзя.")
    for header, kind in kinds.items():
        ColumnMatch.objects.update_or_create(
            node=roster.organisation, key=key_of(header)[:LONGEST_KEY], defaults={"kind": kind}
        )
    roster.state = Roster.workflow.check("name_columns", roster.state)
    roster.save()
    said = ", ".join(f"«{header}» — {ColumnKind[kind].value}" for header, kind in kinds.items())
    record_action("name_columns", roster, f"Названы столбцы: {said}", by=by)
    return roster
