"""The lists of meetings and of their clashes as a page, a print and an xlsx."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.kernel.numbers import ids_from
from metodsovet.work.communities.models import Community
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.queries.clashes import ShownClash

Rows = QuerySet[Meeting]
Clashes = Sequence[ShownClash]
AT_ONCE, SAME_DAY = "в одно время", "в один день"
SHARED = (("people", "люди"), ("speakers", "докладчики"), ("place", "место"))


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


def clashes_table() -> Table[ShownClash]:
    return Table(
        title="Накладки заседаний",
        columns=(
            Column("day", "День", lambda row: row.day, is_fixed=True, is_sortable=True),
            Column("one", "Заседание", lambda row: _words(row, 0), template="events/cells/clash_one.html", chars=80),
            Column(
                "other", "И заседание", lambda row: _words(row, 1), template="events/cells/clash_other.html", chars=80
            ),
            Column("when", "Когда", lambda row: AT_ONCE if row.clash.at_once else SAME_DAY, is_sortable=True),
            Column(
                "number",
                "Общих людей",
                lambda row: len(row.people),
                is_sortable=True,
                is_number=True,
                rows_url=lambda row: reverse("show_clashes", args=[row.meetings[0].pk]),
                opens=True,
            ),
            Column("speakers", "Среди них докладчики", lambda row: _names(row.speakers), chars=40),
            Column("place", "Одно место", lambda row: row.clash.place, chars=30),
            Column("people", "Кто нужен на обоих", lambda row: _names(row.people), is_hidden=True, chars=80),
        ),
        filters=(
            Filter("when", "Когда", lambda _: (("hours", AT_ONCE), ("day", SAME_DAY)), _of_hours),
            Filter("what", "Что общее", lambda _: SHARED, _sharing),
            Filter("community", "Объединение", _clashing, _concerning),
        ),
        empty_text="Заседания впереди друг другу не мешают: нет ни общих людей в один день, ни общего места.",
    )


def _of_hours(rows: Clashes, values: Sequence[str]) -> list[ShownClash]:
    return [row for row in rows if ("hours" if row.clash.at_once else "day") in values]


def _sharing(rows: Clashes, values: Sequence[str]) -> list[ShownClash]:
    return [row for row in rows if _shared(row) & set(values)]


def _concerning(rows: Clashes, values: Sequence[str]) -> list[ShownClash]:
    return [row for row in rows if row.clash.communities & set(ids_from(values))]


def _words(row: ShownClash, place: int) -> str:
    """What a meeting of others is about is told to those who may open it."""
    meeting = row.meetings[place]
    topic = f": {meeting.topic}" if meeting.pk in row.openable else ""
    return f"{meeting.starts_at:%H:%M}–{meeting.ends:%H:%M}, {meeting.community.name}{topic}"


def _names(people: Sequence[Person]) -> str:
    return ", ".join(person.short_name for person in people)


def _shared(row: ShownClash) -> set[str]:
    known = {"people": row.people, "speakers": row.speakers, "place": row.clash.place}
    return {key for key, value in known.items() if value}


def _clashing(rows: Clashes) -> list[tuple[str, str]]:
    meetings = {one.pk: one for row in rows for one in row.meetings}.values()
    found = {one.community_id: one.community.name for one in meetings}
    found |= {joined.pk: joined.name for one in meetings for joined in one.together.all()}
    return [(str(pk), name) for pk, name in sorted(found.items(), key=lambda item: item[1])]
