"""The list of communities."""

from collections.abc import Sequence

from django.db.models import QuerySet

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.numbers import ids_from
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.panels import heads_text
from metodsovet.work.communities.queries import without_head

Rows = QuerySet[Community]


def communities_table(user: User) -> Table[Community]:
    return Table(
        title="Объединения",
        columns=(
            Column(
                "name",
                "Объединение",
                lambda row: row.name,
                template="communities/cells/community.html",
                order=("name",),
                is_fixed=True,
                chars=44,
            ),
            Column("kind", "Вид", lambda row: row.kind.name, order=("kind__place", "kind__name", "name"), chars=30),
            Column("place", "Где", lambda row: row.organisation.short_name, order=("organisation__path",), chars=30),
            Column("head", "Руководитель", heads_text, template="communities/cells/head.html", chars=24),
            Column("subject", "Предмет", lambda row: row.subject.name if row.subject else "", is_hidden=True),
        ),
        filters=(
            Filter("kind", "Вид", lambda _: _kinds(user), _of_kinds),
            Filter("organisation", "Организация", lambda _: _places(user), _of_places),
            Filter(
                "gap",
                "Чего не хватает",
                lambda _: (("head", "нет руководителя"),),
                lambda rows, _: rows.filter(pk__in=without_head(user).values("pk")),
            ),
        ),
        sort="place",
        find=lambda rows, words: rows.filter(name__icontains=words),
        find_label="Найти по названию",
        empty_text="Объединений пока нет.",
    )


def _places(user: User) -> list[tuple[str, str]]:
    used = Community.objects.visible_to(user).values("organisation")
    places = Organisation.objects.filter(pk__in=used).order_by("path")
    return [(str(pk), name) for pk, name in places.values_list("pk", "short_name")]


def _kinds(user: User) -> list[tuple[str, str]]:
    used = Community.objects.visible_to(user).values("kind")
    return [(str(pk), name) for pk, name in CommunityKind.objects.filter(pk__in=used).values_list("pk", "name")]


def _of_kinds(rows: Rows, values: Sequence[str]) -> Rows:
    return rows.filter(kind__in=ids_from(values))


def _of_places(rows: Rows, values: Sequence[str]) -> Rows:
    return rows.filter(organisation__in=ids_from(values))
