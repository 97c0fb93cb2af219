"""Communities of every kind with a year behind them: members by rule and by hand, changes, terms, parts."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from metodsovet.demo.every_kind import live_in_every_kind
from metodsovet.demo.people import Cast
from metodsovet.demo.town import CITY_ASSOCIATIONS
from metodsovet.ground.directory.models import Category, Employment, Organisation, Person, Position, Subject
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import (
    Charter,
    Description,
    KindDraft,
    OfficeDraft,
    RuleDraft,
    accept_proposals,
    add_community,
    add_kind,
    add_members,
    appoint_officer,
    close_community,
    describe_community,
    set_charter,
    set_rule,
    take_children,
)
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.queries.composition import proposals_for
from metodsovet.work.communities.queries.trees import proposed_children

Code = CommunityKind.Code
TEACHER = Position.Function.TEACHER
LANGUAGE, MATHS, JUNIOR = "учитель русского языка и литературы", "учитель математики", "учитель начальных классов"
PSYCHOLOGIST, METHODIST = "педагог-психолог", "методист"
SERVICE = "Отдел методического сопровождения"
CATEGORIES = (Category.Kind.HIGHEST, Category.Kind.FIRST, Category.Kind.FIRST, Category.Kind.CONFORMITY, None, None)
YOUNG_EVERY = 9
"""Every ninth teacher has just begun: the workshop needs them."""
WITHOUT_ACT = 5


@dataclass(frozen=True, slots=True)
class Body:
    """Its head and members as (place, post); with ``days`` its term ends so many days from today."""

    code: str
    name: str
    where: str
    head: tuple[str, str]
    members: tuple[tuple[str, str], ...] = ()
    curator: bool = False
    days: int | None = None
    aim: str = ""


BODIES = (
    Body(Code.COUNCIL, "Муниципальный методический совет", "", (SERVICE, "начальник отдела"),
         ((SERVICE, "старший методист"), (SERVICE, METHODIST), ("СОШ № 1", "директор"), ("Лицей № 4", "директор"),
          ("Гимназия № 3", "заместитель директора по УВР"))),
    Body(Code.PEDAGOGICAL_COUNCIL, "Педагогический совет", "СОШ № 2", ("СОШ № 2", "директор"),
         (("СОШ № 2", JUNIOR), ("СОШ № 2", MATHS), ("СОШ № 2", LANGUAGE), ("СОШ № 2", PSYCHOLOGIST))),
    Body(Code.CREATIVE_GROUP, "Творческая группа «Читающая школа»", "Гимназия № 3", ("Гимназия № 3", LANGUAGE),
         (("Гимназия № 3", JUNIOR), ("Гимназия № 3", "учитель истории и обществознания")), days=120),
    Body(Code.PROFESSIONAL_ASSOCIATION, "Ассоциация педагогов-психологов", "", ("СОШ № 2", PSYCHOLOGIST),
         tuple((place, PSYCHOLOGIST) for place in ("СОШ № 1", "Гимназия № 3", "Лицей № 4", "СОШ № 5")), curator=True),
    Body(Code.LABORATORY, "Лаборатория «Урок без звонка»", "", ("Гимназия № 3", MATHS),
         (("Лицей № 4", MATHS), ("СОШ № 5", LANGUAGE)), curator=True, days=20,
         aim="Собрать и проверить на уроках приёмы, которые держат внимание без принуждения."),
    Body(Code.WORKING_GROUP, "Рабочая группа по единым текстам контрольных работ", "", ("Лицей № 4", MATHS),
         (("СОШ № 1", MATHS), ("СОШ № 2", MATHS)), days=-12),
    Body(Code.COORDINATION_COUNCIL, "Координационный совет по методической работе", "",
         ("Управление образования", "заместитель начальника управления"),
         ((SERVICE, "начальник отдела"), ("СОШ № 1", "заместитель директора по УВР"))),
    Body(Code.COUNCIL_SECTION, "Секция заместителей руководителей по учебной работе", "",
         ("СОШ № 1", "заместитель директора по УВР"),
         tuple((place, "заместитель директора по УВР") for place in ("СОШ № 2", "Гимназия № 3", "СОШ № 5"))),
    Body(Code.COUNCIL_SECTION, "Секция старших воспитателей", "", ("Детский сад № 7 «Рябинка»", "старший воспитатель"),
         (("Детский сад № 9 «Теремок»", "старший воспитатель"),
          ("Детский сад № 12 «Солнышко»", "старший воспитатель"))),
    Body(Code.COORDINATION_CENTRE, "Координационный центр наставничества", "ЦРО", (SERVICE, "старший методист"),
         (("СОШ № 1", JUNIOR), ("Лицей № 4", LANGUAGE)), curator=True),
    Body(Code.RESOURCE_CENTRE, "Ресурсный центр естественно-научного образования", "Лицей № 4",
         ("Лицей № 4", "учитель биологии и химии"), (("СОШ № 1", "учитель биологии и химии"),), curator=True),
    Body(Code.BASE_ORGANISATION, "Опорная школа по читательской грамотности", "Гимназия № 3",
         ("Гимназия № 3", "заместитель директора по УВР"), (("Гимназия № 3", LANGUAGE),), curator=True),
    Body(Code.CONSULTATION_POINT, "Консультационный пункт для молодых воспитателей", "Детский сад № 9 «Теремок»",
         ("Детский сад № 9 «Теремок»", "старший воспитатель"),
         (("Детский сад № 9 «Теремок»", "воспитатель"),), curator=True),
    Body(Code.EXPERT_COMMUNITY, "Экспертное сообщество педагогов", "", ("СОШ № 5", LANGUAGE),
         (("СОШ № 1", LANGUAGE), ("Лицей № 4", MATHS), ("Гимназия № 3", JUNIOR),
          ("СОШ № 2", "учитель биологии и химии"))),
)  # fmt: skip
"""Of the kinds that ``people.unite`` and the rules below do not make."""


def teach(cast: Cast, chance: random.Random) -> None:
    """Subjects, service and categories of teachers, as a list of the staff would have brought them."""
    of_post = {post: Subject.objects.get_or_create(name=subject)[0] for _, subject, post in CITY_ASSOCIATIONS}
    taught = Employment.subjects.through
    jobs = Employment.objects.filter(position__function=TEACHER).select_related("person", "position").order_by("pk")
    links, people, categories = [], [], []
    for number, job in enumerate(jobs):
        if subject := of_post.get(job.position.name):
            links.append(taught(employment_id=job.pk, subject_id=subject.pk))
        is_young = number % YOUNG_EVERY == 0
        job.person.teaching_since = date(clock.today().year - number % 3, 9, 1) if is_young else job.since
        people.append(job.person)
        kind = None if is_young else chance.choice(CATEGORIES)
        if kind is not None:
            since = date(clock.today().year - chance.randint(0, 4), chance.randint(1, 5), 20)
            categories.append(Category(person=job.person, kind=kind, since=since))
    taught.objects.bulk_create(links)
    Person.objects.bulk_update(people, ["teaching_since"])
    Category.objects.bulk_create(categories)


def compose(cast: Cast, act: Act) -> None:
    """Associations take in their teachers by subject; those of schools come under those of the town."""
    since = act.date or clock.today()
    rows = Community.objects.filter(subject__isnull=False, closed_on=None).select_related("kind", "organisation")
    for number, community in enumerate(rows.order_by("pk"), start=1):
        if number % WITHOUT_ACT:
            charter = Charter(act, since)
            set_charter(community, charter=charter, version=community.version, by=cast.author)
        assert community.subject is not None
        set_rule(community, draft=RuleDraft(subjects=[community.subject], functions=[TEACHER]), by=cast.author)
        _accept(community, since, cast)
    for city in rows.filter(kind__code=Code.CITY_ASSOCIATION):
        take_children(city, list(proposed_children(city, cast.author)), by=cast.author)


def found_bodies(cast: Cast, act: Act, today: date) -> None:
    """Every other kind; the act is of the beginning of the last year."""
    since = act.date or clock.today()
    _gather_whole_school(cast, since)
    made = {body.name: _found(body, cast, act, today) for body in BODIES}
    council = made["Координационный совет по методической работе"]
    take_children(council, [one for one in made.values() if one.kind.code == Code.COUNCIL_SECTION], by=cast.author)
    workshop = _add(Code.WORKSHOP, "Мастерская молодого педагога", cast.town, Charter(act, since), cast)
    appoint_officer(workshop, person=cast.one("Гимназия № 3", MATHS), since=since, basis=act, by=cast.author)
    set_rule(workshop, draft=RuleDraft(functions=[TEACHER], service_years_at_most=3), by=cast.author)
    _accept(workshop, since, cast)
    draft = KindDraft(
        "клуб наставников", "municipality", (OfficeDraft("head", "председатель"),), is_standing=True, short_name="клуб"
    )
    kind = add_kind(cast.town, draft=draft, by=cast.author)
    club = add_community(cast.town, kind=kind, name="Клуб наставников «Плечо»", by=cast.author)
    appoint_officer(club, person=cast.staff["СОШ № 5", JUNIOR][0], since=since, by=cast.author)
    add_members(club, [cast.one(one.short_name, JUNIOR) for one in cast.schools[:4]], since=since, by=cast.author)


def _gather_whole_school(cast: Cast, since: date) -> None:
    """The pedagogical council of the school whose people log in: everybody who works there."""
    council = _add(Code.PEDAGOGICAL_COUNCIL, "Педагогический совет", cast.places["СОШ № 1"], Charter(), cast)
    staff = [person for (place, _), people in cast.staff.items() if place == "СОШ № 1" for person in people]
    add_members(council, staff, since=since, by=cast.author)
    appoint_officer(council, person=cast.one("СОШ № 1", "директор"), since=since, by=cast.author)
    secretary = cast.one("СОШ № 1", LANGUAGE)
    appoint_officer(council, person=secretary, office="secretary", since=since, by=cast.author)


def live_a_year(cast: Cast, year: SchoolYear, *, seed: int) -> None:
    """A temporary collective does its work and is closed; a head is replaced; every kind meets."""
    with clock.at(clock.now().replace(year=year.start, month=10, day=5)):
        charter = Charter(None, date(year.start, 10, 5), date(year.start + 1, 5, 25))
        collective = _add(Code.TEMPORARY_COLLECTIVE, "ВТК «Задачник округа»", cast.town, charter, cast)
        for place in ("Лицей № 4", "СОШ № 5"):
            add_members(collective, [cast.one(place, MATHS)], since=date(year.start, 10, 5), by=cast.author)
        appoint_officer(collective, person=cast.one("СОШ № 2", MATHS), since=date(year.start, 10, 5), by=cast.author)
    live_in_every_kind(cast, year, seed=seed)
    with clock.at(clock.now().replace(year=year.start + 1, month=1, day=15)):
        history = Community.objects.get(kind__code=Code.CITY_ASSOCIATION, subject__name="история и обществознание")
        person = cast.one("Гимназия № 3", "учитель истории и обществознания")
        appoint_officer(history, person=person, since=date(year.start + 1, 1, 15), by=cast.author)
    with clock.at(clock.now().replace(year=year.start + 1, month=5, day=25)):
        close_community(collective, by=cast.author)


def describe(cast: Cast) -> None:
    said = {
        "ГМО учителей математики": Description(
            "Понимание условия как основа решения", "Учить читать задачу раньше, чем решать."
        ),
        "ГМО учителей начальных классов": Description("От слога к смыслу: читательская грамотность с первого класса"),
    }
    for community in Community.objects.filter(name__in=said):
        describe_community(community, description=said[community.name], version=community.version, by=cast.author)


def _found(body: Body, cast: Cast, act: Act, today: date) -> Community:
    since = act.date or clock.today()
    until = today + timedelta(days=body.days) if body.days is not None else None
    node = cast.places[body.where] if body.where else cast.town
    community = _add(body.code, body.name, node, Charter(act, since, until), cast)
    appoint_officer(community, person=cast.one(*body.head), since=since, basis=act, by=cast.author)
    people = [cast.staff[member][-1] for member in body.members]
    add_members(community, people, since=since, basis=act, by=cast.author)
    if body.curator:
        curator = cast.staff[SERVICE, METHODIST][len(body.name) % 4]
        appoint_officer(community, person=curator, since=since, office="curator", basis=act, by=cast.author)
    if body.aim:
        description = Description(aim=body.aim)
        describe_community(community, description=description, version=community.version, by=cast.author)
    return community


def _add(code: str, name: str, node: Organisation, charter: Charter, cast: Cast) -> Community:
    kind = CommunityKind.objects.named(code, node)
    return add_community(node, kind=kind, name=name, charter=charter, by=cast.author)


def _accept(community: Community, since: date, cast: Cast) -> None:
    keys = [one.key for one in proposals_for(community, clock.today())]
    accept_proposals(community, keys, since=since, by=cast.author)
