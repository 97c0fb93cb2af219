"""Templates of year plans: a plan is saved as one, ours are replaced, unused ones are not offered."""

from dataclasses import dataclass

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions.community_plans.copying import lines_of_template, write_lines
from metodsovet.work.planning.actions.locking import held_plan
from metodsovet.work.planning.models import Activity, Plan, PlanTemplate, TemplateLine


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """How a template is called and to whom it is offered; an empty ``level`` or ``kind_code`` is any."""

    name: str
    level: str = ""
    kind_code: str = ""


@transaction.atomic
def save_plan_template(
    plan: Plan,
    *,
    municipality: Organisation,
    draft: TemplateDraft,
    by: User,
    instead: PlanTemplate | None = None,
) -> PlanTemplate:
    """The lines of the plan as a template of the municipality, new or instead of one that stands there.

    DomainError ``no_name``, ``plan_is_empty``, ``foreign_template``.
    """
    name = require_words(draft.name, "no_name", "Напишите, как называется шаблон.")
    plan = held_plan(plan)
    lines = _lines_of(plan)
    if not lines:
        raise DomainError("plan_is_empty", "В плане нет ни одного мероприятия: шаблон был бы пустым.")
    template = _place(municipality, instead)
    template.name, template.level, template.kind_code = name[:200], draft.level, draft.kind_code
    template.lines_json, template.is_used = [line.to_json() for line in lines], True
    template.version += 1
    template.save()
    record_action("save_plan_template", template, f"Шаблон сохранён по плану «{plan.title}»"[:1000], by=by)
    return template


@transaction.atomic
def open_plan_template(template: PlanTemplate, *, municipality: Organisation, by: User) -> Plan:
    """A draft of the municipality with the lines of the template: edited like any plan, saved as a template again."""
    year = SchoolYear.of(clock.today())
    plan = Plan.objects.create(
        organisation=municipality,
        kind=Plan.Kind.YEAR_PLAN,
        title=template.name,
        first_day=year.first_day,
        last_day=year.last_day,
    )
    write_lines(plan, lines_of_template(template))
    record_action("open_plan_template", plan, f"Начат по шаблону «{template.name}»", by=by)
    return plan


@transaction.atomic
def hide_plan_template(template: PlanTemplate, *, municipality: Organisation, by: User) -> PlanTemplate:
    """Not offered any more in the municipality; ours stays for the others."""
    return _offer(template, municipality, by=by, is_used=False)


@transaction.atomic
def bring_back_plan_template(template: PlanTemplate, *, municipality: Organisation, by: User) -> PlanTemplate:
    return _offer(template, municipality, by=by, is_used=True)


def _offer(template: PlanTemplate, municipality: Organisation, *, by: User, is_used: bool) -> PlanTemplate:
    row = _place(municipality, template)
    is_new = row.version == 0
    if is_new:
        for field in ("name", "level", "kind_code", "lines_json"):
            setattr(row, field, getattr(template, field))
    elif row.is_used == is_used:
        return row
    row.is_used = is_used
    row.version += 1
    row.save()
    verb = "bring_back_plan_template" if is_used else "hide_plan_template"
    record_action(verb, row, "Шаблон снова предлагается" if is_used else "Шаблон больше не предлагается", by=by)
    return row


def _place(municipality: Organisation, instead: PlanTemplate | None) -> PlanTemplate:
    """The municipality's own row: the one given, its own instead of ours, or a new one (not saved)."""
    if instead is None:
        return PlanTemplate(municipality=municipality, version=0)
    if instead.municipality_id not in (None, municipality.pk):
        raise DomainError("foreign_template", "Это шаблон другого муниципалитета: выберите свой.")
    own = PlanTemplate.objects.select_for_update().filter(municipality=municipality)
    found = own.filter(pk=instead.pk) if instead.municipality_id else own.filter(code=instead.code)
    return found.first() or PlanTemplate(municipality=municipality, code=instead.code, version=0)


def _lines_of(plan: Plan) -> list[TemplateLine]:
    rows = plan.activities.active().select_related("section").prefetch_related("parties")
    return [_line(row) for row in rows]


def _line(row: Activity) -> TemplateLine:
    parties = ", ".join(party.source or party.text for party in row.parties.all())
    section = row.section.title if row.section else ""
    return TemplateLine(section, row.title, row.term.source, parties, row.result)
