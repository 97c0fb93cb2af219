"""Order in a feed: what is removed, what stands at the top, which answer helped."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Community
from metodsovet.work.publications.actions.locking import held
from metodsovet.work.publications.models import Post


@transaction.atomic
def remove_post(post: Post, *, by: User) -> Post:
    """Words of it, of now and of before, and files go; a mark with the day stays, and so do the answers.

    Removing it again changes nothing. DomainError ``is_closed``.
    """
    post = _held_open(post)
    if post.is_removed:
        return post
    post.text, post.is_pinned, post.answer = "", False, None
    post.removed_at, post.removed_by_id = clock.now(), standing_of(by).person_id
    post.version += 1
    post.save(update_fields=["text", "is_pinned", "answer", "removed_at", "removed_by", "version"])
    post.editions.all().delete()
    kind = ContentType.objects.get_for_model(Post)
    StoredFile.objects.filter(content_type=kind, object_id=post.pk).delete()
    Post.objects.filter(answer=post).update(answer=None)
    record_action("remove_post", post, "Сообщение удалено", by=by)
    return post


@transaction.atomic
def pin_post(post: Post, *, by: User) -> Post:
    """At the top of the feed, instead of what stood there. DomainError ``is_removed``, ``is_answer``, ``is_closed``."""
    Community.objects.select_for_update().get(pk=post.community_id)
    post = _held_open(post)
    _require_whole(post)
    if post.parent_id is not None:
        raise DomainError("is_answer", "Закрепить можно сообщение или вопрос, а не ответ.")
    Post.objects.filter(community=post.community_id, is_pinned=True).exclude(pk=post.pk).update(is_pinned=False)
    return _pinned(post, "pin_post", is_pinned=True, by=by)


@transaction.atomic
def unpin_post(post: Post, *, by: User) -> Post:
    """DomainError ``is_closed``."""
    return _pinned(_held_open(post), "unpin_post", is_pinned=False, by=by)


@transaction.atomic
def choose_answer(answer: Post, *, is_chosen: bool = True, by: User) -> Post:
    """This one helped, or not any more. Answers the question; what is so already changes nothing.

    DomainError ``not_an_answer`` to a question, ``is_removed``, ``is_closed``.
    """
    answer = _held_open(answer)
    _require_whole(answer)
    question = held(answer.parent) if answer.parent else None
    if question is None or not question.is_question:
        raise DomainError("not_an_answer", "Отметить можно ответ на вопрос, а это — ответ на сообщение.")
    if (question.answer_id == answer.pk) != is_chosen:
        question.answer = answer if is_chosen else None
        question.save(update_fields=["answer"])
        record_action("choose_answer", question, "Отмечен ответ" if is_chosen else "Отметка ответа снята", by=by)
    return question


def _held_open(post: Post) -> Post:
    post = held(post)
    if post.community.closed_on is not None:
        raise DomainError("is_closed", "Объединение закрыто: его лента только читается.")
    return post


def _require_whole(post: Post) -> None:
    if post.is_removed:
        raise DomainError("is_removed", "Сообщение уже удалено.")


def _pinned(post: Post, verb: str, *, is_pinned: bool, by: User) -> Post:
    if post.is_pinned != is_pinned:
        post.is_pinned = is_pinned
        post.save(update_fields=["is_pinned"])
        record_action(verb, post, "Сообщение закреплено" if is_pinned else "Сообщение откреплено", by=by)
    return post
