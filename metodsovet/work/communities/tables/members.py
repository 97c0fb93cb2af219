"""Who is in a community, and whom it may take in."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.directory.models import Employment, Organisation, Person, Subject
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.people import PersonQuerySet
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import ids_from
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.reach import colleagues_of, reach_of
from metodsovet.work.communities.queries.rosters import RosterRow, jobs_on, post_and_place

MEMBERS: Sequence[Column[RosterRow]] = (
    Column("name", "Участник", lambda row: row.name, template="communities/cells/member.html", is_fixed=True, chars=36),
    Column("place", "Организация", lambda row: row.place, is_sortable=True, chars=28),
    Column("post", "Должность", lambda row: row.post, is_sortable=True, chars=30),
    Column("duty", "Обязанность", lambda row: row.duty, template="communities/cells/duty.html", chars=22),
    Column("since", "С какого дня", lambda row: row.since, is_sortable=True, width="date"),
    Column(
        "basis",
        "Основание",
        lambda row: row.basis.requisites if row.basis else row.ground,
        template="communities/cells/basis.html",
        chars=34,
    ),
)


def members_table(community: Community) -> Table[RosterRow]:
    return Table(
        title=f"Состав: {community.name}"[:120],
        columns=(*MEMBERS, Column("until", "По какой день", lambda row: row.until, is_hidden=True, width="date")),
        filters=(Filter("place", "Организация", _places, _of_places),),
        find=lambda rows, words: [row for row in rows if words.casefold() in row.name.casefold()],
        find_label="Найти по имени",
        page_size=100,
        empty_text="На этот день в составе никого нет.",
    )


def candidates_table(community: Community) -> Table[Person]:
    """Colleagues who are not members from today on."""
    return Table(
        title="Кого принять",
        columns=(
            Column("name", "ФИО", lambda person: person.full_name, order=("sort_key",), is_fixed=True, chars=36),
            Column("place", "Организация", lambda person: post_and_place(person)[1], chars=30),
            Column("post", "Должность", lambda person: post_and_place(person)[0], chars=34),
        ),
        filters=(
            Filter("organisation", "Организация", lambda _: _organisations(community), _working_at),
            Filter(
                "subject", "Предмет", lambda _: [(str(one.pk), one.name) for one in Subject.objects.all()], _teaching
            ),
        ),
        sort="name",
        find=lambda people, words: people.named(words),
        find_label="Найти по имени",
        row_key=lambda person: str(person.pk),
        empty_text="Все, кто здесь работает, уже в составе.",
    )


def candidates_of(community: Community) -> PersonQuerySet:
    members = community.memberships.filter(until=None)
    people = colleagues_of(community).exclude(pk__in=members.values("person"))
    return people.prefetch_related(Prefetch("employments", jobs_on(clock.today()), to_attr="jobs_of_day"))


def _places(rows: Sequence[RosterRow]) -> list[tuple[str, str]]:
    places = sorted({row.place for row in rows if row.place})
    return [(place, place) for place in places]


def _of_places(rows: Sequence[RosterRow], values: Sequence[str]) -> list[RosterRow]:
    return [row for row in rows if row.place in values]


def _organisations(community: Community) -> list[tuple[str, str]]:
    rows = Organisation.objects.filter(path__startswith=reach_of(community), closed_on=None)
    rows = rows.exclude(kind=Organisation.Kind.DEPARTMENT)
    return [(str(pk), name) for pk, name in rows.values_list("pk", "short_name")]


def _working_at(people: QuerySet[Person], values: Sequence[str]) -> QuerySet[Person]:
    paths = list(Organisation.objects.filter(pk__in=ids_from(values)).values_list("path", flat=True))
    jobs = Employment.objects.today().filter(subtree_q(paths, "organisation__path"))
    return people.filter(pk__in=jobs.values("person"))


def _teaching(people: QuerySet[Person], values: Sequence[str]) -> QuerySet[Person]:
    jobs = Employment.objects.today().filter(subjects__in=ids_from(values))
    return people.filter(pk__in=jobs.values("person"))
