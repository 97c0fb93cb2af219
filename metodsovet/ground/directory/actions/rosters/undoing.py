"""A list taken back whole, while nothing built on what it made."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import ActionRecord, User
from metodsovet.ground.directory.actions.holding import hold_register
from metodsovet.ground.directory.actions.rosters.loading import held_roster
from metodsovet.ground.directory.actions.rosters.made import Made
from metodsovet.ground.directory.models import (
    Category,
    Employment,
    MergedPerson,
    Organisation,
    Person,
    PersonMatch,
    Position,
    RoleAssignment,
    Roster,
    RosterRow,
    RosterWord,
    Subject,
    WordMatch,
)
from metodsovet.kernel.errors import DomainError

OWN = (RosterRow, RosterWord, WordMatch, PersonMatch)
MOST_NAMED = 10


@transaction.atomic
def undo_roster(roster: Roster, *, by: User) -> Roster:
    """Take back all that the list made and changed.

    Refusals: ``move_not_allowed``, ``built_upon`` with the rows, ``register_is_held``.
    """
    roster = held_roster(roster)
    state = Roster.workflow.check("undo_roster", roster.state)
    hold_register()
    made = Made.of(roster)
    blocks = _blocks(roster, made)
    if blocks:
        named = "; ".join(f"{row.words}: {why}" for row, why in blocks[:MOST_NAMED])
        more = f" и ещё {len(blocks) - MOST_NAMED}" if len(blocks) > MOST_NAMED else ""
        raise DomainError("built_upon", f"Отменить нельзя, на этом уже держится другое. {named}{more}.")
    _take_back(roster, made)
    roster.state = state
    roster.save()
    record_action("undo_roster", roster, "Загрузка списка отменена целиком", by=by)
    return roster


def blocks_of(roster: Roster) -> list[tuple[RosterRow, str]]:
    """Rows that keep the list from being undone, each with its reason."""
    return _blocks(roster, Made.of(roster))


def _blocks(roster: Roster, made: Made) -> list[tuple[RosterRow, str]]:
    whys: dict[int, str] = {}
    for pk, why in _referred(Person, made.people, {Employment: made.jobs, Category: made.categories}):
        whys.setdefault(made.row_of_person[pk], why)
    for pk, why in _referred(Employment, made.jobs, {}):
        whys.setdefault(made.row_of_job[pk], why)
    for pk, why in _referred(Organisation, made.organisations, {Employment: made.jobs, RoleAssignment: {}}):
        whys.setdefault(made.row_of_organisation.get(pk, 0), why)
    for row, why in [*_edited_people(roster, made), *_edited_jobs(made)]:
        whys.setdefault(row, why)
    rows = {row.pk: row for row in roster.rows.filter(pk__in=whys)}
    fallback = RosterRow(roster=roster, words="новая организация")
    return [(rows.get(pk, fallback), why) for pk, why in sorted(whys.items())]


def _referred(model: type[Model], ids: Iterable[int], own: dict[type[Model], Any]) -> list[tuple[int, str]]:
    """Which of the rows somebody else refers to, in whatever room; ``own`` are rows that go with them."""
    wanted, answer = list(ids), []
    if not wanted:
        return []
    for relation in model._meta.related_objects:
        other = relation.related_model
        if other in OWN or other._meta.auto_created:
            continue
        name = relation.field.name
        rows = other._default_manager.filter(**{f"{name}__in": wanted}).exclude(pk__in=list(own.get(other, ())))
        for pk in rows.values_list(name, flat=True).distinct():
            answer.append((pk, f"есть другое, что с этим связано ({other._meta.verbose_name})"))
    return answer


def _edited_people(roster: Roster, made: Made) -> Iterable[tuple[int, str]]:
    """Whoever was changed by hand after the list."""
    lines = ActionRecord.objects.filter(
        content_type=ContentType.objects.get_for_model(Person),
        object_id__in=list(made.row_of_person),
        made_at__gt=roster.applied_at,
    ).exclude(verb="apply_roster")
    for pk, text in lines.values_list("object_id", "text"):
        yield made.row_of_person[pk], f"после загрузки сделано: «{text}»"
    for pk, name in MergedPerson.objects.filter(old_id__in=made.row_of_person).values_list("old_id", "name"):
        yield made.row_of_person[pk], f"{name}: объединено с двойником"
    for known in Person.objects.filter(pk__in=made.fields):
        _, after = made.fields[known.pk]
        if any(str(getattr(known, name) or "") != str(value or "") for name, value in after.items()):
            yield made.row_of_person[known.pk], "сведения о человеке с тех пор изменены"
        if known.user_id is not None and known.pk in made.people:
            yield made.row_of_person[known.pk], "человеку дан вход"
    for pk in Person.objects.filter(pk__in=made.people, user__isnull=False).values_list("pk", flat=True):
        yield made.row_of_person[pk], "человеку дан вход"


def _edited_jobs(made: Made) -> Iterable[tuple[int, str]]:
    for job in Employment.objects.filter(pk__in=[*made.jobs, *made.endings]):
        ended = made.endings.get(job.pk)
        if job.pk in made.jobs and job.until is not None and ended is None:
            yield made.row_of_job[job.pk], "место работы с тех пор закончено"
        if ended is not None and job.until != ended[1]:
            yield made.row_of_job[job.pk], "место работы с тех пор изменено"


def _take_back(roster: Roster, made: Made) -> None:
    Employment.subjects.through.objects.filter(employment__in=made.jobs).delete()
    Employment.objects.filter(pk__in=made.jobs)._raw_delete("default")  # one statement
    Category.objects.filter(pk__in=made.categories).delete()
    for known in Person.objects.filter(pk__in=made.fields):
        for name, value in made.fields[known.pk][0].items():
            setattr(known, name, value)
        known.save()
    _restore_jobs(made)
    RosterRow.objects.filter(person__in=made.people).update(person=None)
    PersonMatch.objects.filter(person__in=made.people).delete()
    Person.objects.filter(pk__in=made.people)._raw_delete("default")
    _take_back_places(made)
    roster.rows.update(outcome="", made={})


def _restore_jobs(made: Made) -> None:
    for job in Employment.objects.filter(pk__in=[*made.endings, *made.job_changes]):
        if job.pk in made.endings:
            job.until = made.endings[job.pk][0]
        before = dict(made.job_changes.get(job.pk, {}))
        if "subjects" in before:
            job.subjects.set(before.pop("subjects"))
        for name, value in before.items():
            setattr(job, name, date.fromisoformat(value) if name == "since" else value)
        job.save()
    RoleAssignment.objects.filter(pk__in=made.roles).update(until=None)


def _take_back_places(made: Made) -> None:
    for pk, (before, _) in made.renamed.items():
        Organisation.objects.filter(pk=pk).update(**before)
    Organisation.objects.filter(pk__in=made.closed).update(closed_on=None)
    WordMatch.objects.filter(organisation__in=made.organisations).delete()
    RosterWord.objects.filter(organisation__in=made.organisations).update(organisation=None)
    Organisation.objects.filter(pk__in=made.organisations).delete()
    _drop_unused(Position, made.positions)
    _drop_unused(Subject, made.subjects)


def _drop_unused(model: type[Position] | type[Subject], ids: Iterable[int]) -> None:
    """Posts and subjects that others have taken up meanwhile stay in the dictionaries."""
    wanted = set(ids)
    used: dict[int, bool] = defaultdict(bool)
    for pk, _ in _referred(model, wanted, {}):
        used[pk] = True
    employed = Employment.objects.filter(**{"subjects__in" if model is Subject else "position__in": wanted})
    field = "subjects" if model is Subject else "position"
    used.update(dict.fromkeys(employed.values_list(field, flat=True), True))
    model._default_manager.filter(pk__in=[pk for pk in wanted if not used[pk]]).delete()
