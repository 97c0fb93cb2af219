"""A draft plan comes to be, by hand or from a file, and may be put aside for good."""

from datetime import date
from typing import Any

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.errors import require_words
from metodsovet.kernel.russian import plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions.locking import held_plan, saved_plan
from metodsovet.work.planning.actions.plan_settings import require_days
from metodsovet.work.planning.actions.proposing import is_term_clear, proposed_control, proposed_parties
from metodsovet.work.planning.matching import Register, proposed_kinds
from metodsovet.work.planning.models import Activity, ActivityParty, Plan, Reading, Section
from metodsovet.work.planning.reading import ReadActivity, ReadPlan

NAMELESS = "План без названия"


@transaction.atomic
def draft_plan(
    *, organisation: Organisation, kind: str, title: str, first_day: date | None, last_day: date | None, by: User
) -> Plan:
    """An empty draft. DomainError ``no_title``, ``days_reversed``."""
    title = require_words(title, "no_title", "Напишите название плана.")
    require_days(first_day, last_day)
    plan = Plan.objects.create(
        organisation=organisation,
        kind=kind,
        title=title,
        first_day=first_day,
        last_day=last_day,
        audience_kinds=proposed_kinds(title),
    )
    record_action("draft_plan", plan, "План создан", by=by)
    return plan


@transaction.atomic
def draft_plan_from_file(
    read: ReadPlan, rows: list[Any], file_name: str, *, organisation: Organisation, by: User
) -> Plan:
    """A draft with all that was read, holders and control proposed; the act waits with the reading until acceptance."""
    first_day, last_day = days_of(read)
    title = read.title or read.act.title or NAMELESS
    plan = Plan.objects.create(
        organisation=organisation,
        kind=kind_of(title),
        title=title[:1000],
        first_day=first_day,
        last_day=last_day,
        audience_kinds=proposed_kinds(title, read.act.title),
    )
    Reading.objects.create(
        plan=plan,
        file_name=file_name[:255],
        rows=rows,
        act=read.act.to_json(),
        warnings=[warning.to_json() for warning in read.warnings],
        read_by=by,
    )
    _make_lines(plan, read)
    number = len(read.activities)
    words = plural(number, "мероприятие", "мероприятия", "мероприятий")
    record_action("draft_plan_from_file", plan, f"Прочитан файл «{file_name}»: {number} {words}", by=by)
    return plan


@transaction.atomic
def discard_plan(plan: Plan, *, by: User) -> Plan:
    """Put a draft aside for good; its rows stay for whoever asks what was there."""
    plan = held_plan(plan)
    plan.state = Plan.workflow.check("discard_plan", plan.state)
    record_action("discard_plan", plan, "Черновик отложен навсегда", by=by)
    return saved_plan(plan, "state")


def days_of(read: ReadPlan) -> tuple[date | None, date | None]:
    """First and last day by the years of the title: calendar years unless the text says учебные."""
    if not read.act.years:
        return None, None
    first, last = read.act.years[0], read.act.years[-1]
    if "учебн" in f"{read.title} {read.act.title}".lower():
        return SchoolYear(first).first_day, SchoolYear(max(first, last - 1)).last_day
    return date(first, 1, 1), date(last, 12, 31)


def kind_of(title: str) -> str:
    lowered = title.lower()
    if "дорожн" in lowered and "карт" in lowered:
        return Plan.Kind.ROADMAP.value
    if "программ" in lowered and "план" not in lowered:
        return Plan.Kind.PROGRAMME.value
    return (Plan.Kind.MONTH_PLAN if "месяц" in lowered else Plan.Kind.YEAR_PLAN).value


def _make_lines(plan: Plan, read: ReadPlan) -> None:
    register = Register.for_plan(plan, [party for activity in read.activities for party in activity.parties])
    sections = Section.objects.bulk_create(
        Section(plan=plan, position=position, number=section.number[:20], title=section.title[:1000])
        for position, section in enumerate(read.sections, start=1)
    )
    by_key = {read_section.key: section for read_section, section in zip(read.sections, sections, strict=True)}
    activities = Activity.objects.bulk_create(
        _line(plan, index, line, by_key) for index, line in enumerate(read.activities)
    )
    ActivityParty.objects.bulk_create(
        row
        for activity, line in zip(activities, read.activities, strict=True)
        for row in proposed_parties(activity, line.parties, register)
    )


def _line(plan: Plan, index: int, line: ReadActivity, sections: dict[str, Section]) -> Activity:
    return Activity(
        plan=plan,
        section=sections.get(line.section),
        position=index + 1,
        number=line.number[:20],
        title=line.title[:2000],
        term_json=line.term.to_json(),
        result=line.result[:2000],
        other=dict(line.other),
        control=proposed_control(line.term),
        source_index=index,
        is_term_confirmed=is_term_clear(line.term),
        warnings=[warning.to_json() for warning in line.warnings],
    )
