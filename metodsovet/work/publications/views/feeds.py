"""The feed of a community and one conversation of it."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.once import new_key
from metodsovet.work.communities.views.frames import framed
from metodsovet.work.publications.actions import read_feed
from metodsovet.work.publications.community_slots import FEED
from metodsovet.work.publications.forms import AnswerForm, PostForm
from metodsovet.work.publications.models import Feed, Post
from metodsovet.work.publications.queries import posts_of, reader_of, shown_posts, with_files, with_replies

PAGE_SIZE = 20


@door("publications.view_feed", Feed)
@require_safe
def show_feed(request: Visitor, community: Feed) -> HttpResponse:
    """The pinned one first, then the newest; ``?files=yes``: those with files. Opening it is reading it."""
    reader = reader_of(community, request.user, read_at=read_feed(community, by=request.user))
    rows: QuerySet[Post] = posts_of(community, but_pinned=True)
    pinned: QuerySet[Post] = Post.objects.filter(community=community, is_pinned=True)
    only_files = request.GET.get("files") == "yes"
    if only_files:
        rows, pinned = with_files(rows), with_files(pinned)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    pinned = with_replies(pinned) if page.number == 1 else pinned.none()
    shown = shown_posts([*pinned, *page.object_list], reader, request.user)
    context = framed(request, community, FEED) | {"reader": reader, "page": page, "posts": shown}
    context |= {"form": PostForm(), "form_key": new_key(), "only_files": only_files}
    return render(request, "publications/feed.html", context)


@door("publications.view_post", Post)
@require_safe
def show_post(request: Visitor, post: Post) -> HttpResponse:
    if post.parent_id is not None:
        return redirect(post)
    reader = reader_of(post.community, request.user)
    (shown,) = shown_posts(with_replies(Post.objects.filter(pk=post.pk)), reader, request.user)
    context = framed(request, post.community, FEED) | {"reader": reader, "shown": shown}
    context |= {"form": AnswerForm(), "form_key": new_key()}
    return render(request, "publications/post.html", context)
