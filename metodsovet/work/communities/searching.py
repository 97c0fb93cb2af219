"""What can be found among communities."""

from typing import Any

from django.db.models import Q

from metodsovet.kernel.searching import Found, Searched, offer, offer_page
from metodsovet.work.communities.models import Community


def _community(community: Any) -> Found:
    closed = ", закрыто" if community.closed_on else ""
    return Found(community.name, f"{community.get_kind_display()}, {community.organisation.short_name}{closed}")


offer(
    Searched(
        "communities",
        "Объединения",
        Community,
        names=("name",),
        place=60,
        shown=_community,
        label="kind",
        nicknames={Community.Kind.SCHOOL_ASSOCIATION: "мо шмо", Community.Kind.CITY_ASSOCIATION: "мо гмо"},
        rows=lambda rows: rows.select_related("organisation"),
        past=lambda: Q(closed_on__isnull=False),
        order=("organisation__path", "name"),
        forgives=True,
    )
)
offer_page("show_communities", "Объединения", "методические список мо гмо шмо")
offer_page("add_community", "Создать объединение", "новое методическое добавить")
