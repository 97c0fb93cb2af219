from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.kinds import name_of
from metodsovet.ground.documents.models.papers import Paper
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock


class PaperBatchQuerySet(models.QuerySet["PaperBatch"]):
    def visible_to(self, user: User) -> Self:
        """Those of organisations one acts for."""
        return self.filter(subtree_q(standing_of(user).paths_of((*SERVICE, *LEADS)), "organisation__path"))


class PaperBatch(models.Model):
    """Papers of one kind for many people at once: numbers are given first, then all are printed, then it is done.

    Whatever kills the work, it goes on from what is written: a line with a paper never gets another one.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="чья")
    kind = models.CharField("вид бумаги", max_length=50)
    event = models.CharField("мероприятие", max_length=500)
    common = models.JSONField("общее для всех", editable=False)
    issued_on = models.DateField("дата")
    is_apart = models.BooleanField("отдельными файлами", default=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="файл")
    trouble = models.CharField("что помешало", max_length=500, blank=True)
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="кто выпустил")
    started_at = models.DateTimeField("когда начат", default=clock.now)

    objects = PaperBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "выпуск бумаг списком"
        verbose_name_plural = "выпуски бумаг списком"
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{name_of(self.kind)}: {self.event}"

    def get_absolute_url(self) -> str:
        return reverse("show_batch", args=[self.pk])

    @property
    def kind_name(self) -> str:
        return name_of(self.kind)

    @property
    def is_done(self) -> bool:
        return self.file_id is not None

    @property
    def is_under_way(self) -> bool:
        return not self.is_done and not self.trouble


class BatchLine(models.Model):
    """Somebody in the list, as it was written; ``person`` where the register knows exactly one of that name."""

    batch = models.ForeignKey(PaperBatch, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    name = models.CharField("кому", max_length=200)
    place = models.CharField("должность и место работы", max_length=500, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="кто")
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="batch_line")

    class Meta:
        verbose_name = "строка выпуска"
        verbose_name_plural = "строки выпуска"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="batch_line_once"),
            models.CheckConstraint(condition=~Q(name=""), name="batch_line_names_somebody"),
        ]

    def __str__(self) -> str:
        return self.name
