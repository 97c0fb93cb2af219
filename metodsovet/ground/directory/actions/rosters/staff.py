"""Judgements of a staff list into people and their places of work, many at once."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType

from metodsovet.ground.access.models import ActionRecord, User
from metodsovet.ground.directory.actions.employments import dismiss
from metodsovet.ground.directory.matching import Judgement, ListedRow, Plan, WordBook
from metodsovet.ground.directory.matching.judgements import DISMISS, MOVED, RENAMED, THIS
from metodsovet.ground.directory.models import (
    Category,
    Employment,
    Person,
    PersonMatch,
    RoleAssignment,
    Roster,
    RosterRow,
)
from metodsovet.kernel import clock
from metodsovet.kernel.bulk import copy_rows, reserve_ids, update_rows
from metodsovet.kernel.russian import date_text

Outcome, Verdict = RosterRow.Outcome, RosterRow.Verdict
ONE_DAY = timedelta(days=1)
_NAMES = ("last_name", "first_name", "patronymic")
_FACTS = ("gender", "working_since", "teaching_since", "education_level", "education")


class StaffWriter:
    def __init__(self, roster: Roster, words: WordBook, by: User) -> None:
        self._roster = roster
        self._words = words
        self._by = by
        self._people: list[tuple[Any, ...]] = []
        self._jobs: list[tuple[Any, ...]] = []
        self._subjects: list[tuple[int, int]] = []
        self._categories: list[tuple[Any, ...]] = []
        self._certified: set[tuple[Any, ...]] = set()  # two rows of one person repeat his category
        self._history: list[tuple[int, str]] = []
        self._outcomes: list[tuple[Any, ...]] = []
        self._new: dict[int, int] = {}
        self._job_ids: list[int] = []

    def write(self, rows: Sequence[ListedRow], judgements: Sequence[Judgement], decided: Sequence[RosterRow]) -> None:
        pairs = list(zip(rows, judgements, strict=True))
        self._reserve(pairs)
        self._know(pairs, decided)
        encode = json.JSONEncoder(default=str, ensure_ascii=False).encode
        for row, judgement in pairs:
            made: dict[str, Any] = {}
            outcome, reason = self._outcome(row, judgement, made)
            person = made.get("person") or judgement.person
            plain = encode(made) if made else "{}"
            self._outcomes.append((row.pk, judgement.verdict, reason, person, outcome, plain))
        for missed in decided:
            self._end_missing(missed)
        self._flush()
        self._remember([row for row, judgement in pairs if judgement.plan is not None])

    def _reserve(self, pairs: Sequence[tuple[ListedRow, Judgement]]) -> None:
        clear = [
            (row, one.plan)
            for row, one in pairs
            if one.plan is not None and one.verdict in (Verdict.NEW, Verdict.CHANGED)
        ]
        makers = [row.pk for row, plan in clear if plan.person is None and plan.same_as is None]
        self._new = dict(zip(makers, reserve_ids(Person, len(makers)), strict=True))
        self._job_ids = reserve_ids(Employment, sum(len(plan.hirings) for _, plan in clear))[::-1]
        self._category_ids = reserve_ids(Category, sum(plan.category is not None for _, plan in clear))[::-1]

    def _know(self, pairs: Sequence[tuple[ListedRow, Judgement]], decided: Sequence[RosterRow]) -> None:
        """Rows of the register that will change, read at once and locked; others may go on referring to them."""
        plans = [one.plan for _, one in pairs if one.plan is not None]
        people = {plan.person for plan in plans if plan.person and plan.fields}
        jobs = {pk for plan in plans for pk in (*plan.endings, *plan.jobs)} | {
            pk for row in decided for pk in row.data["jobs"]
        }
        locked = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=people)
        self._known_people = {one.pk: one for one in locked}
        rows = Employment.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=jobs)
        self._known_jobs = {one.pk: one for one in rows.select_related("organisation", "position", "person")}

    def _outcome(self, row: ListedRow, judgement: Judgement, made: dict[str, Any]) -> tuple[str, str]:
        if judgement.verdict == Verdict.SAME:
            return Outcome.SAME, judgement.reason
        if judgement.verdict == Verdict.DOUBTFUL:
            return Outcome.REFUSED, f"Не решено при проверке. {judgement.reason}"
        if judgement.plan is None:
            return Outcome.REFUSED, judgement.reason
        if refusal := self._cannot_end(judgement.plan):
            return Outcome.REFUSED, refusal
        self._carry_out(row, judgement.plan, made)
        return Outcome.APPLIED, judgement.reason

    def _cannot_end(self, plan: Plan) -> str:
        for pk, day in plan.endings.items():
            job = self._known_jobs[pk]
            if day - ONE_DAY < job.since:
                return f"Место «{job.position.name}» начато {date_text(job.since)}, закончить его раньше нельзя."
        return ""

    def _carry_out(self, row: ListedRow, plan: Plan, made: dict[str, Any]) -> None:
        person = self._person_of(row, plan, made)
        for pk, day in plan.endings.items():
            self._end(self._known_jobs[pk], day - ONE_DAY, made)
        for pk, change in plan.jobs.items():
            self._change_job(self._known_jobs[pk], change, made)
        for hiring in plan.hirings:
            pk = self._job_ids.pop()
            position = self._words.position(hiring.position)
            self._jobs.append((pk, person, hiring.organisation, position, hiring.is_main, hiring.since))
            ids = dict.fromkeys(self._words.subject(key) for key in hiring.subjects)
            self._subjects.extend((pk, subject) for subject in ids if subject is not None)
            made.setdefault("jobs", []).append(pk)
        if plan.category is not None and (person, *plan.category[:2]) not in self._certified:
            self._certified.add((person, *plan.category[:2]))
            pk = self._category_ids.pop()
            self._categories.append((pk, person, *plan.category))
            made["category"] = pk
        self._history.append((person, f"Из списка «{self._roster.file_name}»: {row.place}"))

    def _person_of(self, row: ListedRow, plan: Plan, made: dict[str, Any]) -> int:
        if plan.same_as is not None:
            return self._new[plan.same_as]
        if plan.person is None:
            pk = made["person"] = self._new[row.pk]
            made["is_new"] = True
            names = [row.data.get(name, "") for name in _NAMES]
            facts = [plan.fields.get(name, None if name.endswith("_since") else "") for name in _FACTS]
            self._people.append((pk, *names, *facts))
            return pk
        if plan.fields:
            known = self._known_people[plan.person]
            made["fields"] = {name: getattr(known, name) for name in plan.fields}
            made["fields_after"] = plan.fields
            for name, value in plan.fields.items():
                setattr(known, name, value)
        made["person"] = plan.person
        return plan.person

    def _change_job(self, job: Employment, change: dict[str, Any], made: dict[str, Any]) -> None:
        before: dict[str, Any] = {}
        for name in ("since", "is_main"):
            if name in change:
                before[name] = getattr(job, name)
                setattr(job, name, change[name])
        if "subjects" in change:
            ids = [pk for key in change["subjects"] if (pk := self._words.subject(key)) is not None]
            before["subjects"] = list(job.subjects.values_list("pk", flat=True))
            job.subjects.set(ids)
        made.setdefault("job_changes", {})[job.pk] = before
        job.save()

    def _end(self, job: Employment, until: date, made: dict[str, Any]) -> None:
        roles = RoleAssignment.objects.filter(person=job.person_id, organisation=job.organisation_id, until=None)
        made.setdefault("roles", []).extend(roles.values_list("pk", flat=True))
        made.setdefault("endings", {})[job.pk] = [job.until, until]
        dismiss(job, until=until, by=self._by)

    def _end_missing(self, row: RosterRow) -> None:
        made: dict[str, Any] = {}
        told = row.data.get("until")
        until = date.fromisoformat(told) if told else self._roster.as_of - ONE_DAY
        jobs = [self._known_jobs[pk] for pk in row.data["jobs"] if pk in self._known_jobs]
        outcome, reason = "", row.reason
        if row.choice == DISMISS:
            jobs = [job for job in jobs if job.until is None]
            late = next((job for job in jobs if job.since > until), None)
            outcome = Outcome.REFUSED if late else Outcome.APPLIED
            if late:
                reason = f"Работает здесь с {date_text(late.since)}, позже дня списка: увольте на странице человека."
            else:
                for job in jobs:
                    self._end(job, until, made)
        plain = json.dumps(made, default=str)
        self._outcomes.append((row.pk, row.verdict, reason, row.person_id, outcome, plain))

    def _flush(self) -> None:
        copy_rows(Person, ("id", *_NAMES, *_FACTS), self._people)
        job_columns = ("id", "person_id", "organisation_id", "position_id", "is_main", "since")
        copy_rows(Employment, job_columns, self._jobs)
        copy_rows(Employment.subjects.through, ("employment_id", "subject_id"), self._subjects)
        copy_rows(Category, ("id", "person_id", "kind", "since", "until"), self._categories)
        if self._known_people:
            Person.objects.bulk_update(self._known_people.values(), [*_NAMES, *_FACTS], batch_size=1000)
        made_at, content_type = clock.now(), ContentType.objects.get_for_model(Person)
        copy_rows(
            ActionRecord,
            ("verb", "text", "by_id", "made_at", "content_type_id", "object_id"),
            (("apply_roster", text, self._by.pk, made_at, content_type.pk, pk) for pk, text in self._history),
        )
        columns = {"verdict": "text", "reason": "text", "person_id": "bigint", "outcome": "text", "made": "jsonb"}
        update_rows(RosterRow, columns, self._outcomes)

    def _remember(self, rows: Sequence[ListedRow]) -> None:
        """A confirmed match of a name to a person stands for the next list of the same place."""
        for row in rows:
            kind, _, pk = row.choice.partition(":")
            if kind not in (THIS, MOVED, RENAMED):
                continue
            word = self._words.organisation(row.data.get("place", ""))
            place = word.organisation_id if word else self._roster.organisation_id
            if place is not None:
                PersonMatch.objects.update_or_create(
                    organisation_id=place, key=row.key[:310], defaults={"person_id": int(pk)}
                )
