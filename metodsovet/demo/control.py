"""What the service controls in the example besides its plans: directives, reminders, goals with their indicators."""

from datetime import date, timedelta
from decimal import Decimal

from metodsovet.demo.people import Cast
from metodsovet.ground.assignments.actions import DirectiveDraft, give_directive, remind_executors
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.recipients import forecast_of, receiving_under
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions import (
    Change,
    ChangeKind,
    IndicatorDraft,
    Need,
    add_goal,
    add_indicator,
    amend_plan,
    enter_fact,
)
from metodsovet.work.planning.models import Indicator, Plan

DIRECTIVES = (
    ("Список педагогов, которым нужны курсы в 2027 году", "Таблица по форме прошлого года, до десяти строк.", -6),
    ("Сведения о наставниках и их подопечных", "Фамилии пар, приказ школы, дата начала.", 8),
)
"""What, in detail, and the deadline in days from today."""


def give_directives(cast: Cast, today: date, *, accepter: Person, controller: Person) -> None:
    schools = list(receiving_under(cast.town).filter(kind=Organisation.Kind.SCHOOL))
    for title, text, days in DIRECTIVES:
        due_on = today + timedelta(days=days)
        interim = ((due_on - timedelta(days=4), "Проект списка"),)
        draft = DirectiveDraft(title, due_on, text, accepter=accepter, controller=controller, interim=interim)
        give_directive(cast.town, draft=draft, to=forecast_of(schools, draft.holder), by=cast.author)


def remind_of_overdue(cast: Cast, today: date) -> None:
    late = Assignment.objects.open().filter(due_on__lt=today, issuer=cast.town).exclude(state=Assignment.State.REPORTED)
    if late.exists():
        remind_executors(list(late.values_list("pk", flat=True)), by=cast.author)


def set_goals(cast: Cast, roadmap: Plan, year: SchoolYear, today: date) -> None:
    """Two goals; one fact is entered with its evidence, one is counted by the product itself."""
    mentors = add_goal(roadmap, title="Каждый молодой педагог работает с наставником", by=cast.author)
    service = add_goal(roadmap, title="Методические объединения работают по плану", by=cast.author)
    planned = {year.previous.start: Decimal(60), year.start: Decimal(80), year.next.start: Decimal(100)}
    share = add_indicator(
        roadmap,
        draft=IndicatorDraft("Молодые педагоги с наставником", "%", mentors, planned=planned),
        by=cast.author,
    )
    counted = {year.previous.start: Decimal(90), year.start: Decimal(95)}
    add_indicator(
        roadmap,
        draft=IndicatorDraft("Поручения плана, исполненные к сроку", "%", service, "planning:plan_executed", counted),
        by=cast.author,
    )
    enter_fact(share, year=year.previous, fact=Decimal(64), evidence="Справка ЦРО от 15 июня", by=cast.author)
    _answer_need(cast, roadmap, share, today)


def _answer_need(cast: Cast, roadmap: Plan, indicator: Indicator, today: date) -> None:
    line = roadmap.activities.filter(title__icontains="наставник").first()
    if line is None:
        return
    need = Need("Треть молодых педагогов уходит в первые два года", indicator=indicator)
    roadmap.refresh_from_db()
    amend_plan(
        roadmap,
        [Change(ChangeKind.NEED, line.pk, need=need)],
        version=roadmap.version,
        by=cast.author,
        in_force_from=today,
    )
