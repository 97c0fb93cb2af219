from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.workflow import workflow
from metodsovet.work.communities.models.communities import Community
from metodsovet.work.communities.models.kinds import CommunityKind


class AppendixQuerySet(models.QuerySet["Appendix"]):
    def visible_to(self, user: User) -> Self:
        """Of the nodes whose communities the user keeps."""
        return self.filter(subtree_q(standing_of(user).paths_of((*SERVICE, *LEADS)), "organisation__path"))


class Appendix(models.Model):
    """A table of an order, «№ · объединение · ФИО · должность, ОО · куратор», on its way into the communities.

    ``kind`` is of the communities that it adds; the act is the basis of everybody whom it appoints.
    """

    class State(models.TextChoices):
        REVIEW = "review", "на проверке"
        APPLIED = "applied", "записано"
        DISCARDED = "discarded", "отложено навсегда"

    workflow = workflow(
        dict(State.choices), apply_appendix=("review", "applied"), discard_appendix=("review", "discarded")
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="где")
    kind = models.ForeignKey(CommunityKind, models.PROTECT, related_name="+", verbose_name="вид новых")
    act = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="приказ")
    since = models.DateField("назначены с")
    file_name = models.CharField("файл", max_length=255)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.REVIEW)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    loaded_at = models.DateTimeField("прочитано", default=clock.now)

    objects = AppendixQuerySet.as_manager()

    class Meta:
        verbose_name = "приложение к приказу"
        verbose_name_plural = "приложения к приказам"
        ordering = ["-loaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("show_appendix", args=[self.pk])

    @property
    def is_in_review(self) -> bool:
        return self.state == self.State.REVIEW


class AppendixRowQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        return self.filter(appendix__in=Appendix.objects.visible_to(user).values("pk"))


class AppendixRow(models.Model):
    """A line as it is written; ``outcome`` says what became of it.

    ``choices`` are decisions by fields: «head» and «curator» are ids of people or «nobody», «community» an id or «new»,
    «term» is «none» for an office without an end, «skip» leaves the line out.
    """

    appendix = models.ForeignKey(Appendix, models.CASCADE, related_name="rows", verbose_name="приложение")
    position = models.PositiveIntegerField("строка")
    community_words = models.CharField("объединение", max_length=300)
    head_words = models.CharField("руководитель", max_length=310, blank=True)
    post_words = models.CharField("должность", max_length=300, blank=True)
    place_words = models.CharField("организация", max_length=300, blank=True)
    curator_words = models.CharField("куратор", max_length=310, blank=True)
    term_words = models.CharField("срок", max_length=300, blank=True)
    choices = models.JSONField("решения", default=dict)
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="записано в"
    )
    outcome = models.CharField("что вышло", max_length=300, blank=True)

    objects = AppendixRowQuerySet.as_manager()

    class Meta:
        verbose_name = "строка приложения"
        verbose_name_plural = "строки приложений"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["appendix", "position"], name="row_of_appendix_is_numbered_once")
        ]

    def __str__(self) -> str:
        return self.community_words
