"""What feeds keep about a person."""

from typing import Any

from metodsovet.kernel.traces import EVERYTHING, Clash, KeptIn, declare
from metodsovet.work.publications.models import FeedMark, Post

CONVERSATION = "на сообщение отвечали другие: оно остаётся в ленте без имени автора"


def post_kept_in(post: Any) -> KeptIn:
    return KeptIn(f"Лента: {post.community.name}", post.posted_at.date())


declare(Post, "author", "Сообщения в лентах объединений", because=CONVERSATION, kept_in=post_kept_in)
declare(Post, "removed_by", "Удалённые сообщения лент", because="видно, кто убрал сообщение другого")
declare(FeedMark, "person", "Докуда прочитаны ленты объединений", goes=EVERYTHING, clash=Clash.DROP)
