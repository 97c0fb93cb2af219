"""Saying something in a feed: a message, a question, an answer; changing one's own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Community, Membership, Office
from metodsovet.work.publications.actions.locking import held
from metodsovet.work.publications.models import Post, PostEdition

MOST_FILES = 5
SHOWN_CHARS = 120


@dataclass(frozen=True, slots=True)
class PostDraft:
    text: str
    files: Sequence["File[bytes]"] = ()
    is_question: bool = False


@transaction.atomic
def add_post(community: Community, *, draft: PostDraft, by: User) -> Post:
    """Everybody of the community is told once a day that its feed has something new.

    DomainError ``is_closed``, ``nothing_said``, ``too_many_files``, ``no_person`` and refusals of ``store_file``.
    """
    kind = Post.Kind.QUESTION if draft.is_question else Post.Kind.MESSAGE
    post = _say(Post(community=community, kind=kind), draft, by)
    day = clock.today()
    text = f"Новое в ленте «{community.name}»: {_shown(post)}"
    people = _people_of(community) - {post.author_id}
    notify(people, key=f"publications:feed:{community.pk}:{day}", text=text, url=post.get_absolute_url(),
           topic=Topic.FEEDS)  # fmt: skip
    return post


@transaction.atomic
def answer_post(post: Post, *, draft: PostDraft, by: User) -> Post:
    """An answer to an answer stands under the same first message, whose author is told.

    DomainError ``is_removed`` and those of ``add_post``.
    """
    first = held(post.parent or post)
    if first.is_removed:
        raise DomainError("is_removed", "Сообщение удалено: ответить на него нельзя, напишите новое.")
    answer = _say(Post(community=first.community, parent=first, kind=Post.Kind.ANSWER), draft, by)
    if first.author_id != answer.author_id:
        what = "ваш вопрос" if first.is_question else "ваше сообщение"
        text = f"{answer.author.short_name}: ответ на {what} в ленте «{first.community.name}». {_shown(answer)}"
        url = answer.get_absolute_url()
        notify([first.author_id], key=f"publications:answer:{answer.pk}", text=text, url=url, topic=Topic.FEEDS)
    return answer


@transaction.atomic
def edit_post(post: Post, *, text: str, version: int, by: User) -> Post:
    """The words before stay beside it.

    DomainError ``edited_by_other``, ``nothing_said``, ``is_removed``, or ``is_closed``.
    """
    post = held(post)
    _require_open(post.community)
    if post.is_removed:
        raise DomainError("is_removed", "Сообщение уже удалено: напишите новое.")
    if post.version != version:
        raise DomainError("edited_by_other", "Сообщение изменили в другом окне. Посмотрите, что теперь, и повторите.")
    text = text.strip()
    if not text:
        raise DomainError("nothing_said", "Напишите что-нибудь или удалите сообщение.")
    if text != post.text:
        PostEdition.objects.create(post=post, text=post.text)
        post.text, post.edited_at = text, clock.now()
        post.version += 1
        post.save(update_fields=["text", "edited_at", "version"])
        record_action("edit_post", post, "Сообщение изменено", by=by)
    return post


def _say(post: Post, draft: PostDraft, by: User) -> Post:
    post.community = Community.objects.select_related("organisation").get(pk=post.community_id)
    _require_open(post.community)
    post.text = draft.text.strip()
    if not post.text and not draft.files:
        raise DomainError("nothing_said", "Напишите сообщение или приложите файл.")
    if len(draft.files) > MOST_FILES:
        raise DomainError("too_many_files", f"К одному сообщению — не больше {MOST_FILES} файлов: напишите ещё одно.")
    post.author = _person_of(by)
    post.posted_at = clock.now()
    post.save()
    for file in draft.files:
        store_file(file, owner=post, by=by)
    record_action("answer_post" if post.parent_id else "add_post", post, "Написано в ленте", by=by)
    return post


def _require_open(community: Community) -> None:
    if community.closed_on is not None:
        raise DomainError("is_closed", "Объединение закрыто: его лента только читается.")


def _person_of(by: User) -> Person:
    known = standing_of(by).person_id
    person = Person.objects.filter(pk=known).first() if known is not None else None
    if person is None:
        raise DomainError("no_person", "За этой учётной записью нет человека: писать в ленту некому.")
    return person


def _people_of(community: Community) -> set[int]:
    members = Membership.objects.today().filter(community=community).values_list("person_id", flat=True)
    officers = Office.objects.today().filter(community=community).values_list("person_id", flat=True)
    return {*members, *officers}


def _shown(post: Post) -> str:
    words = " ".join(post.text.split())
    if not words:
        return "приложен файл"
    return words if len(words) <= SHOWN_CHARS else f"{words[:SHOWN_CHARS]}…"
