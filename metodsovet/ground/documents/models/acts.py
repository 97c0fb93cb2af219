from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.searching.expressions import Words


class ActQuerySet(models.QuerySet["Act"]):
    def visible_to(self, user: User) -> Self:
        """Acts of one's own municipality: a signed act is known to everybody it may concern."""
        return self.filter(subtree_q(home_paths(user), "organisation__path"))


class Act(models.Model):
    """A document that something rests on: what every basis points to. Registered as printed, remarks beside."""

    class Kind(models.TextChoices):
        ORDER = "order", "приказ"
        DIRECTIVE = "directive", "распоряжение"
        RESOLUTION = "resolution", "постановление"
        LETTER = "letter", "письмо"
        REGULATION = "regulation", "положение"
        OTHER = "other", "документ"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="acts", verbose_name="чей")
    kind = models.CharField("вид", max_length=20, choices=Kind, default=Kind.ORDER)
    number = models.CharField("номер", max_length=50, blank=True)
    date = models.DateField("дата", null=True, blank=True)
    title = models.CharField("заголовок", max_length=1000)
    issuer = models.CharField("кто издал", max_length=500, blank=True)
    remark = models.CharField("замечание", max_length=500, blank=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = "акт"
        verbose_name_plural = "акты"
        ordering = ["-date", "number"]
        indexes = [GinIndex(Words("title", "number", "issuer", "remark"), name="act_words")]

    def __str__(self) -> str:
        return self.requisites

    def get_absolute_url(self) -> str:
        return reverse("show_act", args=[self.pk])

    @property
    def requisites(self) -> str:
        """«приказ от 28 августа 2026 г. № 214», as far as known."""
        parts = [self.get_kind_display()]
        if self.date:
            parts.append(f"от {date_text(self.date)}")
        if self.number:
            parts.append(f"№\u00a0{self.number}")
        return " ".join(parts)
