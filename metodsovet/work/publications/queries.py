"""A feed as its reader sees it, in a number of queries that does not grow with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.publications.models import Post
from metodsovet.work.publications.rules import keeps_order


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A message with its files and answers, and what the reader may do; ``duty`` is the office of its author."""

    post: Post
    duty: str
    files: Sequence[StoredFile]
    replies: Sequence["ShownPost"]
    is_own: bool
    may_remove: bool
    may_pin: bool
    may_choose: bool
    is_chosen: bool = False
    opens_author: bool = False
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the feed of a community. ``writes`` is False where the community is closed.

    ``read_at`` is up to when he had read it before this; None where it does not matter.
    """

    community: Community
    person_id: int | None
    writes: bool
    keeps_order: bool
    read_at: datetime | None = None

    def is_new(self, post: Post) -> bool:
        is_of_others = post.author_id != self.person_id and not post.is_removed
        return self.read_at is not None and is_of_others and post.posted_at > self.read_at


def reader_of(community: Community, user: User, *, read_at: datetime | None = None) -> Reader:
    writes = user.has_perm("publications.add_post", community)
    keeps = writes and bool(keeps_order(user, community))
    return Reader(community, standing_of(user).person_id, writes, keeps, read_at)


def posts_of(community: Community, *, but_pinned: bool = False) -> QuerySet[Post]:
    """First ones, the newest first, with what a page of them draws."""
    rows = Post.objects.first_ones().filter(community=community)
    if but_pinned:
        rows = rows.filter(is_pinned=False)
    return with_replies(rows)


def with_files(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Those that have files, themselves or under an answer."""
    kind = ContentType.objects.get_for_model(Post)
    own = StoredFile.objects.filter(content_type=kind, object_id=OuterRef("pk"))
    answers = Post.objects.filter(Exists(own), parent__isnull=False).values("parent")
    return posts.filter(Exists(own) | Q(pk__in=answers))


def with_replies(rows: QuerySet[Post]) -> QuerySet[Post]:
    replies = (
        Post.objects.select_related("author", "removed_by").prefetch_related("editions").order_by("posted_at", "pk")
    )
    return rows.select_related("author", "removed_by").prefetch_related("editions", Prefetch("replies", replies))


def shown_posts(posts: Iterable[Post], reader: Reader, user: User) -> list[ShownPost]:
    """Posts of ``with_replies``."""
    firsts = list(posts)
    everything = [one for first in firsts for one in (first, *first.replies.all())]
    files = _files([one.pk for one in everything])
    duties = _duties(reader.community)
    authors = {one.author_id for one in everything}
    known = set(Person.objects.visible_to(user).filter(pk__in=authors).values_list("pk", flat=True))

    def shown(post: Post, replies: Sequence[ShownPost] = (), *, question: Post | None = None) -> ShownPost:
        is_own, is_whole = post.author_id == reader.person_id, reader.writes and not post.is_removed
        chooses = question is not None and question.is_question and not question.is_removed
        return ShownPost(
            post,
            duties.get(post.author_id, ""),
            files.get(post.pk, ()),
            replies,
            is_own and is_whole,
            is_whole and (is_own or reader.keeps_order),
            is_whole and reader.keeps_order and question is None,
            is_whole and chooses and question is not None and _chooses(question, reader),
            question is not None and question.answer_id == post.pk,
            post.author_id in known,
            reader.is_new(post),
        )

    return [shown(one, [shown(reply, question=one) for reply in one.replies.all()]) for one in firsts]


def _chooses(question: Post, reader: Reader) -> bool:
    return reader.keeps_order or question.author_id == reader.person_id


def _files(posts: Sequence[int]) -> Mapping[int, Sequence[StoredFile]]:
    found: dict[int, list[StoredFile]] = defaultdict(list)
    kind = ContentType.objects.get_for_model(Post)
    for file in StoredFile.objects.filter(content_type=kind, object_id__in=posts):
        found[file.object_id].append(file)
    return found


def _duties(community: Community) -> Mapping[int, str]:
    """Titles of today's officers by ids of people."""
    titles = dict(community.kind.offices.values_list("code", "title"))
    rows = Office.objects.today().filter(community=community).order_by("kind")
    return {office.person_id: titles.get(office.kind, office.get_kind_display()) for office in rows}
