"""Lines of a draft: change, confirm, add, remove, move."""

from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import F, Max

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind, parse_term
from metodsovet.work.planning.actions.locking import held_draft, held_line, saved_line
from metodsovet.work.planning.actions.parties import replace_parties
from metodsovet.work.planning.actions.proposing import proposed_control, renumber
from metodsovet.work.planning.models import Activity, Goal, Indicator, Plan, Section
from metodsovet.work.planning.queries_review import upper_activities


class LineFields(TypedDict, total=False):
    title: str
    number: str
    result: str
    control: str
    need: str
    need_goal: Goal | None
    need_indicator: Indicator | None
    need_act: Act | None
    section: Section | None
    serves: Activity | None
    other: dict[str, str]


class ActivityFields(LineFields, total=False):
    """Fields of a line that is there already; the words of its term are understood again."""

    term_text: str


@transaction.atomic
def change_activity(activity: Activity, *, version: int, by: User, **fields: Unpack[ActivityFields]) -> Activity:
    """Save what was edited. New words of a term are understood again and count as confirmed once understood.

    DomainError ``edited_by_other``, ``no_title``, ``serves_itself``, ``foreign_section``.
    """
    activity = held_line(activity, version)
    changed = write_fields(activity, fields)
    record_action("change_activity", activity, f"Изменено: {_labels(changed)}", by=by)
    return saved_line(activity, *changed)


@transaction.atomic
def confirm_term(activity: Activity, *, by: User, for_all_like: bool = False) -> int:
    """Leave the term as it is understood, or in words if it is not; also for lines of the plan with the same words."""
    activity = held_line(activity)
    rows = Activity.objects.filter(plan=activity.plan, is_term_confirmed=False)
    same = rows.filter(term_json__source=activity.term.source) if for_all_like else rows.filter(pk=activity.pk)
    number = same.update(is_term_confirmed=True, version=F("version") + 1)
    record_action("confirm_term", activity, f"Срок подтверждён: {activity.term.text()}", by=by)
    return number


@transaction.atomic
def add_activity(
    plan: Plan, *, by: User, term_text: str = "", parties_text: str = "", **fields: Unpack[LineFields]
) -> Activity:
    """A line at the end of its section. DomainError ``no_title``, ``foreign_section``."""
    plan = held_draft(plan)
    return add_line(plan, by=by, term_text=term_text, parties_text=parties_text, fields=fields)


@transaction.atomic
def remove_activity(activity: Activity, *, by: User) -> None:
    """Take a line out of a draft. DomainError ``is_served`` when other lines serve it."""
    activity = held_line(activity)
    if activity.served_by.exists():
        raise DomainError("is_served", "Этому мероприятию служат мероприятия других планов: сначала отвяжите их.")
    record_action("remove_activity", activity.plan, f"Убрана строка «{activity}»"[:500], by=by)
    activity.delete()


@transaction.atomic
def move_activity(activity: Activity, *, after: Activity | None, by: User, section: Section | None = None) -> Activity:
    """Put a line after another one (first without it), into that one's section or the given one."""
    plan = held_draft(activity.plan)
    rows = list(Activity.objects.select_for_update().filter(plan=plan))
    moved = next(row for row in rows if row.pk == activity.pk)
    rows.remove(moved)
    place = rows.index(after) + 1 if after is not None and after in rows else 0
    rows.insert(place, moved)
    moved.section = section or (after.section if after is not None else moved.section)
    renumber(rows)
    record_action("move_activity", moved, "Строка переставлена", by=by)
    return saved_line(moved, "section")


def add_line(plan: Plan, *, by: User, term_text: str, parties_text: str, fields: LineFields) -> Activity:
    """The line itself, in a draft or by an amendment; the caller holds the plan."""
    term = understood(term_text, plan) if term_text.strip() else Term("", TermKind.UNKNOWN)
    last = Activity.objects.filter(plan=plan).aggregate(last=Max("position"))["last"] or 0
    activity = Activity(plan=plan, position=last + 1, control=proposed_control(term), title="")
    write_fields(activity, {"title": "", **fields})
    activity.term = term
    activity.is_term_confirmed = not term.needs_question
    activity.save()
    if activity.section is not None:
        _put_last_in_section(activity)
    replace_parties(activity, parties_text)
    record_action("add_activity", activity, "Строка добавлена", by=by)
    return activity


def write_fields(activity: Activity, fields: LineFields | ActivityFields) -> list[str]:
    """Set the fields in memory, checked; the names of the columns that changed."""
    values: dict[str, Any] = dict(fields)
    if "title" in values:
        values["title"] = require_words(values["title"], "no_title", "Напишите, что нужно сделать.")
    _require_own_section(activity, values.get("section"))
    _require_upper(activity, values.get("serves"))
    _require_own_need(activity, values.get("need_goal") or values.get("need_indicator"))
    term_text = values.pop("term_text", None)
    for name, value in values.items():
        setattr(activity, name, value)
    if term_text is None:
        return list(values)
    activity.term = understood(term_text, activity.plan)
    activity.is_term_confirmed = not activity.term.needs_question
    return [*values, "term_json", "is_term_confirmed"]


def understood(text: str, plan: Plan) -> Term:
    """The term as read for the plan: its first school year, its years as context."""
    first, last = plan.first_day, plan.last_day
    year = SchoolYear.of(first or clock.today())
    return parse_term(text.strip(), year=year, years=(first.year, last.year) if first and last else None)


def _put_last_in_section(activity: Activity) -> None:
    rows = list(Activity.objects.filter(plan=activity.plan).exclude(pk=activity.pk))
    places = [index for index, row in enumerate(rows) if row.section_id == activity.section_id]
    rows.insert(places[-1] + 1 if places else len(rows), activity)
    renumber(rows)


def _require_own_section(activity: Activity, section: Section | None) -> None:
    if section is not None and section.plan_id != activity.plan_id:
        raise DomainError("foreign_section", "Это направление другого плана: обновите страницу и выберите ещё раз.")


def _require_own_need(activity: Activity, need: Goal | Indicator | None) -> None:
    if need is not None and need.plan_id != activity.plan_id:
        raise DomainError("foreign_need", "Это цель или показатель другого плана: выберите из своего.")


def _require_upper(activity: Activity, upper: Activity | None) -> None:
    """An activity serves one of another accepted plan, at its own node or above."""
    if upper is None:
        return
    if upper.plan_id == activity.plan_id:
        raise DomainError("serves_itself", "Мероприятие служит мероприятию другого плана: выберите план уровнем выше.")
    if not upper_activities(activity.plan).filter(pk=upper.pk).exists():
        raise DomainError("not_an_upper_plan", "Выберите мероприятие принятого плана своего или вышестоящего уровня.")


_LABELS = {
    "title": "название", "number": "номер", "term_json": "срок", "result": "результат", "control": "контроль",
    "need": "потребность", "need_goal": "цель", "need_indicator": "показатель", "need_act": "документ потребности",
    "section": "направление", "serves": "чему служит", "other": "прочие столбцы",
}  # fmt: skip


def _labels(columns: list[str]) -> str:
    return ", ".join(_LABELS[name] for name in columns if name in _LABELS) or "ничего"
