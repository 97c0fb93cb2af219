"""The table of an order comes in, is reviewed and becomes communities with their heads and curators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.actions.communities import Charter, add_community
from metodsovet.work.communities.actions.offices import appoint_officer, end_office
from metodsovet.work.communities.matching import Judged, judge_appendix
from metodsovet.work.communities.models import Appendix, AppendixRow, Community, CommunityKind, Office
from metodsovet.work.communities.reading import Line

DECIDED = ("community", "head", "curator", "term", "skip")


@dataclass(frozen=True, slots=True)
class AppendixGround:
    """What is said of the whole table: the kind of new communities, the day of the offices and their act."""

    kind: CommunityKind
    since: date
    act: Act | None = None


@transaction.atomic
def load_appendix(
    organisation: Organisation, *, lines: Sequence[Line], file_name: str, ground: AppendixGround, by: User
) -> Appendix:
    """Rows to review; nothing of the communities changes."""
    appendix = Appendix.objects.create(
        organisation=organisation,
        kind=ground.kind,
        act=ground.act,
        since=ground.since,
        file_name=file_name[:255],
        loaded_by=by,
    )
    AppendixRow.objects.bulk_create(
        AppendixRow(
            appendix=appendix,
            position=line.position,
            community_words=line.community,
            head_words=line.head,
            post_words=line.post,
            place_words=line.place,
            curator_words=line.curator,
            term_words=line.term,
        )
        for line in lines
    )
    record_action("load_appendix", appendix, f"Прочитано приложение «{appendix}», строк: {len(lines)}", by=by)
    return appendix


@transaction.atomic
def decide_line(row: AppendixRow, *, choices: Mapping[str, str], by: User) -> AppendixRow:
    """What a person said of a doubtful line. DomainError ``move_not_allowed`` after the review."""
    appendix = _held(row.appendix)
    Appendix.workflow.check("apply_appendix", appendix.state)
    row = AppendixRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    row.choices = {**row.choices, **{key: value for key, value in choices.items() if key in DECIDED}}
    row.save(update_fields=["choices"])
    return row


@transaction.atomic
def apply_appendix(appendix: Appendix, *, by: User) -> Appendix:
    """All lines that are clear; the rest keep the reason why they are left out.

    DomainError ``nothing_ready``, ``move_not_allowed``, and those of the appointing.
    """
    appendix = _held(appendix)
    state = Appendix.workflow.check("apply_appendix", appendix.state)
    judged = judge_appendix(appendix, user=by)
    if not any(one.is_ready for one in judged):
        raise DomainError("nothing_ready", "Ни одна строка не готова: сначала решите спорные.")
    for one in judged:
        _apply(appendix, one, by)
    AppendixRow.objects.bulk_update([one.row for one in judged], ["community", "outcome"])
    appendix.state = state
    appendix.save(update_fields=["state"])
    number = sum(one.is_ready for one in judged)
    record_action("apply_appendix", appendix, f"Записано строк: {number} из {len(judged)}", by=by)
    return appendix


@transaction.atomic
def discard_appendix(appendix: Appendix, *, by: User) -> Appendix:
    """Put aside for good. DomainError ``move_not_allowed``."""
    appendix = _held(appendix)
    appendix.state = Appendix.workflow.check("discard_appendix", appendix.state)
    appendix.save(update_fields=["state"])
    record_action("discard_appendix", appendix, "Приложение отложено", by=by)
    return appendix


def _apply(appendix: Appendix, judged: Judged, by: User) -> None:
    row = judged.row
    if not judged.is_ready:
        row.outcome = judged.refusal or judged.doubts[0].reason
        return
    community = judged.community or _add(appendix, judged, by)
    row.community = community
    said = ["объединение создано" if judged.community is None else "объединение найдено"]
    for person, office, word in (
        (judged.head, Office.Kind.HEAD, "руководитель назначен"),
        (judged.curator, Office.Kind.CURATOR, "куратор назначен"),
    ):
        if person is not None and not community.kind.offices.filter(code=office).exists():
            said.append(f"у этого вида нет такой должности: {office.label}")
        elif person is not None and _appoint(judged, community, person.pk, office, by):
            said.append(word)
    row.outcome = ", ".join(said).capitalize()


def _appoint(judged: Judged, community: Community, person: int, office: str, by: User) -> bool:
    """False where whoever holds it already goes on."""
    known = set(community.offices.values_list("pk", flat=True))
    given = appoint_officer(
        community,
        person=Person.objects.get(pk=person),
        since=judged.period.since,
        office=office,
        basis=judged.row.appendix.act,
        by=by,
    )
    is_new = given.pk not in known
    if is_new and judged.period.until is not None:
        end_office(given, until=judged.period.until, by=by)
    return is_new


def _add(appendix: Appendix, judged: Judged, by: User) -> Community:
    """A temporary one works until the offices of its line end."""
    ends = None if appendix.kind.is_standing else judged.period.until
    charter = Charter(established_by=appendix.act, opened_on=judged.period.since, runs_until=ends)
    name = judged.row.community_words
    return add_community(appendix.organisation, kind=appendix.kind, name=name, charter=charter, by=by)


def _held(appendix: Appendix) -> Appendix:
    rows = Appendix.objects.select_for_update(of=("self",)).select_related("organisation", "kind", "act")
    return rows.get(pk=appendix.pk)
