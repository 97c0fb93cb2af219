from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.kernel.searching.expressions import Words
from metodsovet.work.communities.models import Community, Membership, Office
from metodsovet.work.communities.rules import KEEPERS


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(feeds_open_to(user, "community"))

    def first_ones(self) -> Self:
        """Those that are no answers."""
        return self.filter(parent=None)


def feeds_open_to(user: User, field: str) -> Q:
    """Condition on the community behind ``field`` («» for itself): one keeps it, or belongs to it today.

    Whoever belonged to a closed one on its last day goes on reading.
    """
    standing = standing_of(user)
    prefix = f"{field}__" if field else ""
    kept = subtree_q(standing.paths_of(KEEPERS), f"{prefix}organisation__path")
    if standing.person_id is None:
        return kept
    found = kept
    for model in (Membership, Office):
        own = model.objects.filter(person=standing.person_id)
        current = own.today().filter(community__closed_on=None)
        to_the_end = own.filter(community__closed_on__isnull=False, until__gte=F("community__closed_on"))
        for rows in (current, to_the_end):
            found |= Q(**{f"{prefix}pk__in": rows.values("community")})
    return found


class FeedQuerySet(models.QuerySet["Feed"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(feeds_open_to(user, ""))


class Feed(Community):
    """A community as the place of its conversation: those to whom it is not open do not know of it."""

    objects = FeedQuerySet.as_manager()  # type: ignore[assignment,misc]  # a proxy that fewer people see

    class Meta:
        proxy = True
        verbose_name = "лента объединения"
        verbose_name_plural = "ленты объединений"


class Post(models.Model):
    """A message or a question in the feed of a community, or an answer to one (``parent``); files are its own.

    ``answer`` is the one that settled a question. What is removed leaves its row without words: a mark with the day.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message", "сообщение"
        QUESTION = "question", "вопрос"
        ANSWER = "answer", "ответ"

    community = models.ForeignKey(Community, models.PROTECT, related_name="posts", verbose_name="объединение")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", verbose_name="на что ответ"
    )
    kind = models.CharField("что это", max_length=10, choices=Kind, default=Kind.MESSAGE)
    author = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="кто")
    text = models.TextField("текст", max_length=5000, blank=True)
    posted_at = models.DateTimeField("когда", default=clock.now)
    edited_at = models.DateTimeField("изменено", null=True, blank=True)
    removed_at = models.DateTimeField("удалено", null=True, blank=True)
    removed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто удалил"
    )
    is_pinned = models.BooleanField("закреплено", default=False)
    answer = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="ответ, который помог"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "сообщение ленты"
        verbose_name_plural = "сообщения ленты"
        ordering = ["-posted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community"], condition=Q(is_pinned=True), name="one_pinned_post_in_a_feed"
            ),
            models.CheckConstraint(
                condition=Q(kind="answer", parent__isnull=False) | (~Q(kind="answer") & Q(parent=None)),
                name="answer_is_to_a_post",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(text="", is_pinned=False), name="removed_post_has_no_words"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-posted_at"], name="posts_of_a_feed"),
            GinIndex(Words("text"), name="post_words"),
        ]

    def __str__(self) -> str:
        return self.text[:80] or self.get_kind_display()

    def get_absolute_url(self) -> str:
        """The page of the whole conversation, at this message."""
        if self.parent_id is None:
            return reverse("show_post", args=[self.pk])
        return f"{reverse('show_post', args=[self.parent_id])}#post-{self.pk}"

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def is_removed_by_author(self) -> bool:
        return self.removed_by_id == self.author_id


class FeedMark(models.Model):
    """Up to which moment a person has read the feed of a community; none yet for whoever has never opened it."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", verbose_name="объединение")
    person = models.ForeignKey(Person, models.CASCADE, related_name="feed_marks", verbose_name="кто")
    read_at = models.DateTimeField("прочитано до", default=clock.now)

    class Meta:
        verbose_name = "докуда прочитана лента"
        verbose_name_plural = "докуда прочитаны ленты"
        ordering = ["community", "person"]
        constraints = [models.UniqueConstraint(fields=["person", "community"], name="feed_marked_once_by_a_person")]

    def __str__(self) -> str:
        return f"{self.community}: {self.read_at:%d.%m.%Y %H:%M}"


class PostEdition(models.Model):
    """The words of a message before its author changed them."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="editions", verbose_name="сообщение")
    text = models.TextField("было", max_length=5000, blank=True)
    replaced_at = models.DateTimeField("до какого времени", default=clock.now)

    class Meta:
        verbose_name = "прежний текст сообщения"
        verbose_name_plural = "прежние тексты сообщений"
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]
