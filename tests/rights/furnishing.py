"""A row of every kind at a place, made by the product's own actions; each is named by the word of its key."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from metodsovet.ground.assignments.actions import (
    AssignmentDraft,
    DirectiveDraft,
    PartDraft,
    accept_report,
    add_evidence,
    appoint_substitute,
    ask_extension,
    give_assignments,
    give_directive,
    hand_in_report,
    remind_executors,
    remove_from_control,
    set_interim_date,
)
from metodsovet.ground.assignments.models import Assignment, Matter, Part, Reminder, Report
from metodsovet.ground.assignments.queries.recipients import forecast_of
from metodsovet.ground.directory.actions.accounts import close_account
from metodsovet.ground.directory.actions.employments import dismiss
from metodsovet.ground.directory.actions.exports import log_export
from metodsovet.ground.directory.actions.organisations import close_organisation
from metodsovet.ground.directory.actions.rosters import apply_roster, load_roster, read_roster
from metodsovet.ground.directory.models import (
    Account,
    Category,
    ErasureRequest,
    Organisation,
    Person,
    PersonName,
    Roster,
)
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import grant, make_organisation, make_person, user_of
from metodsovet.ground.documents.actions import Requisites, add_act, attach_act_file
from metodsovet.ground.documents.models import Act
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.notifications.models import CalendarFeed, Letter, Notice
from metodsovet.kernel import clock
from metodsovet.kernel.exports import Exported
from metodsovet.work.planning.actions import (
    IndicatorDraft,
    accept_plan,
    add_activity,
    add_goal,
    add_indicator,
    close_programme_year,
    date_occurrence,
    draft_plan,
    draft_plan_from_file,
    enter_fact,
    set_offices,
    set_schedule,
    set_theme,
)
from metodsovet.work.planning.actions.editions import draft_edition
from metodsovet.work.planning.models import Occurrence, Plan, PlanWork, Reading
from metodsovet.work.planning.reading import ReadPlan
from metodsovet.work.planning.reading.result import ReadWarning
from metodsovet.work.planning.tests.town import YEAR, YEARS, line, read_plan_of
from tests.rights.communities import furnish_communities
from tests.rights.furnishing_feeds import furnish_analyses, furnish_feeds
from tests.rights.furnishing_meetings import furnish_meetings
from tests.rights.furnishing_orders import furnish_orders
from tests.rights.furnishing_year_plans import furnish_year_plans
from tests.rights.papers import issue_papers
from tests.rights.places import HOME, Place

KINDRED = f"на {YEARS[0]}-{YEARS[1]} годы"


def furnish(place: Place) -> None:
    for make in (
        _people,
        _organisations,
        _rosters,
        _papers,
        furnish_communities,
        _year,
        _plans,
        _due_plan,
        _plan_work,
        _ledger,
        _events,
        furnish_meetings,
        furnish_year_plans,
        furnish_feeds,
        furnish_analyses,
        furnish_orders,
    ):
        make(place)
    place.rows = {key: type(row)._default_manager.get(pk=row.pk) for key, row in place.rows.items()}


def _people(place: Place) -> None:
    """People at home have plain names: who heads what is known to everybody there."""
    last = "Иванов" if place.name in HOME else place.word("person")
    keys = {"person": "Пётр", "person_without_account": "Иван", "person_locked_out": "Глеб"}
    people = [make_person(f"{last} {first} Ильич", place.node) for first in keys.values()]
    person, unknown, locked = people
    unknown.user = None
    unknown.save()
    close_account(locked, by=None)
    place.rows |= dict(zip(keys, people, strict=True))
    place.rows["account"] = Account.objects.get(pk=person.pk)
    place.rows["account_locked_out"] = Account.objects.get(pk=locked.pk)
    place.rows |= {"lead": place.lead, "service": place.service, "controller": place.controller}
    place.rows["person_double"] = make_person(f"{last} Павел Ильич", place.node)
    _erasures(place, last)
    place.rows["former_name"] = PersonName.objects.create(person=person, last_name=last, first_name="Петя")
    place.rows["user"] = user_of(person)
    place.rows["employment"] = job = person.employments.get()
    place.rows["position"] = job.position
    role = Role.METHODIST if place.node.kind == Organisation.Kind.MUNICIPALITY else Role.METHODICAL_LEAD
    place.rows["role"] = grant(person, role, place.node)


def _erasures(place: Place, last: str) -> None:
    """A request of whoever leads the place, and one of somebody who has left it."""
    leaver = make_person(f"{last} Савва Ильич", place.node)
    dismiss(leaver.employments.get(), until=clock.today() - timedelta(days=1), by=None)
    for key, person in (("erasure", place.lead), ("erasure_of_leaver", leaver)):
        place.rows[key] = ErasureRequest.objects.create(person=person, answer=place.word(key))


def _organisations(place: Place) -> None:
    place.rows["organisation"] = place.node
    spare = place.word("organisation_spare")
    place.rows["organisation_spare"] = department = make_organisation(spare, Organisation.Kind.DEPARTMENT, place.node)
    person = place.rows["person"]
    assert isinstance(person, Person)
    place.rows["role_elsewhere"] = grant(person, Role.METHODICAL_LEAD, department)
    name = place.word("organisation_closed")
    closed = make_organisation(name, Organisation.Kind.DEPARTMENT, place.node)
    place.rows["organisation_closed"] = close_organisation(closed, closed_on=clock.today(), by=None)


def _rosters(place: Place) -> None:
    """A list under review with words to be asked about, and an applied one. The reader takes no marks for names."""
    heading = "ФИО;Должность;ОО"
    asked = (heading, "Строкова Анна Ивановна;учитель;", "Словцова Анна Петровна;учитель;Школа у реки")
    roster = _loaded(place, "roster", asked)
    row, word = roster.rows.filter(position__gt=0).earliest("pk"), roster.said.get(kind="organisation")
    row.words, word.words = place.word("roster_row"), place.word("roster_word")
    row.save()
    word.save()
    place.rows |= {"roster": roster, "roster_row": row, "roster_word": word}
    lines = (f"{heading};Категория", f"Новикова Инна Ивановна;учитель;{place.node.short_name};высшая")
    place.rows["roster_applied"] = apply_roster(_loaded(place, "roster_applied", lines), by=place.by)
    place.rows["category"] = Category.objects.latest("pk")


def _loaded(place: Place, key: str, lines: Sequence[str]) -> Roster:
    content, name = "\n".join(lines).encode(), f"{place.word(key)}.csv"
    roster = load_roster(content, name, organisation=place.node, as_of=clock.today(), by=place.by)
    return read_roster(roster, by=place.by)


def _papers(place: Place) -> None:
    requisites = Requisites(kind=Act.Kind.ORDER, number="12", date=clock.today(), title=place.word("act"))
    place.rows["act"] = act = add_act(requisites, organisation=place.node, by=place.by)
    place.rows["act_file"] = attach_act_file(act, text_file(place.word("act_file")), by=place.by)
    issue_papers(place)


def _year(place: Place) -> None:
    place.rows["theme"] = set_theme(place.node, year=YEAR, title=place.word("theme"), upper=None, by=place.by)
    days = {"starts_on": YEAR.first_day, "ends_on": YEAR.first_day + timedelta(days=6)}
    name = f"{place.word('schedule')} график"
    place.rows["schedule"] = set_schedule(place.node, name=name, school_year=YEAR, by=place.by, **days)


def _plans(place: Place) -> None:
    plan = _read(place, "plan", "activity")
    plan = set_offices(plan, accepter=place.service, controller=place.controller, by=place.by)
    plan = accept_plan(plan, executed_from=YEAR, by=place.by, version=plan.version)
    activity = plan.activities.all()[0]
    occurrence = Occurrence.objects.filter(activity=activity, is_history=False).order_by("pk")[0]
    today = clock.today()
    date_occurrence(occurrence, version=occurrence.version, by=place.by, held_on=today, place=place.word("activity"))
    _goals(place, plan)
    _programme(place)
    draft = _read(place, "draft", "line")
    edition = draft_edition(plan, _lines(place, "edition", "edition"), [], f"{place.word('edition')}.docx", by=place.by)
    place.rows |= {
        "plan": plan,
        "activity": activity,
        "occurrence": Occurrence.objects.get(pk=occurrence.pk),
        "draft": draft,
        "line": draft.activities.all()[0],
        "party": draft.activities.all()[0].parties.all()[0],
        "reading": Reading.objects.get(plan=draft),
        "edition": edition,
        "section": plan.sections.all()[0],
        "draft_section": draft.sections.all()[0],
        "edition_line": edition.activities.all()[0],
    }


def _goals(place: Place, plan: Plan) -> None:
    """A goal that nothing answers yet, an indicator whose fact is entered and one whose fact is counted."""
    place.rows["goal"] = add_goal(plan, title=place.word("goal"), by=place.by)
    draft = IndicatorDraft(place.word("indicator"), "чел.")
    place.rows["indicator"] = indicator = add_indicator(plan, draft=draft, by=place.by)
    enter_fact(indicator, year=YEAR, fact=Decimal(5), evidence=place.word("evidence_fact"), by=place.by)
    counted = IndicatorDraft(place.word("indicator_counted"), "%", offer="planning:plan_executed")
    place.rows["indicator_counted"] = add_indicator(plan, draft=counted, by=place.by)


def _programme(place: Place) -> None:
    """Of three years, the first of them closed."""
    plan = draft_plan(
        organisation=place.node,
        kind=Plan.Kind.PROGRAMME,
        title=place.word("programme"),
        first_day=YEAR.previous.first_day,
        last_day=YEAR.next.last_day,
        by=place.by,
    )
    add_activity(plan, by=place.by, title=f"{place.word('programme')} ярмарка", term_text="март")
    plan = Plan.objects.get(pk=plan.pk)
    place.rows["programme"] = accept_plan(plan, executed_from=YEAR.previous, by=place.by, version=plan.version)
    text = place.word("year_result")
    place.rows["year_result"] = close_programme_year(plan, year=YEAR.previous, text=text, by=place.by)


def _read(place: Place, key: str, line_key: str) -> Plan:
    read = _lines(place, key, line_key)
    return draft_plan_from_file(read, [], f"{place.word(key)}.docx", organisation=place.node, by=place.by)


def _due_plan(place: Place) -> None:
    """Executed since last year; assignments of this year are still to be given."""
    read = _lines(place, "due_plan", "due_line")
    years = (YEAR.start - 1, YEAR.start + 1)
    act = replace(read.act, years=years, date=date(years[0], 8, 28))
    read = replace(read, title=f"{place.word('due_plan')} карта на {years[0]}-{years[1]} годы", act=act)
    plan = draft_plan_from_file(read, [], "карта.docx", organisation=place.node, by=place.by)
    place.rows["due_plan"] = accept_plan(plan, executed_from=YEAR.previous, by=place.by, version=plan.version)


def _plan_work(place: Place) -> None:
    """A draft that the worker should be accepting, of which nothing was heard for an hour."""
    plan = _read(place, "worked_plan", "worked_line")
    hour_ago = clock.now() - timedelta(hours=1)
    place.rows["plan_work"] = PlanWork.objects.create(
        plan=plan,
        verb=PlanWork.Verb.ACCEPT_PLAN,
        school_year=YEAR.start,
        version=plan.version,
        asked_by=place.by,
        asked_at=hour_ago,
    )


def _lines(place: Place, key: str, line_key: str) -> ReadPlan:
    word = place.word(line_key)
    lines = (
        line(f"{word} первое", "ежемесячно", "руководители ОО, методисты", "1"),
        line(f"{word} второе", "апрель, ежегодно", "родители", "2"),
        line(f"{word} третье", f"по графику {place.word('schedule')}", "методисты", "3"),
    )
    read = read_plan_of(lines, f"{place.word(key)} дорожная карта {KINDRED}")
    return replace(read, warnings=(ReadWarning("number_missing", f"{place.word(key)}: номера нет"),))


def _ledger(place: Place) -> None:
    """An assignment in every state that some verb begins from; ``lead`` of the place executes all of them."""
    lead, service = user_of(place.lead), place.by
    for key in ("assignment", "reported", "accepted", "removed", "written", "unasked"):
        place.rows[key] = _give(place, key, PartDraft(Part.Role.LEAD, place.lead.pk, place.node.pk))
    place.rows["offered"] = _give(place, "offered", PartDraft(Part.Role.CANDIDATE, place.lead.pk, place.node.pk))
    reading = PartDraft(Part.Role.LEAD, place.lead.pk, place.node.pk)
    place.rows["acknowledged"] = _give(place, "acknowledged", reading, kind=Assignment.Kind.ACKNOWLEDGE)
    for key in ("reported", "accepted"):
        hand_in_report(_of(place, key), text=place.word(key), by=lead)
    accept_report(_of(place, "accepted"), by=service)
    remove_from_control(_of(place, "removed"), reason=place.word("removed"), by=service)
    until = clock.today() + timedelta(days=40)
    place.rows["extension"] = ask_extension(
        _of(place, "assignment"), until=until, reason=place.word("extension"), by=lead
    )
    place.rows["report"] = Report.objects.get(assignment=_of(place, "reported"))
    due_on = clock.today() + timedelta(days=2)
    place.rows["interim"] = set_interim_date(
        _of(place, "assignment"), due_on=due_on, title=place.word("interim"), by=service
    )
    remind_executors([_of(place, "written").pk], by=service)
    place.rows["reminder"] = Reminder.objects.get(assignment=_of(place, "written"))
    _evidence(place)
    _directive(place)


def _directive(place: Place) -> None:
    """Given to the node by whoever stands above it."""
    draft = DirectiveDraft(place.word("directive"), clock.today() + timedelta(days=9), text=place.word("directive"))
    to = forecast_of([place.node], draft.holder)
    place.rows["directive"] = directive = give_directive(place.issuer, draft=draft, to=to, by=place.by)
    place.rows["matter"] = Matter.objects.get(object_id=directive.pk, content_type__model="directive")


def _evidence(place: Place) -> None:
    lead, assignment = user_of(place.lead), _of(place, "assignment")
    file = text_file(place.word("evidence_file"), name=place.word("evidence_file"))
    evidence = add_evidence(assignment, file=file, title=place.word("evidence"), by=lead)
    link = f"https://example.org/{place.name}"
    add_evidence(assignment, link=link, title=place.word("evidence_link"), by=lead)
    place.rows["evidence"] = evidence
    place.rows["evidence_file"] = StoredFile.objects.get(
        object_id=evidence.pk, name=f"{place.word('evidence_file')}.txt"
    )


def _events(place: Place) -> None:
    person = place.rows["person"]
    assert isinstance(person, Person)
    today = clock.today()
    until = today + timedelta(days=30)
    place.rows["substitution"] = appoint_substitute(
        person, substitute=place.lead, since=today, until=until, reason=place.word("substitution"), by=place.by
    )
    place.rows["export"] = log_export(Exported(place.word("export"), place.word("export"), 1), by=user_of(place.lead))
    text = f"{place.word('notice')}: поручение"
    place.rows["notice"] = Notice.objects.create(person=place.lead, key="realm", text=text, url="/")
    _post(place)


def _post(place: Place) -> None:
    """A parked letter to the lead of the place, and the address of his calendar."""
    place.rows["letter"] = Letter.objects.create(
        key=f"realm:{place.name}",
        kind=Letter.Kind.PERSON_DIGEST,
        person=place.lead,
        state=Letter.State.PARKED,
        error=place.word("letter"),
    )
    place.rows["feed"] = CalendarFeed.objects.create(owner=place.lead, token_hash=place.word("feed"))


def _give(place: Place, key: str, part: PartDraft, **more: Any) -> Assignment:
    draft = AssignmentDraft(
        key=f"realm:{place.name}:{key}",
        title=place.word(key),
        origin=f"{place.word(key)} откуда",
        organisation_id=place.node.pk,
        issuer_id=place.issuer.pk,
        accepter_id=place.service.pk,
        controller_id=place.controller.pk,
        basis_id=place.rows["act"].pk,
        starts_on=clock.today() - timedelta(days=10),
        due_on=clock.today() + timedelta(days=5),
        parts=(part,),
        **more,
    )
    give_assignments([draft], by=None)
    return Assignment.objects.get(key=draft.key)


def _of(place: Place, key: str) -> Assignment:
    return Assignment.objects.get(pk=place.rows[key].pk)


def text_file(words: str, name: str = "") -> "ContentFile[bytes]":
    return ContentFile(f"Протокол. {words}.".encode(), name=f"{name or words}.txt")
