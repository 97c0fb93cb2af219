"""What people said in feeds can be found by whoever reads them."""

from typing import Any

from django.utils import timezone

from metodsovet.kernel.russian import date_text
from metodsovet.kernel.searching import Found, Searched, offer
from metodsovet.work.publications.models import Post

TITLE_CHARS = 120


def _post(post: Any) -> Found:
    words = " ".join(post.text.split())
    title = words if len(words) <= TITLE_CHARS else f"{words[:TITLE_CHARS]}…"
    day = date_text(timezone.localtime(post.posted_at).date())
    return Found(title, f"{post.community.name}, {post.author.short_name}, {day}")


offer(
    Searched(
        "posts",
        "Ленты объединений",
        Post,
        names=("text",),
        place=67,
        shown=_post,
        rows=lambda rows: rows.select_related("community", "author"),
        order=("-posted_at", "-pk"),
    )
)
