"""The picture of all communities, of subjects and of people who are in many."""

from collections.abc import Callable, Sequence
from functools import partial

from django.urls import reverse

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.design.tables.columns import Cell
from metodsovet.kernel import clock
from metodsovet.work.communities import gaps, slots
from metodsovet.work.communities.models import Analysis, CommunityKind
from metodsovet.work.communities.queries.analyses import asked_year
from metodsovet.work.communities.queries.coverage import Covered
from metodsovet.work.communities.queries.picture import Loaded, PictureRow

Rows = Sequence[PictureRow]


def picture_table() -> Table[PictureRow]:
    upper = (
        Column(
            column.key,
            column.label,
            partial(_value, column.key),
            is_sortable=True,
            is_number=column.is_number,
            rows_url=partial(_rows_url, column.url) if column.url else None,
        )
        for column in slots.picture_columns()
    )
    return Table(
        title="Картина объединений",
        columns=(
            Column(
                "name",
                "Объединение",
                lambda row: row.community.name,
                template="communities/cells/pictured.html",
                is_fixed=True,
                is_sortable=True,
                width="wide",
                chars=44,
            ),
            Column("kind", "Вид", lambda row: row.community.kind.name, is_sortable=True, chars=30),
            Column("place", "Где", lambda row: row.community.organisation.short_name, is_sortable=True, chars=26),
            Column("head", "Руководитель", lambda row: row.heads_text, is_sortable=True, chars=24),
            Column("members", "Участников", lambda row: row.member_count, is_sortable=True, is_number=True, chars=12),
            *upper,
            Column(
                "analysis",
                f"Анализ за {asked_year(clock.today())}",
                lambda row: row.analysis_text,
                is_sortable=True,
                rows_url=lambda row: reverse("show_analyses", args=[row.community.pk]),
                chars=20,
            ),
            Column(
                "gaps",
                "Чего не хватает",
                lambda row: row.gaps_text,
                template="communities/cells/gaps.html",
                is_sortable=True,
                chars=36,
            ),
            Column(
                "subject",
                "Предмет",
                lambda row: row.community.subject.name if row.community.subject else "",
                is_hidden=True,
                is_sortable=True,
            ),
            Column(
                "parent",
                "Входит в",
                lambda row: row.community.parent.name if row.community.parent else "",
                is_hidden=True,
                is_sortable=True,
                chars=36,
            ),
            Column("until", "Срок по", lambda row: row.community.runs_until, is_hidden=True, is_sortable=True),
        ),
        filters=(
            Filter("level", "Уровень", lambda _: CommunityKind.Level.choices, _of_levels),
            Filter("kind", "Вид", _kinds, _of_kinds),
            Filter("organisation", "Организация", _places, _of_places),
            Filter(
                "analysis",
                "Анализ года",
                lambda _: [("none", "нет"), *Analysis.State.choices],
                lambda rows, values: [row for row in rows if (row.analysis or "none") in values],
            ),
            Filter("gap", "Чего не хватает", lambda _: [*gaps.titles().items(), ("any", "хоть чего-то")], _with_gaps),
        ),
        find=lambda rows, words: [row for row in rows if words.casefold() in row.community.name.casefold()],
        find_label="Найти по названию",
        empty_text="Объединений пока нет.",
    )


COVERAGE: Table[Covered] = Table(
    title="Предметы и педагоги",
    columns=(
        Column("subject", "Предмет", lambda row: row.subject.name, is_fixed=True, is_sortable=True, chars=36),
        Column("communities", "Объединений", lambda row: row.community_count, is_sortable=True, is_number=True),
        Column(
            "teachers",
            "Педагогов",
            lambda row: len(row.teachers),
            template="communities/cells/teachers.html",
            is_sortable=True,
            is_number=True,
        ),
        Column("inside", "В объединениях", lambda row: len(row.inside), is_sortable=True, is_number=True),
        Column(
            "outside",
            "Не охвачены",
            lambda row: len(row.outside),
            template="communities/cells/outside.html",
            is_sortable=True,
            is_number=True,
        ),
        Column("share", "Охват", lambda row: row.share, is_sortable=True, is_number=True, is_share=True),
    ),
    filters=(
        Filter(
            "lack",
            "Чего не хватает",
            lambda _: (("community", "нет объединения"), ("people", "не все состоят")),
            lambda rows, values: [
                row
                for row in rows
                if ("community" in values and not row.community_count) or ("people" in values and row.outside)
            ],
        ),
    ),
    page_size=100,
    empty_text="Предметы ни у кого не указаны: загрузите список сотрудников с предметами.",
)


def load_table() -> Table[Loaded]:
    upper = (
        Column(
            key,
            label,
            partial(_value, key),
            is_sortable=True,
            is_number=True,
            rows_url=partial(_person_url, columns.url),
            opens=True,
        )
        for columns in slots.people_columns()
        for key, label in columns.columns
    )
    return Table(
        title="Нагрузка людей",
        columns=(
            Column(
                "name",
                "Кто",
                lambda row: row.person.full_name,
                template="communities/cells/loaded.html",
                is_fixed=True,
                is_sortable=True,
                chars=36,
            ),
            Column("number", "Объединений", lambda row: len(row.communities), is_sortable=True, is_number=True),
            *upper,
            Column(
                "duties",
                "Обязанности",
                lambda row: "; ".join(f"{office.title}, {office.community.name}" for office in row.offices),
                chars=50,
            ),
            Column("communities", "Где состоит", lambda row: "; ".join(row.communities), chars=60),
        ),
        filters=(
            Filter(
                "many",
                "Сколько",
                lambda _: (("3", "три и больше"), ("4", "четыре и больше"), ("heads", "руководит двумя и больше")),
                lambda rows, values: [row for row in rows if all(_is_loaded(row, value) for value in values)],
            ),
        ),
        find=lambda rows, words: [row for row in rows if words.casefold() in row.person.full_name.casefold()],
        find_label="Найти по имени",
        empty_text="Никто не состоит сразу в нескольких объединениях.",
    )


def _is_loaded(row: Loaded, value: str) -> bool:
    if value == "heads":
        return sum(office.kind == "head" for office in row.offices) > 1
    return len(row.communities) >= int(value)


def _value(key: str, row: PictureRow | Loaded) -> Cell:
    return row.values.get(key)


def _rows_url(url: Callable[[int], str], row: PictureRow) -> str:
    return url(row.community.pk)


def _person_url(url: Callable[[int], str], row: Loaded) -> str:
    return url(row.person.pk)


def _kinds(rows: Rows) -> list[tuple[str, str]]:
    kinds = {row.community.kind_id: row.community.kind for row in rows}
    return [(str(pk), kind.name) for pk, kind in sorted(kinds.items(), key=lambda item: item[1].place)]


def _places(rows: Rows) -> list[tuple[str, str]]:
    places = {row.community.organisation_id: row.community.organisation for row in rows}
    return [(str(pk), one.short_name) for pk, one in sorted(places.items(), key=lambda item: item[1].path)]


def _of_levels(rows: Rows, values: Sequence[str]) -> list[PictureRow]:
    return [row for row in rows if row.community.kind.level in values]


def _of_kinds(rows: Rows, values: Sequence[str]) -> list[PictureRow]:
    return [row for row in rows if str(row.community.kind_id) in values]


def _of_places(rows: Rows, values: Sequence[str]) -> list[PictureRow]:
    return [row for row in rows if str(row.community.organisation_id) in values]


def _with_gaps(rows: Rows, values: Sequence[str]) -> list[PictureRow]:
    return [row for row in rows if ("any" in values and row.gaps) or set(row.gaps) & set(values)]
