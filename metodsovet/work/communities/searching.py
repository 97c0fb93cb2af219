"""What can be found among communities."""

from typing import Any

from django.db.models import Q

from metodsovet.kernel.searching import Found, Searched, offer, offer_page
from metodsovet.work.communities.models import Community, CommunityKind


def _community(community: Any) -> Found:
    closed = ", закрыто" if community.closed_on else ""
    return Found(community.name, f"{community.kind.name}, {community.organisation.short_name}{closed}")


offer(
    Searched(
        "communities",
        "Объединения",
        Community,
        names=("name",),
        place=60,
        shown=_community,
        label="kind__code",
        nicknames={
            CommunityKind.Code.SCHOOL_ASSOCIATION: "мо шмо",
            CommunityKind.Code.CITY_ASSOCIATION: "мо гмо рмо",
            CommunityKind.Code.TEMPORARY_COLLECTIVE: "втк",
            CommunityKind.Code.PEDAGOGICAL_COUNCIL: "педсовет",
        },
        rows=lambda rows: rows.select_related("organisation", "kind"),
        past=lambda: Q(closed_on__isnull=False),
        order=("organisation__path", "name"),
        forgives=True,
    )
)
offer_page("show_communities", "Объединения", "методические список мо гмо шмо")
offer_page("add_community", "Создать объединение", "новое методическое добавить")
offer_page("show_picture", "Картина объединений", "все объединения без руководителя приказа охват предметов нагрузка")
offer_page("show_proposals", "Предложения состава", "кого принять вывести правило состава")
offer_page("load_appendix", "Прочитать приложение к приказу", "загрузить руководители мо список импорт")
offer_page("show_kinds", "Виды объединений", "переименовать добавить вид должности кворум")
offer_page("show_tree", "Что куда входит", "дерево секции совет школьные объединения")
