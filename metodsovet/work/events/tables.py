"""The list of meetings as a page, a print and an xlsx."""

from collections.abc import Sequence

from django.db.models import QuerySet

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.access.models import User
from metodsovet.kernel.numbers import ids_from
from metodsovet.work.communities.models import Community
from metodsovet.work.events.models import Meeting

Rows = QuerySet[Meeting]


def meetings_table(user: User) -> Table[Meeting]:
    return Table(
        title="Заседания",
        columns=(
            Column("day", "День", lambda row: row.held_on, order=("-held_on", "-starts_at", "-pk"), is_fixed=True),
            Column(
                "topic",
                "Тема",
                lambda row: row.topic,
                template="events/cells/meeting.html",
                order=("topic", "pk"),
                is_fixed=True,
                chars=50,
            ),
            Column("community", "Объединение", lambda row: row.community.name, order=("community__name", "-held_on")),
            Column("number", "Протокол", lambda row: row.number and f"№\u00a0{row.number}"),
            Column("state", "Состояние", lambda row: row.get_state_display(), template="events/cells/state.html"),
            Column("form", "Форма", lambda row: row.get_form_display(), is_hidden=True),
            Column("place", "Где", lambda row: row.place or row.link, is_hidden=True, chars=30),
        ),
        filters=(
            Filter("community", "Объединение", lambda _: _communities(user), _of_communities),
            Filter("state", "Состояние", lambda _: Meeting.State.choices, _of_states),
        ),
        sort="day",
        find=lambda rows, words: rows.filter(topic__icontains=words),
        find_label="Найти по теме",
        empty_text="Заседаний пока нет: их планируют на странице объединения.",
    )


def _communities(user: User) -> list[tuple[str, str]]:
    used = Meeting.objects.visible_to(user).values("community")
    return [(str(pk), name) for pk, name in Community.objects.filter(pk__in=used).values_list("pk", "name")]


def _of_communities(rows: Rows, values: Sequence[str]) -> Rows:
    return rows.filter(community__in=ids_from(values))


def _of_states(rows: Rows, values: Sequence[str]) -> Rows:
    return rows.filter(state__in=values)
