"""The list of plans as a page, a print and an xlsx."""

from collections.abc import Iterable
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel.russian import date_short
from metodsovet.work.planning.models import Occurrence, Plan

State = Assignment.State


def with_execution(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Adds ``given`` and ``done``: assignments that count, and those accepted."""
    return plans.annotate(
        given=_assignments(*Assignment.OPEN, State.ACCEPTED),
        done=_assignments(State.ACCEPTED),
    )


def _assignments(*states: str) -> Coalesce:
    """Number of the plan's assignments in the states; the plan is known through the occurrence."""
    content_type = ContentType.objects.get_for_model(Occurrence)
    occurrences = Occurrence.objects.filter(activity__plan=OuterRef(OuterRef("pk")), is_history=False)
    rows = Assignment.objects.filter(
        content_type=content_type, object_id__in=occurrences.values("pk"), state__in=states
    )
    counted = rows.order_by().values("content_type").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def years_text(plan: Plan) -> str:
    first, last = plan.first_day, plan.last_day
    if first is None or last is None:
        return _open_years(first, last)
    return f"{date_short(first)} – {date_short(last)}"


def _open_years(first: date | None, last: date | None) -> str:
    if first is not None:
        return f"с {date_short(first)}"
    return f"по {date_short(last)}" if last is not None else ""


def _owners(rows: QuerySet[Plan]) -> Iterable[tuple[str, str]]:
    found = rows.order_by("organisation__path").values_list("organisation", "organisation__short_name").distinct()
    return [(str(pk), name) for pk, name in found]


PLANS: Table[Plan] = Table(
    title="Планы",
    columns=(
        Column(
            "title",
            "План",
            lambda plan: plan.title,
            template="planning/reading/cells/title.html",
            order=("title",),
            is_fixed=True,
            width="wide",
            chars=70,
        ),
        Column("kind", "Вид", lambda plan: plan.get_kind_display(), order=("kind",), chars=20),
        Column("owner", "Чей", lambda plan: plan.organisation.short_name, order=("organisation__path",), chars=28),
        Column("years", "Действует", years_text, order=("first_day", "last_day"), width="date", chars=24),
        Column("lines", "Мероприятий", lambda plan: vars(plan)["line_count"], order=("line_count",), is_number=True),
        Column(
            "executed",
            "Исполнено поручений",
            lambda plan: f"{vars(plan)['done']} из {vars(plan)['given']}" if vars(plan)["given"] else "",
            template="planning/reading/cells/executed.html",
            order=("done",),
            width="ratio",
        ),
        Column(
            "act", "Утверждён", lambda plan: plan.act.requisites if plan.act else "", order=("act__date",), chars=36
        ),
        Column("state", "Состояние", lambda plan: plan.get_state_display(), order=("state",), chars=14),
    ),
    filters=(
        Filter(
            "kind",
            "Вид",
            choices=lambda rows: Plan.Kind.choices,
            narrow=lambda rows, values: rows.filter(kind__in=values),
        ),
        Filter(
            "state",
            "Состояние",
            choices=lambda rows: [("accepted", "принят"), ("archived", "в архиве")],
            narrow=lambda rows, values: rows.filter(state__in=values),
        ),
        Filter("owner", "Чей", choices=_owners, narrow=lambda rows, values: rows.filter(organisation__in=values)),
    ),
    sort="-years",
    find=lambda rows, text: rows.filter(title__icontains=text),
    find_label="Найти план",
    css_class="plans",
    empty_text="Принятых планов пока нет: прочитайте план из файла или составьте его здесь.",
)
