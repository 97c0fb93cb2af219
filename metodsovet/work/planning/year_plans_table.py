"""Year plans of all communities that one keeps, as a page, a print and an xlsx."""

from collections.abc import Sequence

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.kernel import clock
from metodsovet.work.communities.models import CommunityKind
from metodsovet.work.planning.queries_communities import WORDS, YearPlanRow

Rows = Sequence[YearPlanRow]
OWED = "owed"


def _of_states(rows: Rows, values: Sequence[str]) -> list[YearPlanRow]:
    today = clock.today()
    return [
        row
        for row in rows
        if row.standing.state in values
        or (OWED in values and row.standing.is_owed)
        or ("late" in values and row.standing.is_late(today))
    ]


def _of_levels(rows: Rows, values: Sequence[str]) -> list[YearPlanRow]:
    return [row for row in rows if row.community.kind.level in values]


def _kinds(rows: Rows) -> list[tuple[str, str]]:
    kinds = {row.community.kind_id: row.community.kind for row in rows}
    return [(str(pk), kind.name) for pk, kind in sorted(kinds.items(), key=lambda item: item[1].place)]


def _of_kinds(rows: Rows, values: Sequence[str]) -> list[YearPlanRow]:
    return [row for row in rows if str(row.community.kind_id) in values]


def _places(rows: Rows) -> list[tuple[str, str]]:
    places = {row.community.organisation_id: row.community.organisation for row in rows}
    return [(str(pk), one.short_name) for pk, one in sorted(places.items(), key=lambda item: item[1].path)]


def _of_places(rows: Rows, values: Sequence[str]) -> list[YearPlanRow]:
    return [row for row in rows if str(row.community.organisation_id) in values]


YEAR_PLANS: Table[YearPlanRow] = Table(
    title="Планы объединений",
    columns=(
        Column(
            "name",
            "Объединение",
            lambda row: row.community.name,
            template="planning/year_plan/cells/name.html",
            is_fixed=True,
            is_sortable=True,
            width="wide",
            chars=44,
        ),
        Column("place", "Где", lambda row: row.community.organisation.short_name, is_sortable=True, chars=26),
        Column("head", "Руководитель", lambda row: row.head.short_name if row.head else "", is_sortable=True, chars=24),
        Column(
            "state",
            "План",
            lambda row: row.standing.word,
            template="planning/year_plan/cells/state.html",
            is_sortable=True,
            chars=16,
        ),
        Column("due", "Сдать до", lambda row: row.standing.due_on, is_sortable=True, width="date", chars=14),
        Column("kind", "Вид", lambda row: row.community.kind.name, is_hidden=True, is_sortable=True, chars=30),
        Column(
            "level", "Уровень", lambda row: row.community.kind.get_level_display(), is_hidden=True, is_sortable=True
        ),
    ),
    filters=(
        Filter("state", "План", lambda _: [(OWED, "не сдан"), *WORDS.items(), ("late", "срок прошёл")], _of_states),
        Filter("level", "Уровень", lambda _: CommunityKind.Level.choices, _of_levels),
        Filter("kind", "Вид", _kinds, _of_kinds),
        Filter("organisation", "Организация", _places, _of_places),
    ),
    find=lambda rows, words: [row for row in rows if words.casefold() in row.community.name.casefold()],
    find_label="Найти по названию",
    row_key=lambda row: str(row.community.pk),
    empty_text="Объединений, которым нужен план, пока нет.",
)
