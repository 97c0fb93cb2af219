"""Names, posts and organisations in the cases that papers need: what people said of them, else the rules of grammar."""

from collections.abc import Iterable
from typing import Any

from metodsovet.ground.directory.models import CaseForm, Organisation, Person, Position
from metodsovet.kernel.russian import Case, Gender, decline_name, decline_organisation, decline_position

Named = Person | Position | Organisation
_FIELDS: dict[type[Named], str] = {Person: "person", Position: "position", Organisation: "organisation"}


def field_of(subject: Named) -> str:
    """The key of ``CaseForm`` that leads to such a subject."""
    return _FIELDS[type(subject)]


def nominative_of(subject: Named) -> str:
    return subject.full_name if isinstance(subject, Person) else subject.name


def by_rules(subject: Named, case: Case, text: str = "") -> str:
    """As grammar has it; ``text`` stands for the present name, such as a former surname."""
    text = text or nominative_of(subject)
    if isinstance(subject, Person):
        gender = Gender(subject.gender) if subject.gender else None
        return decline_name(text, case, gender)
    return decline_position(text, case) if isinstance(subject, Position) else decline_organisation(text, case)


def in_case(subject: Named, case: Case, text: str = "") -> str:
    """The name in the case; one query. For many names at once take a ``CaseBook``."""
    return CaseBook([subject]).of(subject, case, text)


class CaseBook:
    """Case forms of many people, posts and organisations; one query for each of the three kinds."""

    def __init__(self, subjects: Iterable[Named]) -> None:
        by_field: dict[str, set[Any]] = {}
        for subject in subjects:
            by_field.setdefault(field_of(subject), set()).add(subject.pk)
        self._said = {
            (field, getattr(row, f"{field}_id"), row.nominative, row.case): row.text
            for field, ids in by_field.items()
            for row in CaseForm.objects.filter(**{f"{field}__in": ids})
        }

    def of(self, subject: Named, case: Case, text: str = "") -> str:
        text = text or nominative_of(subject)
        said = self._said.get((field_of(subject), subject.pk, text, case.value))
        return said or by_rules(subject, case, text)
