"""Who is who in the minutes: people called and employed as on the day of the meeting, whatever became of them later."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from metodsovet.ground.directory.case_forms import CaseBook
from metodsovet.ground.directory.models import Organisation, Person, Position
from metodsovet.ground.directory.queries_places import posts_on, workplaces_on
from metodsovet.kernel.russian import Case, decline_name
from metodsovet.work.events.models import AgendaItem, Attendance, Meeting, Talk
from metodsovet.work.events.queries.decisions import DecisionState

LONGEST_NAME_WORDS = 3


class PeopleOfDay:
    """Names, posts and places of everybody named in the minutes, and their cases; a constant number of queries."""

    def __init__(
        self,
        meeting: Meeting,
        attendance: Sequence[Attendance],
        items: Sequence[AgendaItem],
        earlier: Iterable[DecisionState],
    ) -> None:
        self.day: date = meeting.held_on
        talks = [talk for item in items for talk in item.talks.all()]
        decisions = [one for item in items for one in item.decisions.all()]
        named = {meeting.chair_id, meeting.secretary_id}
        named |= {row.person_id for row in attendance} | {talk.person_id for talk in talks}
        named |= {one.responsible_id for one in decisions} | {one.decision.responsible_id for one in earlier}
        ids = {one for one in named if one is not None}
        rows = Person.objects.filter(pk__in=ids).prefetch_related("former_names")
        self.people: Mapping[int, Person] = {person.pk: person for person in rows}
        self.places: Mapping[int, Organisation] = workplaces_on(ids, self.day)
        self.posts: Mapping[int, Position] = posts_on(ids, self.day)
        reporters = {talk.person_id for talk in talks if talk.kind == Talk.Kind.REPORT}
        heard = [person for pk, person in self.people.items() if pk in reporters]
        self.cases = CaseBook([*heard, *self.posts.values()])

    def name(self, person: int | None) -> str:
        """«Лебедева О.В.»; nothing for nobody."""
        return self.people[person].list_name_on(self.day) if person is not None else ""

    def signature(self, person: int | None) -> str:
        """«О.В. Лебедева»: initials stand before the surname under a document. Source: ГОСТ Р 7.0.97-2025."""
        return self.people[person].short_name_on(self.day) if person is not None else ""

    def expected(self, row: Attendance) -> str:
        return self.name(row.person_id) or row.guest_name

    def introduced(self, row: Attendance) -> str:
        """«Иванов П.С., психолог, СОШ № 2»"""
        return self._with_post(row.person_id) if row.person_id else row.guest_name

    def speakers(self, item: AgendaItem) -> str:
        """«Докладывает: Лебедева О.В., методист, ЦРО.»; nothing where nobody is named."""
        names = [self._with_post(talk.person_id) if talk.person_id else talk.who for talk in _reports(item)]
        word = "Докладывает" if len(names) == 1 else "Докладывают"
        return f"{word}: {'; '.join(names)}." if names else ""

    def heard(self, item: AgendaItem) -> str:
        """«Лебедеву О.В., методиста, ЦРО»"""
        return "; ".join(self._accusative(talk) for talk in _reports(item))

    def spoke(self, talk: Talk) -> str:
        return self.name(talk.person_id) or talk.who

    def responsible(self, person: int) -> str:
        place = self.places.get(person)
        return f"{self.name(person)}{f' ({place.short_name})' if place else ''}"

    def _with_post(self, person: int) -> str:
        post, place = self.posts.get(person), self.places.get(person)
        parts = (self.name(person), post.name if post else "", place.short_name if place else "")
        return ", ".join(part for part in parts if part)

    def _accusative(self, talk: Talk) -> str:
        if talk.person_id is None:
            return decline_words(talk.who)
        post, place = self.posts.get(talk.person_id), self.places.get(talk.person_id)
        parts = (
            self.cases.with_initials(self.people[talk.person_id], Case.ACCS, day=self.day),
            self.cases.of(post, Case.ACCS) if post else "",
            place.short_name if place else "",
        )
        return ", ".join(part for part in parts if part)


def decline_words(words: str) -> str:
    """Only a name is declined: «Иванов П.С., психолог» → «Иванова П.С., психолог»."""
    name, comma, rest = words.partition(",")
    is_name = "." in name and len(name.split()) <= LONGEST_NAME_WORDS
    return f"{decline_name(name, Case.ACCS) if is_name else name}{comma}{rest}"


def _reports(item: AgendaItem) -> list[Talk]:
    return [talk for talk in item.talks.all() if talk.kind == Talk.Kind.REPORT]
