"""Who was where on a day, as a page, a print and an xlsx."""

from datetime import date

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Position
from metodsovet.ground.directory.queries_staff import called, organisations_of_days, roles_of_day, under
from metodsovet.kernel.russian import date_text


def staff_table(user: User, day: date) -> Table[Employment]:
    return Table(
        title=f"Кто где был {date_text(day)}",
        columns=(
            Column(
                "name",
                "ФИО",
                lambda job: job.person.name_on(day),
                template="directory/cells/staff.html",
                order=("person__sort_key",),
                is_fixed=True,
                chars=36,
            ),
            Column("organisation", "Организация", _place, order=("organisation__short_name",), chars=34),
            Column("position", "Должность", lambda job: job.position.name, order=("position__name",), chars=34),
            Column("rank", "Место работы", lambda job: "основное" if job.is_main else "по совместительству"),
            Column("since", "С", lambda job: job.since, order=("since",), chars=12),
            Column("until", "По", lambda job: job.until, order=("until",), chars=12),
            Column("roles", "Роли в тот день", lambda job: roles_of_day(job.person), chars=40),
            Column("name_now", "ФИО сейчас", lambda job: job.person.full_name, is_hidden=True, chars=36),
        ),
        filters=(
            Filter("organisation", "Организация", lambda _: organisations_of_days(user), under),
            Filter(
                "function",
                "Функция",
                lambda _: Position.Function.choices,
                lambda rows, values: rows.filter(position__function__in=values),
            ),
        ),
        sort="name",
        find=called,
        find_label="Найти по имени",
        css_class="people",
        empty_text="В этот день здесь никто не работал.",
    )


def _place(job: Employment) -> str:
    parent = job.organisation.parent
    if job.organisation.is_department and parent is not None:
        return f"{job.organisation.short_name}, {parent.short_name}"
    return job.organisation.short_name
