"""Names, posts and organisations in the cases that papers need: what people said of them, else the rules of grammar."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from metodsovet.ground.directory.models import CaseForm, Organisation, Person, Position
from metodsovet.kernel.russian import (
    Case,
    Gender,
    decline_name,
    decline_organisation,
    decline_position,
    gender_of,
    list_name,
)

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
        return decline_name(text, case, gender_of_person(subject))
    return decline_position(text, case) if isinstance(subject, Position) else decline_organisation(text, case)


def gender_of_person(person: Person) -> Gender | None:
    """What the register knows, else what the whole name tells: initials alone would not."""
    return Gender(person.gender) if person.gender else gender_of(person.last_name, person.first_name, person.patronymic)


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

    def with_initials(
        self, person: Person, case: Case, write: Callable[[str, str, str], str] = list_name, day: date | None = None
    ) -> str:
        """«Лебедеву О.В.», or «О.В. Лебедеву» by ``short_name``; a corrected name gives its surname.

        As the person was called on the ``day``, which reads ``former_names``; else as today.
        """
        parts = person.parts_on(day) if day else (person.last_name, person.first_name, person.patronymic)
        said = self._said.get(("person", person.pk, " ".join(part for part in parts if part), case.value))
        if said is None:
            return by_rules(person, case, write(*parts))
        surname = " ".join(said.split()[: len(parts[0].split())])
        return write(surname, *parts[1:])
