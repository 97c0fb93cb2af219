"""One notice to each person about everything that one call gave him."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.notifications.actions import News, notify_each
from metodsovet.kernel.russian import plural

# What a person got in this call: how many, and the first of them to name when it is the only one.
GIVEN_TO_PEOPLE = """
SELECT part.person_id, count(DISTINCT given_new.id), min(given_new.id), bool_and(part.role = 'informed')
FROM given_new
JOIN assignments_part AS part ON part.assignment_id = given_new.id
WHERE part.person_id IS NOT NULL
GROUP BY part.person_id
"""


@dataclass(frozen=True, slots=True)
class Given:
    person_id: int
    count: int
    first_id: int
    is_informed_only: bool


def tell_about_given(cursor: Any, *, by: User | None, occasion: str) -> None:
    """Tell everyone but the giver."""
    cursor.execute("SELECT min(id) FROM given_new")
    key = f"given:{cursor.fetchone()[0]}"
    cursor.execute(GIVEN_TO_PEOPLE)
    giver = getattr(getattr(by, "person", None), "pk", None)
    given = [row for row in (Given(*fetched) for fetched in cursor.fetchall()) if row.person_id != giver]
    titles = _titles(cursor, [row.first_id for row in given if row.count == 1])
    notify_each({row.person_id: News(_sentence(row, titles, occasion), _address(row)) for row in given}, key=key)


def _titles(cursor: Any, ids: list[int]) -> dict[int, str]:
    cursor.execute("SELECT id, title FROM assignments_assignment WHERE id = ANY(%s)", [ids])
    return dict(cursor.fetchall())


def _sentence(row: Given, titles: dict[int, str], occasion: str) -> str:
    beginning = "К сведению" if row.is_informed_only else "Вам поручено"
    ending = f" {occasion}" if occasion else ""
    if row.count == 1:
        return f"{beginning}: «{titles[row.first_id][:300]}»{ending}"
    return f"{beginning}: {row.count}\u00a0{plural(row.count, 'дело', 'дела', 'дел')}{ending}"


def _address(row: Given) -> str:
    if row.count == 1:
        return reverse("show_assignment", args=[row.first_id])
    return f"{reverse('show_control')}?whose=mine"
