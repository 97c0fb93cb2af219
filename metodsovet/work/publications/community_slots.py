"""The feed on the page of its community: a tab and the last messages."""

from django.urls import reverse
from django.utils import timezone

from metodsovet.ground.access.models import User
from metodsovet.ground.directory import panels
from metodsovet.ground.directory.panels import PanelRow
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.russian import date_short
from metodsovet.work.communities import slots
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.slots import COMMUNITY_PANELS
from metodsovet.work.publications.models import Post
from metodsovet.work.publications.unread import unread_in

SHOWN, TITLE_CHARS = 4, 90
FEED = "feed"


@slots.offer_tab(FEED)
def feed_tab(user: User, community: Community) -> slots.Tab | None:
    if not user.has_perm("publications.view_feed", community):
        return None
    unread = unread_in([community.pk], standing_of(user).person_id)
    return slots.Tab(FEED, reverse("show_feed", args=[community.pk]), "Лента", news=unread.get(community.pk, 0))


@panels.offer(COMMUNITY_PANELS, "Лента")
def last_posts(user: User, community: Community) -> list[PanelRow]:
    rows = Post.objects.visible_to(user).filter(community=community, removed_at=None).first_ones()
    found = [
        PanelRow(one.get_absolute_url(), _title(one), f"{one.author.short_name}, {_day(one)}")
        for one in rows.select_related("author")[:SHOWN]
    ]
    if found:
        found.append(PanelRow(reverse("show_feed", args=[community.pk]), "Вся лента"))
    return found


def _title(post: Post) -> str:
    words = " ".join(post.text.split()) or "Файл"
    return words if len(words) <= TITLE_CHARS else f"{words[:TITLE_CHARS]}…"


def _day(post: Post) -> str:
    return date_short(timezone.localtime(post.posted_at).date())
