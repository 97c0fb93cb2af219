"""What can be found in the directory."""

from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet

from metodsovet.ground.directory.models import Employment, Organisation, Person, PersonName, RoleAssignment
from metodsovet.kernel import clock
from metodsovet.kernel.looking_up import looked_up
from metodsovet.kernel.searching import Found, Searched, offer, offer_page


def _with_jobs(people: QuerySet[Any]) -> QuerySet[Any]:
    jobs = Employment.objects.on(clock.today()).select_related("organisation", "position")
    return people.prefetch_related(Prefetch("employments", jobs, to_attr="jobs_today"))


def _works_no_more() -> Q:
    today = clock.today()
    jobs = Employment.objects.on(today).filter(person=OuterRef("pk"))
    return ~looked_up(jobs) & ~looked_up(RoleAssignment.objects.on(today).filter(person=OuterRef("pk")))


def _person(person: Any) -> Found:
    jobs = (f"{job.position.name}, {job.organisation.short_name}" for job in person.jobs_today)
    return Found(person.full_name, "; ".join(jobs) or ("не работает" if person.found_past else ""))


def _organisation(node: Any) -> Found:
    parts = [node.get_kind_display(), node.parent.short_name if node.parent else ""]
    closed = f"закрыта {node.closed_on:%d.%m.%Y}" if node.closed_on else ""
    return Found(node.short_name, ", ".join(part for part in (*parts, closed) if part))


offer(
    Searched(
        "people",
        "Люди",
        Person,
        names=("last_name", "first_name", "patronymic"),
        place=10,
        shown=_person,
        rows=_with_jobs,
        past=_works_no_more,
        order=("sort_key",),
        forgives=True,
    )
)
offer(
    Searched(
        "former_names",
        "Прежние имена",
        PersonName,
        names=("last_name", "first_name", "patronymic"),
        place=11,
        shown=lambda name: Found(name.full_name, f"теперь {name.person.full_name}"),
        rows=lambda names: names.select_related("person"),
        order=("sort_key",),
    )
)
offer(
    Searched(
        "organisations",
        "Организации",
        Organisation,
        names=("short_name", "name"),
        place=20,
        shown=_organisation,
        label="kind",
        nicknames={
            Organisation.Kind.SCHOOL: "школа сош",
            Organisation.Kind.KINDERGARTEN: "сад садик доу дс",
            Organisation.Kind.ADDITIONAL: "допобразование удо",
        },
        rows=lambda rows: rows.select_related("parent"),
        past=lambda: Q(closed_on__isnull=False),
        order=("path",),
        forgives=True,
    )
)
offer_page("show_people", "Люди", "список сотрудников педагоги")
offer_page("add_person", "Добавить человека", "новый сотрудник принять")
offer_page("show_organisations", "Организации", "школы сады список")
offer_page("show_settings", "Настройки", "управление часовой пояс")
offer_page("show_calendar_days", "Производственный календарь", "праздники выходные")
offer_page("show_reference_numbers", "Нормативные числа", "справочник")
offer_page("show_exports", "Журнал выгрузок", "кто скачивал xlsx docx экспорт")
offer_page("change_password", "Сменить пароль", "изменить вход")
offer_page("show_notices", "Уведомления", "непрочитанные")
offer_page("show_own_page", "Моя страница", "мои данные персональные выгрузить удалить")
offer_page("show_staff_of_day", "Кто где был на дату", "сотрудники прошлое список")
offer_page("show_doubles", "Возможные двойники", "объединить дубли повторы")
offer_page("show_erasures", "Просьбы удалить данные", "персональные 152-ФЗ")
