"""Plans of the example: written as Word files, read, reviewed and accepted like any other."""

from collections.abc import Mapping, Sequence
from datetime import date

from metodsovet.demo.people import Cast
from metodsovet.demo.roadmap import (
    EVERY_ORGANISATION,
    ROADMAP,
    SCHOOL_PLAN,
    SCHOOL_SERVES,
    SERVICE_PLAN,
    Row,
    roadmap_title,
)
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import read_tables
from metodsovet.work.planning.actions import (
    accept_plan,
    change_activity,
    draft_plan_from_file,
    set_audience,
    set_control,
    set_offices,
    set_schedule,
    set_theme,
)
from metodsovet.work.planning.example import PlanFile, write_plan_docx
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.reading import read_plan, source_rows

Sections = Sequence[tuple[str, Sequence[Row]]]


def read_in(file: PlanFile, *, organisation: Organisation, year: SchoolYear, by: User) -> Plan:
    """A draft read from the file's own bytes."""
    name = f"{file.title[:60]}.docx"
    document = read_tables(write_plan_docx(file), name)
    read = read_plan(document, year=year)
    rows = [row.to_json() for row in source_rows(document, read)]
    return draft_plan_from_file(read, rows, name, organisation=organisation, by=by)


def accept_roadmap(cast: Cast, first: SchoolYear, *, accepter: Person, controller: Person) -> Plan:
    file = PlanFile(
        issuer="Управление образования Заречногорского городского округа",
        act_kind="Приказ",
        act_date=date(first.start, 8, 28),
        act_number="187",
        title=roadmap_title(first),
        signed_by="заместителя начальника управления",
        sections=ROADMAP,
    )
    plan = read_in(file, organisation=cast.town, year=first, by=cast.author)
    set_audience(plan, kinds=[Organisation.Kind.SCHOOL], organisations=[], by=cast.author)
    set_offices(plan, accepter=accepter, controller=controller, by=cast.author)
    lines = plan.activities.filter(number__in=EVERY_ORGANISATION).values_list("pk", flat=True)
    set_control(plan, activities=list(lines), control=Activity.Control.EVERY_ORGANISATION, by=cast.author)
    plan.refresh_from_db()
    return accept_plan(plan, executed_from=first, by=cast.author, version=plan.version)


def accept_year_plan(
    cast: Cast, owner: Organisation, year: SchoolYear, sections: Sections, *, by: User, serves: Mapping[str, Activity]
) -> Plan:
    """A year plan of the centre or of a school; ``serves`` names the upper line by the number of the lower one."""
    file = PlanFile(
        issuer=owner.name,
        act_kind="Приказ",
        act_date=date(year.start, 8, 31),
        act_number=f"{owner.pk}-о",
        title=f"План методической работы на {year.start}/{year.start + 1} учебный год",
        signed_by="директора",
        sections=sections,
    )
    plan = read_in(file, organisation=owner, year=year, by=by)
    set_audience(plan, kinds=[], organisations=[owner], by=by)
    for number, upper in serves.items():
        line = plan.activities.get(number=number)
        change_activity(line, version=line.version, by=by, serves=upper)
    plan.refresh_from_db()
    return accept_plan(plan, executed_from=year, by=by, version=plan.version)


def plan_the_service(cast: Cast, year: SchoolYear, roadmap: Plan) -> None:
    """Year plans of the centre and of a school, which serve the roadmap."""
    accept_year_plan(cast, cast.places["ЦРО"], year, SERVICE_PLAN, by=cast.author, serves={})
    deputy = User.objects.get(login="deputy")
    upper = {number: roadmap.activities.get(number=served) for number, served in SCHOOL_SERVES.items()}
    accept_year_plan(cast, cast.places["СОШ № 1"], year, SCHOOL_PLAN, by=deputy, serves=upper)


def set_schedules(cast: Cast, year: SchoolYear) -> None:
    spring = year.start + 1
    for name, first_day, last_day in (
        ("График проведения ВПР", date(spring, 4, 6), date(spring, 5, 22)),
        ("осенние каникулы", date(year.start, 10, 26), date(year.start, 11, 3)),
        ("зимние каникулы", date(year.start, 12, 30), date(spring, 1, 9)),
        ("весенние каникулы", date(spring, 3, 23), date(spring, 3, 31)),
    ):
        set_schedule(cast.town, name=name, school_year=year, starts_on=first_day, ends_on=last_day, by=cast.author)


def set_themes(cast: Cast, year: SchoolYear) -> None:
    """The theme of the town, carried on by most of the schools."""
    title = "Учитель учится у учителя: от открытого урока к общей практике"
    upper = set_theme(cast.town, year=year, title=title, upper=None, by=cast.author)
    own = (
        "Открытый урок как общее дело объединения",
        "Наставник и молодой учитель: учимся вдвоём",
        "Оценивание, которое помогает учиться",
        "Читательская грамотность на каждом предмете",
    )
    for school, theme in zip(cast.schools, own, strict=False):
        set_theme(school, year=year, title=theme, upper=upper, by=cast.author)
